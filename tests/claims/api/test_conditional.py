"""Whoever has an answer already is told so; pages of other sites may read all of them."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from claims.actions.claim import revise_claim
from tests.claims.api.cast import Story
from tests.factories import make_claim, make_editor

FORMATS = ["json", "csv", "jsonl"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_unchanged_list_is_not_sent_again(api: APIClient, story: Story, file_format: str) -> None:
    address = f"/api/v1/claims/?format={file_format}"
    first = api.get(address)

    again = api.get(address, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (first.status_code, again.status_code) == (200, 304)
    assert (b"".join(again), again["ETag"]) == (b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("file_format", FORMATS)
def test_changed_list_is_sent(
    api: APIClient, story: Story, end_transaction: Callable[[], None], file_format: str
) -> None:
    end_transaction()
    address = f"/api/v1/claims/?format={file_format}"
    first = api.get(address)
    revise_claim(claim=story.claim, statement="The bridge was shut.", by=make_editor())
    end_transaction()

    again = api.get(address, HTTP_IF_NONE_MATCH=first["ETag"])

    assert again.status_code == 200
    assert b"The bridge was shut." in b"".join(again)


@pytest.mark.parametrize("other", ["/api/v1/claims/?format=csv&kind=fact", "/api/v1/claims/?format=jsonl"])
def test_streams_of_other_questions_have_other_tags(api: APIClient, story: Story, other: str) -> None:
    assert api.get("/api/v1/claims/?format=csv")["ETag"] != api.get(other)["ETag"]


def test_unchanged_details_are_not_sent_again(api: APIClient, story: Story) -> None:
    address = f"/api/v1/claims/{story.claim.pk}/"

    assert api.get(address, HTTP_IF_NONE_MATCH=api.get(address)["ETag"]).status_code == 304


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/schema/"])
def test_every_answer_has_a_tag(api: APIClient, address: str) -> None:
    assert api.get(address, HTTP_IF_NONE_MATCH=api.get(address)["ETag"]).status_code == 304


def test_answers_are_kept_only_to_be_asked_about(api: APIClient, story: Story) -> None:
    assert api.get("/api/v1/claims/")["Cache-Control"] == "no-cache"
    assert "ETag" not in api.get("/api/v1/match/?text=bridge")
    assert "ETag" not in api.get("/api/v1/claims/99999999/")


@pytest.mark.parametrize("address", ["/api/v1/claims/", "/api/v1/claims/?format=csv", "/api/v1/nothing/"])
def test_pages_of_other_sites_may_read_answers_and_their_headers(api: APIClient, db: None, address: str) -> None:
    response = api.get(address, HTTP_ORIGIN="https://example.org")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("address", ["claims/", "claims/?format=csv&page_size=0", "claims/1/", "nothing/", "claims"])
def test_browsers_are_told_what_they_may_send(api: APIClient, address: str) -> None:
    response = api.options(
        f"/api/v1/{address}", HTTP_ORIGIN="https://example.org", HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET"
    )

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == response["Allow"]
    # The star stands for all others, such as Prefer and X-Goog-Api-Key, but not for this one.
    assert response["Access-Control-Allow-Headers"] == "*, Authorization"


def test_browsers_are_told_of_posts_where_they_are_taken(api: APIClient) -> None:
    assert api.options("/api/v1/match/")["Access-Control-Allow-Methods"] == "GET, POST, HEAD, OPTIONS"
    assert api.options("/api/v1/claims/")["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_asking_what_may_be_sent_costs_nothing(api: APIClient, allow: Callable[..., None]) -> None:
    allow(address="1/min")
    for _ in range(3):
        assert api.options("/api/v1/claims/").status_code == 204

    assert api.get("/api/v1/claims/").status_code == 200


def test_neighbours_of_a_page_stand_in_its_link_header(api: APIClient, db: None) -> None:
    for _ in range(3):
        make_claim()
    first = api.get("/api/v1/claims/?page_size=1")

    second = api.get(first.json()["next"])

    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert second["Link"] == f'<{second.json()["next"]}>; rel="next", <{second.json()["previous"]}>; rel="prev"'
    assert "Link" not in api.get("/api/v1/claims/")
