"""A list costs the same number of queries whatever its length, and so does a detail."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from tests.claims.api.cast import make_story
from tests.factories import make_appearance, make_article, make_evidence, make_outlet, make_passage

# One of each counts the request.
LISTS = {
    "claims": 6,
    "claimants": 3,
    "outlets": 2,
    "articles": 3,  # those of a known day, and those of none
    "appearances": 7,
    "evidence": 4,
    "verdicts": 4,
    "external-reviews": 3,
    "derivations": 2,
    "inquiries": 2,
    "translations": 2,
    "topics": 2,
    "ratings": 2,
}
STREAMS = dict.fromkeys(LISTS, 6)  # the allowance, the last change, a transaction, how to plan, the rows, its end
CLAIM = 20


@pytest.mark.parametrize("stories", [1, 3, pytest.param(50, marks=pytest.mark.slow)])
def test_lists_need_the_same_queries_whatever_their_length(api: APIClient, stories: int) -> None:
    for number in range(stories):
        make_story(number)

    assert {name: queries(api, f"/api/v1/{name}/") for name in LISTS} == LISTS


@pytest.mark.parametrize("stories", [1, 3])
@pytest.mark.parametrize("file_format", ["csv", "jsonl"])
def test_streams_read_the_rows_by_one_query(api: APIClient, stories: int, file_format: str) -> None:
    for number in range(stories):
        make_story(number)

    assert {name: queries(api, f"/api/v1/{name}/?format={file_format}") for name in STREAMS} == STREAMS


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_claim_needs_the_same_queries_whatever_hangs_on_it(api: APIClient, rows: int) -> None:
    story = make_story()
    for _ in range(rows - 1):
        passage = make_passage(article=make_article(outlet=story.outlet))
        make_appearance(claim=story.claim, passage=passage, steps=[(make_outlet(), "reports")])
        make_evidence(claim=story.claim)

    assert queries(api, f"/api/v1/claims/{story.claim.pk}/") == CLAIM


def queries(api: APIClient, address: str) -> int:
    """Return how many queries it takes to read the whole answer."""
    with CaptureQueriesContext(connection) as context:
        response = api.get(address)
        b"".join(response)
    assert response.status_code == 200
    return len(context)
