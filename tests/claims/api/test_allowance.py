"""Every answer says how many more requests of an address are welcome, and when."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient


@pytest.fixture
def two_a_minute(allow: Callable[..., None]) -> None:
    """Let an address ask twice a minute."""
    allow(address="2/min")


@pytest.mark.parametrize("address", ["/api/v1/topics/", "/api/v1/topics/?format=csv", "/api/v1/topics/1/"])
def test_each_answer_tells_what_is_left(api: APIClient, two_a_minute: None, address: str) -> None:
    answers = [api.get(address) for _ in range(3)]

    assert [answer["RateLimit-Limit"] for answer in answers] == ["2"] * 3
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].status_code == 429
    assert answers[2]["RateLimit-Reset"] == answers[2]["Retry-After"]


def test_answer_that_the_client_has_tells_it_too(api: APIClient, two_a_minute: None) -> None:
    etag = api.get("/api/v1/topics/")["ETag"]

    again = api.get("/api/v1/topics/", HTTP_IF_NONE_MATCH=etag)

    assert (again.status_code, again["RateLimit-Remaining"]) == (304, "0")


def test_whoever_asks_for_too_many_texts_is_told_of_the_allowance_of_texts(
    api: APIClient, allow: Callable[..., None]
) -> None:
    allow(address="100/min", match="2/min")
    texts = {"texts": [{"text": "bridge"}] * 2}
    assert api.post("/api/v1/match/", texts, format="json").status_code == 200

    refused = api.post("/api/v1/match/", texts, format="json")

    assert (refused.status_code, refused["RateLimit-Limit"], refused["RateLimit-Remaining"]) == (429, "2", "0")
    assert refused["Retry-After"] == refused["RateLimit-Reset"]
    assert api.get("/api/v1/topics/")["RateLimit-Limit"] == "100"


@pytest.mark.parametrize("address", ["/api/v1/match/?text=bridge", "/v1alpha1/claims:search?query=bridge"])
def test_texts_are_counted_alike_wherever_they_are_asked_for(
    api: APIClient, allow: Callable[..., None], address: str
) -> None:
    allow(address="100/min", match="1/min")
    api.get("/api/v1/match/?text=bridge")

    refused = api.get(address)

    assert (refused.status_code, refused["RateLimit-Limit"], refused["RateLimit-Remaining"]) == (429, "1", "0")


def test_whoever_asks_for_more_than_is_left_is_told_how_much_is(api: APIClient, allow: Callable[..., None]) -> None:
    allow(address="100/min", match="5/min")
    asked = [api.post("/api/v1/match/", {"texts": [{"text": "x"}] * texts}, format="json") for texts in (3, 4, 2, 2)]

    assert [answer.status_code for answer in asked] == [200, 429, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in asked] == ["2", "2", "0", "0"]
