"""Headers, conditional requests and errors of every address that programs read."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.actions.lexemes import fold_lexemes
from tests.claims.api.addresses import LISTS, UNKEPT, details_of, kept_addresses, lists_and_details
from tests.claims.api.cast import Story, make_story

# Told anew with each request.
OF_THE_MOMENT = {"RateLimit-Remaining", "RateLimit-Reset"}
EXPOSED = {"ETag", "Link", "Location", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After"}
PREFLIGHT: dict[str, Any] = {
    "HTTP_ORIGIN": "https://example.org",
    "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "GET",
    "HTTP_ACCESS_CONTROL_REQUEST_HEADERS": "authorization, if-none-match",
}


@pytest.fixture
def kept(api: APIClient, story: Story, end_transaction: Callable[[], None]) -> list[str]:
    """Return every address whose answers may be kept; there is something under each."""
    end_transaction()
    return kept_addresses(api, story)


def ask(api: APIClient, address: str, method: str = "get", **headers: str) -> tuple[Any, bytes]:
    """Return the answer, and what it holds, read to the end be it a stream or not."""
    response = getattr(api, method)(address, **headers)
    return response, b"".join(response)


def headers(response: Any) -> dict[str, str]:
    """Return the headers that tell of the answer and not of the moment."""
    left_out = OF_THE_MOMENT | {"Content-Length"}
    return {name: value for name, value in response.headers.items() if name not in left_out}


def test_every_address_of_the_description_is_looked_at(api: APIClient, kept: list[str]) -> None:
    described = api.get("/api/v1/schema/").json()["paths"]
    numbers = {details_of(api, name): f"/api/v1/{name}/{{{'seq' if name == 'changes' else 'id'}}}/" for name in LISTS}

    looked_at = {numbers.get(address, address.partition("?")[0]) for address in [*kept, *UNKEPT]}

    assert set(described) <= looked_at


def test_head_says_what_get_says_and_sends_nothing(api: APIClient, kept: list[str]) -> None:
    fold_lexemes()
    for address in [*kept, *UNKEPT]:
        (got, _), (head, sent) = ask(api, address), ask(api, address, "head")

        assert (address, got.status_code) == (address, 200)
        assert (address, head.status_code, headers(head)) == (address, 200, headers(got))
        assert (address, sent) == (address, b"")


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"x", {tag}', 'W/"x",W/{tag}', "*"])
def test_whoever_has_an_answer_is_told_so(api: APIClient, kept: list[str], known: str) -> None:
    for address in kept:
        first, _ = ask(api, address)
        names = known.format(tag=first["ETag"].removeprefix("W/"))

        for method in ("get", "head"):
            again, sent = ask(api, address, method, HTTP_IF_NONE_MATCH=names)
            assert (address, again.status_code, sent) == (address, 304, b"")
            assert (address, again["ETag"]) == (address, first["ETag"])
            kept_headers = {"Link", "Vary", "Cache-Control", "Content-Location", "Access-Control-Expose-Headers"}
            told = {name: first[name] for name in kept_headers if name in first}
            assert (address, {name: again.get(name) for name in told}) == (address, told)
            assert "RateLimit-Limit" in again


@pytest.mark.parametrize("known", ['"x"', "x", '"x", "y"'])
def test_whoever_has_another_answer_gets_this_one(api: APIClient, kept: list[str], known: str) -> None:
    statuses = {address: ask(api, address, HTTP_IF_NONE_MATCH=known)[0].status_code for address in kept}

    assert statuses == dict.fromkeys(kept, 200)


def test_answers_are_kept_only_to_be_asked_about(api: APIClient, kept: list[str]) -> None:
    fold_lexemes()
    said = {address: ask(api, address)[0]["Cache-Control"] for address in [*kept, *UNKEPT]}

    assert said == dict.fromkeys(kept, "no-cache") | dict.fromkeys(UNKEPT, "no-store")
    assert not any("ETag" in api.get(address) for address in UNKEPT)


def test_pages_of_other_sites_may_ask_everything_and_read_every_header(api: APIClient, kept: list[str]) -> None:
    for address in [*kept, *UNKEPT]:
        may, (answer, _) = api.options(address, **PREFLIGHT), ask(api, address, HTTP_ORIGIN="https://example.org")

        assert (address, may.status_code) == (address, 204)
        assert "GET" in may["Access-Control-Allow-Methods"].split(", ")
        assert may["Access-Control-Allow-Headers"] == "*, Authorization"
        for response in (may, answer):
            assert (address, response["Access-Control-Allow-Origin"]) == (address, "*")
        assert (address, EXPOSED - set(answer["Access-Control-Expose-Headers"].split(", "))) == (address, set())
        assert (address, "RateLimit-Limit" in answer) == (address, True)


def test_lists_say_that_they_depend_on_what_is_accepted(api: APIClient, kept: list[str]) -> None:
    addresses = lists_and_details(api)

    assert {address: ask(api, address)[0]["Vary"] for address in addresses} == dict.fromkeys(addresses, "Accept")


@pytest.mark.parametrize(
    ("query", "media_type", "name"),
    [
        ("", "application/json", None),
        ("?format=csv", "text/csv; charset=utf-8", 'attachment; filename="{}.csv"'),
        ("?format=jsonl", "application/x-ndjson; charset=utf-8", 'attachment; filename="{}.jsonl"'),
    ],
)
def test_lists_say_what_they_are(
    api: APIClient, kept: list[str], query: str, media_type: str, name: str | None
) -> None:
    for noun in LISTS:
        answer, _ = ask(api, f"/api/v1/{noun}/{query}")

        assert (answer["Content-Type"], answer.get("Content-Disposition")) == (media_type, name and name.format(noun))


def followed(api: APIClient, address: str) -> list[int]:
    """Return the rows that the Link headers lead through from ``address`` on, by id."""
    rows: list[int] = []
    following = address
    while following:
        page = api.get(following)
        rows += [row.get("seq") or row["id"] for row in page.json()["results"]]
        pairs = [link.split("; rel=") for link in page.get("Link", "").split(", ") if link]
        links = {rel: target for target, rel in pairs}
        assert links.get('"next"', "<>").strip("<>") == (page.json()["next"] or "")
        assert links.get('"prev"', "<>").strip("<>") == (page.json()["previous"] or "")
        following = links.get('"next"', "<>").strip("<>")
    return rows


@pytest.mark.parametrize("name", LISTS)
def test_links_lead_through_a_narrowed_list_once(
    api: APIClient, end_transaction: Callable[[], None], name: str
) -> None:
    for number in range(3):
        make_story(number)
    end_transaction()
    order = "seq" if name == "changes" else "id"
    ids = [row[order] for row in api.get(f"/api/v1/{name}/?ordering={order}&page_size=200").json()["results"]]
    wanted = ids[1:]
    narrowed = f"since={ids[0]}" if name == "changes" else f"id={','.join(map(str, wanted))}"

    for size in (1, 2, 3):
        assert followed(api, f"/api/v1/{name}/?{narrowed}&ordering={order}&page_size={size}") == wanted
        assert followed(api, f"/api/v1/{name}/?{narrowed}&ordering=-{order}&page_size={size}") == wanted[::-1]


@pytest.mark.parametrize("name", LISTS)
def test_errors_have_one_shape_everywhere(
    api: APIClient, story: Story, end_transaction: Callable[[], None], name: str
) -> None:
    end_transaction()
    detail = details_of(api, name)
    answers = {
        400: [api.get(f"/api/v1/{name}/?nothing=1"), api.get(f"{detail}?nothing=1"), api.get(f"{detail}?format=csv")],
        401: [api.get(address, HTTP_AUTHORIZATION="Bearer x") for address in (f"/api/v1/{name}/", detail)],
        404: [api.get(f"/api/v1/{name}/{unknown}/") for unknown in ("0", "9" * 30, "x", "1/x")],
        405: [api.delete(f"/api/v1/{name}/"), api.put(detail), api.post(f"/api/v1/{name}/?format=csv")],
        406: [api.get(address, HTTP_ACCEPT="image/png") for address in (f"/api/v1/{name}/", detail)],
    }

    for status, found in answers.items():
        for answer in found:
            error = answer.json()["error"]
            assert (answer.status_code, error["status"], list(error)) == (
                status, status, ["status", "code", "message", "fields"]
            )  # fmt: skip
            assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("application/json", "*")
            assert error["message"]
            assert "RateLimit-Limit" in answer
            assert "ETag" not in answer
