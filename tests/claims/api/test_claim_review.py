"""claim-review.json and the feed of all reviews."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.actions.claim import withdraw_claim
from claims.actions.merge import merge_claim
from claims.actions.verdict import retract_verdict
from claims.interchange import claim_review_feed
from claims.interchange.claim_review import claim_review_of
from tests.claims.api.cast import SECRET, Secrets, Story
from tests.factories import make_claim, make_reviewer, make_verdict

End = Callable[[], None]
FEED = "/claim-review/feed.json"


def file_of(pk: int) -> str:
    """Return the address of a claim's markup."""
    return f"/claims/{pk}/claim-review.json"


def feed(api: APIClient) -> dict[str, Any]:
    """Return the whole feed."""
    response = api.get(FEED)
    assert response.status_code == 200
    content: dict[str, Any] = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return content


def test_file_holds_the_markup_of_the_page(api: APIClient, story: Story) -> None:
    response = api.get(file_of(story.claim.pk))

    assert response["Content-Type"] == "application/ld+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json() == claim_review_of(story.claim)


def test_file_that_is_known_is_not_sent_again(api: APIClient, story: Story) -> None:
    etag = api.get(file_of(story.claim.pk))["ETag"]

    again = api.get(file_of(story.claim.pk), headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_claim_without_verdict_has_no_file(api: APIClient) -> None:
    claim = make_claim()

    answers = [api.get(file_of(pk)) for pk in (claim.pk, 10**12)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json()["error"]["message"] == "There is no published verdict on a claim of this number."


def test_file_of_what_was_taken_back_is_gone(api: APIClient) -> None:
    retracted = make_verdict()
    retract_verdict(verdict=retracted, note="Wrong.", by=make_reviewer())
    withdrawn = make_verdict().claim
    withdraw_claim(claim=withdrawn, by=make_reviewer())

    assert [api.get(file_of(pk)).status_code for pk in (retracted.claim_id, withdrawn.pk)] == [410, 410]


def test_file_of_a_merged_claim_moves(api: APIClient, story: Story) -> None:
    merged = make_claim()
    merge_claim(claim=merged, into=story.claim, by=make_reviewer())

    response = api.get(file_of(merged.pk))

    assert (response.status_code, response["Location"]) == (301, f"http://testserver{file_of(story.claim.pk)}")


def test_feed_holds_each_review_in_an_array(api: APIClient, story: Story) -> None:
    found = feed(api)

    (element,) = found["dataFeedElement"]
    assert (found["@type"], found["name"]) == ("DataFeed", "ClaimTrack: ClaimReview")
    assert element == {
        "@type": "DataFeedItem",
        "url": f"http://127.0.0.1:8000{story.claim.get_absolute_url()}",
        "dateCreated": "2026-01-01T12:00:00Z",
        "dateModified": "2026-01-02T12:00:00Z",
        "item": [claim_review_of(story.claim)],
    }


def test_feed_names_what_was_taken_back_without_its_content(api: APIClient, end_transaction: End) -> None:
    retracted, withdrawn = make_verdict(), make_verdict().claim
    end_transaction()
    retract_verdict(verdict=retracted, note="Wrong.", by=make_reviewer())
    withdraw_claim(claim=withdrawn, by=make_reviewer())
    end_transaction()

    elements = feed(api)["dataFeedElement"]

    pages = [f"http://127.0.0.1:8000/claims/{pk}/" for pk in (retracted.claim_id, withdrawn.pk)]
    assert [element.pop("dateDeleted")[:2] for element in elements] == ["20", "20"]
    assert elements == [
        {"@type": "DataFeedItem", "@id": f"{page}#review", "url": page, "item": []} for page in pages
    ]  # fmt: skip


def test_feed_leaves_out_a_deletion_that_a_new_verdict_undid(api: APIClient, end_transaction: End) -> None:
    verdict = make_verdict()
    end_transaction()
    retract_verdict(verdict=verdict, note="Wrong.", by=make_reviewer())
    end_transaction()
    make_verdict(claim=verdict.claim)

    (element,) = feed(api)["dataFeedElement"]

    assert (len(element["item"]), "dateDeleted" in element) == (1, False)


def test_feed_is_whole_however_many_fit_in_memory(
    api: APIClient, monkeypatch: pytest.MonkeyPatch, end_transaction: End
) -> None:
    monkeypatch.setattr(claim_review_feed, "BATCH", 2)
    claims = [make_verdict().claim_id for _ in range(3)]
    taken_back = [make_verdict() for _ in range(3)]
    end_transaction()
    for verdict in taken_back:
        retract_verdict(verdict=verdict, note="Wrong.", by=make_reviewer())
    end_transaction()

    elements = feed(api)["dataFeedElement"]

    reviewed = [item["@id"] for element in elements for item in element["item"]]
    assert reviewed == [f"http://127.0.0.1:8000/claims/{pk}/#review" for pk in claims]
    assert len(elements) == 6


def test_feed_costs_as_many_queries_for_three_as_for_one(api: APIClient, django_assert_num_queries: Any) -> None:
    for number in (1, 2):
        for _ in range(number):
            make_verdict()
        with django_assert_num_queries(8):
            feed(api)


def test_empty_feed_is_one(api: APIClient) -> None:
    assert feed(api)["dataFeedElement"] == []


def test_feed_that_has_not_changed_is_not_sent_again(api: APIClient, story: Story) -> None:
    etag = api.get(FEED)["ETag"]

    again = api.get(FEED, headers={"If-None-Match": etag})

    assert again.status_code == 304


@pytest.mark.usefixtures("secrets")
def test_feed_and_files_leak_nothing(api: APIClient, secrets: Secrets) -> None:
    assert SECRET not in json.dumps(feed(api))
