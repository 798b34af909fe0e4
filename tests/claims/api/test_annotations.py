"""/annotations/: the W3C Web Annotation container."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from claims.actions.appearance import withdraw_appearance
from claims.interchange import annotation_pages
from sources.models import Article
from tests.claims.api.cast import SECRET, Secrets, Story
from tests.factories import make_appearance, make_evidence, make_reviewer

SITE = "http://127.0.0.1:8000"
CONTAINER = f"{SITE}/annotations/"
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
LDP = "http://www.w3.org/ns/ldp#"


def get(api: APIClient, address: str = "/annotations/", **headers: str) -> dict[str, Any]:
    """Return the answer."""
    response = api.get(address.removeprefix(SITE), headers=headers)
    assert response.status_code == 200, response.content
    content: dict[str, Any] = response.json()
    return content


def ids(page: dict[str, Any]) -> list[str]:
    """Return the names of a page's annotations."""
    return [(item if isinstance(item, str) else item["id"]).removeprefix(CONTAINER) for item in page["items"]]


def test_appearance_is_an_annotation_with_both_selectors(api: APIClient, story: Story) -> None:
    Article.objects.filter(pk=story.article.pk).update(
        url="https://zeitung.example/1", archived_url="https://archive.example/1"
    )
    name = f"appearance-{story.appearance.pk}"

    found = get(api, f"/annotations/{name}")

    assert found == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{CONTAINER}{name}",
        "type": "Annotation",
        "motivation": "linking",
        "created": found["created"],
        "creator": {"id": f"{SITE}/#publisher", "type": "Organization", "name": "ClaimTrack"},
        "rights": "https://spdx.org/licenses/CC-BY-4.0.html",
        "body": [
            {"type": "SpecificResource", "source": f"{SITE}/claims/{story.claim.pk}/", "purpose": "linking"},
            {"type": "TextualBody", "value": "asserts", "purpose": "classifying", "format": "text/plain"},
            {"type": "TextualBody", "value": "Ada Minister", "purpose": "identifying", "format": "text/plain"},
            {
                "type": "TextualBody",
                "value": "“[of the old bridge — Ed.]” is not the author's: insertion by The Agency.",
                "purpose": "commenting",
                "format": "text/plain",
            },
        ],
        "target": {
            "type": "SpecificResource",
            "source": "https://zeitung.example/1",
            "state": {"type": "TimeState", "cached": "https://archive.example/1"},
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "said on Monday [of the old bridge — Ed.] that the bridge is open",
                    "prefix": "The minister ",
                    "suffix": " to all. Nobody else was asked. ",
                },
                {"type": "TextPositionSelector", "start": 13, "end": 77},
            ],
        },
    }


def test_evidence_without_passage_is_of_the_whole_article(api: APIClient, story: Story) -> None:
    found = get(api, f"/annotations/evidence-{story.evidence.pk}")

    assert found["motivation"] == "assessing"
    assert [body["value"] for body in found["body"][1:]] == ["supports", "It says\nso.", "page 3"]
    assert found["target"] == {"type": "SpecificResource", "source": "https://example.org/log/1"}


def test_article_without_address_is_named_by_its_page_here(api: APIClient, story: Story) -> None:
    found = get(api, f"/annotations/evidence-{story.quoted.pk}")

    assert found["target"]["source"] == f"{SITE}/articles/{story.article.pk}/"


def test_annotation_has_the_headers_of_the_protocol(api: APIClient, story: Story) -> None:
    response = api.get(f"/annotations/appearance-{story.appearance.pk}", headers={"Accept": "text/html"})

    assert response["Content-Type"] == PROFILE
    assert response["Link"] == f'<{LDP}Resource>; rel="type"'
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert {"Accept", "Prefer"} <= {name.strip() for name in response["Vary"].split(",")}
    assert response["ETag"].startswith('"')


def test_container_has_the_headers_of_the_protocol(api: APIClient, story: Story) -> None:
    response = api.get("/annotations/")

    assert response["Content-Type"] == PROFILE
    assert f'<{LDP}BasicContainer>; rel="type"' in response["Link"]
    assert f'<http://www.w3.org/TR/annotation-protocol/>; rel="{LDP}constrainedBy"' in response["Link"]
    assert response["Content-Location"] == f"{CONTAINER}?iris=0"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_container_brings_its_first_page(api: APIClient, story: Story) -> None:
    found = get(api)

    assert found["type"] == ["BasicContainer", "AnnotationCollection"]
    assert (found["total"], found["last"]) == (3, f"{CONTAINER}?page=0")
    assert found["first"]["startIndex"] == 0
    assert ids(found["first"]) == [
        f"appearance-{story.appearance.pk}", f"evidence-{story.evidence.pk}", f"evidence-{story.quoted.pk}"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("preference", "is_page"),
    [("oa#PreferMinimalContainer", False), ("oa#PreferContainedIRIs", True), ("ldp#PreferMinimalContainer", False)],
)
def test_client_has_as_much_of_the_container_as_it_prefers(
    api: APIClient, story: Story, preference: str, is_page: bool
) -> None:
    found = get(api, Prefer=f'return=representation;include="http://www.w3.org/ns/{preference}"')

    assert isinstance(found["first"], dict) == is_page
    assert not is_page or all(isinstance(item, str) for item in found["first"]["items"])


def test_pages_lead_through_everything_once(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation_pages, "PAGE", 2)
    appearances, evidence = [make_appearance() for _ in range(3)], [make_evidence() for _ in range(2)]

    page: dict[str, Any] = get(api)["first"]
    seen: list[str] = []
    starts: list[int] = []
    while True:
        seen += ids(page)
        starts.append(page["startIndex"])
        if "next" not in page:
            break
        page = get(api, page["next"])

    assert seen == [*(f"appearance-{row.pk}" for row in appearances), *(f"evidence-{row.pk}" for row in evidence)]
    assert starts == [0, 2, 4]
    assert ids(get(api, page["prev"])) == seen[2:4]
    assert ids(get(api, get(api)["last"])) == seen[4:]


def test_container_of_more_than_anybody_counts_says_no_total_and_leads_on(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotation_pages, "PAGE", 1)
    monkeypatch.setattr(annotation_pages, "COUNTED", 2)
    appearance, evidence = make_appearance(), [make_evidence() for _ in range(2)]

    found = get(api)
    second = get(api, found["first"]["next"])
    too_far = api.get("/annotations/?page=2")

    assert not {"total", "last"} & set(found)
    assert "total" not in found["first"]["partOf"]
    assert (ids(found["first"]), ids(second)) == ([f"appearance-{appearance.pk}"], [f"evidence-{evidence[0].pk}"])
    assert ids(get(api, second["next"])) == [f"evidence-{evidence[1].pk}"]
    assert (too_far.status_code, "next" in too_far.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=x", 400), ("page=-1", 400), ("page=0&after=claim-1", 400), ("page=7", 404), ("p=1", 400)],
)
def test_page_that_there_cannot_be_is_refused(api: APIClient, story: Story, query: str, status: int) -> None:
    assert api.get(f"/annotations/?{query}").status_code == status


def test_annotation_that_is_known_is_not_sent_again(api: APIClient, story: Story) -> None:
    address = f"/annotations/appearance-{story.appearance.pk}"
    etag = api.get(address)["ETag"]

    assert api.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_withdrawn_annotation_is_gone_and_an_unknown_one_is_not_there(
    api: APIClient, end_transaction: Callable[[], None]
) -> None:
    appearance = make_appearance()
    end_transaction()
    withdraw_appearance(appearance=appearance, by=make_reviewer())
    end_transaction()

    assert api.get(f"/annotations/appearance-{appearance.pk}").status_code == 410
    assert [api.get(f"/annotations/{name}").status_code for name in ("evidence-9999", "claim-1")] == [404, 404]


def test_nothing_can_be_written(api: APIClient) -> None:
    response = api.post("/annotations/", {}, format="json")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_empty_container_is_one(api: APIClient) -> None:
    found = get(api)

    assert (found["total"], "first" in found) == (0, False)


def test_container_leaks_nothing(api: APIClient, secrets: Secrets) -> None:
    assert SECRET not in json.dumps(get(api))


def test_page_costs_as_many_queries_for_three_as_for_one(api: APIClient, django_assert_num_queries: Any) -> None:
    get(api)
    for rows in (1, 3):
        for _ in range(rows):
            make_appearance()
            make_evidence()
        with django_assert_num_queries(6):
            get(api, "/annotations/?page=0")


def test_licence_is_named_where_there_is_one(api: APIClient, story: Story) -> None:
    with override_settings(DATA_LICENSE_URL="https://creativecommons.org/licenses/by/4.0/"):
        found = get(api, f"/annotations/appearance-{story.appearance.pk}")

    assert found["rights"] == "https://creativecommons.org/licenses/by/4.0/"
