"""/api/v1/claims/"""

import json

import pytest
from rest_framework.test import APIClient

from claims.enums import ClaimKind
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import Story
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_passage,
    make_verdict,
    rating,
)

HOST = "http://testserver"


def test_list_shows_a_claim_with_references_counts_and_verdict(api: APIClient, story: Story) -> None:
    claim, verdict = story.claim, story.verdict
    step = rating("truth-false")

    assert results(api, "claims") == [
        {
            "id": claim.pk,
            "external_id": claim.external_id,
            "url": f"{HOST}/api/v1/claims/{claim.pk}/",
            "html_url": f"{HOST}/claims/{claim.pk}/",
            "statement": "The bridge was open.",
            "short_statement": "The bridge was open.",
            "language": "en",
            "kind": "fact",
            "speaks_of": "2018-07",
            "speaks_of_on": "2018-07-01",
            "context": "A long row.",
            "topics": [{"id": story.topic.pk, "url": f"{HOST}/api/v1/topics/{story.topic.pk}/", "label": "Bridges 1"}],
            "claimants": [
                {
                    "id": story.claimant.pk,
                    "url": f"{HOST}/api/v1/claimants/{story.claimant.pk}/",
                    "label": "Ada Minister",
                }
            ],
            "source_counts": [
                {"stance": "asserts", "articles": 1, "sources": 1},
                {"stance": "context", "articles": 1, "sources": 1},
                {"stance": "supports", "articles": 1, "sources": 1},
            ],
            "verdict": {
                "id": verdict.pk,
                "external_id": verdict.external_id,
                "url": f"{HOST}/api/v1/verdicts/{verdict.pk}/",
                "html_url": f"{HOST}/claims/{claim.pk}/versions/2/",
                "version": 2,
                "state": "published",
                "title": "Second",
                "rating": {
                    "id": step.pk,
                    "url": f"{HOST}/api/v1/ratings/{step.pk}/",
                    "scale": "truth",
                    "label": "false",
                    "value": 1,
                    "normalised": "false",
                    "code": "rated-false",
                },
                "published_at": "2026-01-02T12:00:00Z",
                "change_kind": "new_evidence",
                "change_note": "A new document.",
            },
        }
    ]


def test_csv_shows_a_claim_flat(api: APIClient, story: Story) -> None:
    claim, verdict = story.claim, story.verdict
    nothing = {
        f"{stance}_{number}": "0"
        for stance in ("denies", "questions", "mentions", "contradicts")
        for number in ("articles", "sources")
    }
    once = {
        f"{stance}_{number}": "1" for stance in ("asserts", "supports", "context") for number in ("articles", "sources")
    }

    assert flat(api, "claims") == [
        {
            "id": str(claim.pk),
            "external_id": claim.external_id,
            "url": f"{HOST}/api/v1/claims/{claim.pk}/",
            "html_url": f"{HOST}/claims/{claim.pk}/",
            "statement": "The bridge was open.",
            "short_statement": "The bridge was open.",
            "language": "en",
            "kind": "fact",
            "speaks_of": "2018-07",
            "speaks_of_on": "2018-07-01",
            "context": "A long row.",
            "topic_ids": f"[{story.topic.pk}]",
            "topics": '["Bridges 1"]',
            "claimant_ids": f"[{story.claimant.pk}]",
            "claimants": '["Ada Minister"]',
            **nothing,
            **once,
            "verdict_id": str(verdict.pk),
            "verdict_version": "2",
            "verdict_title": "Second",
            "rating_id": str(rating("truth-false").pk),
            "rating": "rated-false",
            "rating_scale": "truth",
            "rating_value": "1",
            "rating_normalised": "class-false",
            "published_at": "2026-01-02T12:00:00Z",
        }
    ]


def test_csv_is_offered_as_a_file(api: APIClient, story: Story) -> None:
    response = api.get("/api/v1/claims/?format=csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="claims.csv"'


def test_accept_header_chooses_csv(api: APIClient, story: Story) -> None:
    response = api.get("/api/v1/claims/", HTTP_ACCEPT="text/csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "Accept" in response["Vary"]


def test_json_lines_hold_one_claim_each(api: APIClient, story: Story) -> None:
    make_claim(statement="The tower was shut.")

    response = api.get("/api/v1/claims/?format=jsonl&ordering=id")

    rows = [json.loads(line) for line in b"".join(response).splitlines()]
    assert [(row["statement"], row["topics"], row["rating"]) for row in rows] == [
        ("The bridge was open.", ["Bridges 1"], "rated-false"),
        ("The tower was shut.", [], None),
    ]


def test_head_sends_headers_alone(api: APIClient, story: Story) -> None:
    page, stream = api.head("/api/v1/claims/"), api.head("/api/v1/claims/?format=csv")

    assert (page.status_code, stream.status_code) == (200, 200)
    assert b"".join(stream) == b""


def test_each_filter_finds_its_claims_alone(api: APIClient, story: Story) -> None:
    other = make_claim(statement="The tower was shut.", kind=ClaimKind.CAUSE, language="ru")
    make_appearance(claim=other)

    check_filters(
        api,
        "claims",
        story.claim.pk,
        {
            "claimant": (story.claimant.pk, story.relay.pk),
            "outlet": (story.outlet.pk, story.agency.pk),
            "topic": (story.topic.pk, story.topic.pk + 1),
            "rating": ("rated-false", "rated-true"),
            "normalised": ("false", "true"),
            "kind": ("fact", "promise"),
            "language": ("en", "fr"),
            "said_from": ("2018-07-16", "2020-01-02"),
            "said_to": ("2018-07-16", "2018-07-15"),
            "published_from": ("2026-01-02", "2026-01-03"),
            "published_to": ("2026-01-02", "2026-01-01"),
            "q": ("BRIDGE open", "bridge shut"),
        },
    )


@pytest.mark.parametrize("value", ["{id}", "rated-false"])
def test_rating_is_asked_for_by_id_or_code(api: APIClient, story: Story, value: str) -> None:
    make_verdict(rating=rating("truth-true"))

    assert found(api, "claims", rating=value.format(id=rating("truth-false").pk)) == [story.claim.pk]


def test_code_that_several_scales_have_finds_all(api: APIClient) -> None:
    fact = make_verdict(rating=rating("truth-unproven")).claim
    utterance = make_verdict(claim=make_claim(kind=ClaimKind.UTTERANCE), rating=rating("utterance-unproven")).claim

    assert found(api, "claims", rating="rated-unproven", ordering="id") == [fact.pk, utterance.pk]


def test_language_finds_its_regions(api: APIClient) -> None:
    british, english, middle = make_claim(language="en-GB"), make_claim(language="en"), make_claim(language="enm")

    assert found(api, "claims", language="EN", ordering="id") == [british.pk, english.pk]
    assert found(api, "claims", language="enm") == [middle.pk]


def test_claimant_and_outlet_mean_the_same_appearance(api: APIClient) -> None:
    claim, ada, bob = make_claim(), make_claimant(), make_claimant()
    first, second = make_article(), make_article()
    make_appearance(claim=claim, claimant=ada, passage=make_passage(article=first))
    make_appearance(claim=claim, claimant=bob, passage=make_passage(article=second))

    assert found(api, "claims", claimant=ada.pk, outlet=first.outlet_id) == [claim.pk]
    assert found(api, "claims", claimant=ada.pk, outlet=second.outlet_id) == []


def test_wildcards_of_the_database_are_plain_characters(api: APIClient) -> None:
    claim = make_claim(statement="It grew by 5% in x_b.")
    make_claim(statement="It grew by 50 in xcb.")

    assert found(api, "claims", q="5%") == [claim.pk]
    assert found(api, "claims", q="x_b") == [claim.pk]


@pytest.mark.django_db
def test_claim_that_nobody_made_has_empty_lists(api):
    claim = make_claim()

    (row,) = flat(api, "claims", id=claim.pk)

    assert [row[name] for name in ("claimant_ids", "claimants", "topic_ids", "topics")] == ["[]"] * 4
