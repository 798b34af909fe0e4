"""/v1alpha1/: tokens, errors, allowances and documentation of the Fact Check Tools API."""

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.actions.lexemes import fold_lexemes
from claims.api.fact_check_tools import SearchParameters
from claims.models import Appearance
from rest.google import camel
from tests.claims.api.fact_checks import PAGES, SEARCH, error, get, reviewed, token
from tests.factories import (
    make_appearance,
    make_claim,
    make_verdict,
)

DOCS = (Path(__file__).parents[3] / "docs" / "fact-check-tools.md").read_text()
FOREIGN = [
    "nonsense", "é", "a" * 5_000, token(), token("x", False, [1, 1]), token("x", False, None), token(1),
    base64.urlsafe_b64encode(b"\xff" * 9).decode(),
]  # fmt: skip


@pytest.mark.parametrize("text", FOREIGN)
def test_token_that_is_none_is_refused(api: APIClient, text: str) -> None:
    answers = [
        api.get(SEARCH, {"query": "Neva", "pageToken": text}),
        api.get(SEARCH, {"reviewPublisherSiteFilter": "127.0.0.1", "pageToken": text}),
        api.get(PAGES, {"pageToken": text}),
    ]

    assert [(error(one)["code"], error(one)["status"]) for one in answers] == [(400, "INVALID_ARGUMENT")] * 3


@pytest.mark.parametrize("values", [None, [2**70, 1], ["1", 1], [1], [-5, -5], [10**9, 10**9]])
@pytest.mark.parametrize("is_backwards", [True, False])
def test_forged_token_does_no_harm(api: APIClient, values: Any, is_backwards: bool) -> None:
    reviewed("The bridge number 1 over the Neva was closed.")
    reviewed("The bridge number 2 over the Neva was closed.")
    given = get(api, query="Neva", pageSize=1)["nextPageToken"]
    name = json.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))[0]

    response = api.get(SEARCH, {"query": "Neva", "pageToken": token(name, is_backwards, values)})

    assert response.status_code in (200, 400)


def test_token_belongs_to_its_question(api: APIClient) -> None:
    for number in range(2):
        reviewed(f"The bridge number {number} over the Neva was closed.")
    given = get(api, query="Neva", pageSize=1)["nextPageToken"]

    for other in ("query=bridge", "query=Neva&languageCode=en", "query=Neva&maxAgeDays=9"):
        assert error(api.get(f"{SEARCH}?{other}&pageToken={given}"))["status"] == "INVALID_ARGUMENT"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "query: Give a text to search for, or reviewPublisherSiteFilter."),
        ("?query=%20", "query: Give a text to search for, or reviewPublisherSiteFilter."),
        ("?query=%00", "query: Null characters are not allowed."),
        (f"?query={'a' * 5001}", "query: Ensure this field has no more than 5000 characters."),
        ("?query=a&query=b", "query: Give this parameter once."),
        ("?query=a&pageSize=many", "pageSize: A valid integer is required."),
        ("?query=a&pageSize=2147483648", "pageSize: Ensure this value is less than or equal to 2147483647."),
        ("?query=a&offset=-1", "offset: Ensure this value is greater than or equal to 0."),
        ("?query=a&offset=10001", "offset: Ensure this value is less than or equal to 10000."),
        ("?query=a&maxAgeDays=1.5", "maxAgeDays: A valid integer is required."),
        ("?query=a&languageCode=English!", "languageCode: Write a BCP 47 tag, such as en or pt-BR."),
        (
            "?query=a&fields=claims(",
            "fields: Write the names of members with commas between, a(b,c) or a/b for those inside of a.",
        ),
        ("?query=a&alt=proto", "alt: Answers are in JSON only: give json, or leave the parameter out."),
    ],
)
def test_bad_parameter_is_refused_by_name(api: APIClient, query: str, message: str) -> None:
    content = error(api.get(f"{SEARCH}{query}"))

    name, _, description = message.partition(": ")
    assert content == {
        "code": 400,
        "message": message,
        "status": "INVALID_ARGUMENT",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [{"field": name, "description": description}],
            }
        ],
    }


@pytest.mark.parametrize("address", [SEARCH, "/v1alpha1/claims:imageSearch", PAGES, f"{PAGES}/1"])
def test_unknown_parameter_is_refused_and_a_general_one_is_not(api: APIClient, address: str) -> None:
    unknown = api.get(address, {"lang": "en"})
    general = api.get(address, {"key": "k", "alt": "json", "prettyPrint": "false", "$.xgafv": "2", "quotaUser": "me"})

    assert error(unknown)["details"][0]["fieldViolations"][0]["field"] == "lang"
    assert general.status_code == {SEARCH: 400, f"{PAGES}/1": 404}.get(address, 200)


@pytest.mark.parametrize("address", ["/v1alpha1/", "/v1alpha1/claims:search/", "/v1alpha1/pages/x", "/v1alpha1/pages/"])
def test_unknown_address_is_not_found(api: APIClient, address: str) -> None:
    for response in (api.get(address), api.post(address)):
        assert error(response) == {
            "code": 404, "message": "There is nothing public under this address.", "status": "NOT_FOUND",
        }  # fmt: skip


FORM = "application/x-www-form-urlencoded"


def sent(api: APIClient, form: str, *, address: str = SEARCH, method: str = "GET") -> Any:
    """Return the answer to a form that stands for a request of another method."""
    return api.post(address, form, content_type=FORM, headers={"X-HTTP-Method-Override": method})


def test_question_in_a_form_obeys_the_rules_of_an_address(api: APIClient) -> None:
    claim = reviewed("The bridge over the Neva was closed.")

    answer = sent(api, "query=Neva")
    twice = sent(api, "query=bridge", address=f"{SEARCH}?query=Neva")
    many = sent(api, "&".join(f"a{number}=1" for number in range(1_001)))

    assert answer.json()["claims"][0]["text"] == claim.short_statement
    assert answer["Cache-Control"] == "no-store"
    assert error(twice)["message"] == "query: Give this parameter once."
    assert error(many)["code"] == 400


def test_form_that_does_not_say_it_is_a_question_is_refused(api: APIClient) -> None:
    reviewed("The bridge over the Neva was closed.")

    plain = api.post(SEARCH, "query=Neva", content_type=FORM)
    deleting = sent(api, "query=Neva", method="DELETE")

    assert [error(one)["status"] for one in (plain, deleting)] == ["UNIMPLEMENTED"] * 2


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [SEARCH, "/v1alpha1/claims:imageSearch", PAGES, f"{PAGES}/1"])
def test_writing_is_refused(api: APIClient, address: str, method: str) -> None:
    response = getattr(api, method)(address, {}, format="json")

    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert error(response) == {
        "code": 405, "message": "Nothing can be written here, only read: ask by GET.", "status": "UNIMPLEMENTED",
    }  # fmt: skip


def test_only_matching_draws_on_the_allowance_of_texts(api: APIClient, allow: Callable[..., None]) -> None:
    allow(address="100/min", match="1/min")
    for number in range(10):
        reviewed(f"The bridge number {number} over the Neva was closed.")

    searched = [api.get(SEARCH, {"query": "Neva"}) for _ in range(3)]
    listed = api.get(SEARCH, {"reviewPublisherSiteFilter": "127.0.0.1"})
    first, second = api.get(SEARCH, {"query": "Neva tower"}), api.get(SEARCH, {"query": "Neva tower"})

    assert {response.status_code for response in [*searched, listed]} == {200}
    assert (first.status_code, first["RateLimit-Remaining"]) == (200, "0")
    assert (error(second)["status"], second.status_code) == ("RESOURCE_EXHAUSTED", 429)
    assert 0 < int(second["Retry-After"]) <= 60


def test_requests_are_counted(api: APIClient, allow: Callable[..., None]) -> None:
    allow(address="1/min", match="9/min")

    assert api.get(PAGES).status_code == 200
    assert error(api.get(PAGES))["status"] == "RESOURCE_EXHAUSTED"


def test_question_is_kept_by_no_cache(api: APIClient) -> None:
    assert api.get(SEARCH, {"query": "a bridge"})["Cache-Control"] == "no-store"
    assert api.get(SEARCH, {"query": "a bridge", "pageSize": "many"})["Cache-Control"] == "no-store"


def test_addresses_are_no_part_of_the_described_api(api: APIClient) -> None:
    paths = api.get("/api/v1/schema/").json()["paths"]

    assert [path for path in paths if "v1alpha1" in path] == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "query", "most"),
    [
        (SEARCH, {"query": "tunnel"}, 38),
        (SEARCH, {"reviewPublisherSiteFilter": "127.0.0.1"}, 3),
        (PAGES, {}, 4),
    ],
)
def test_number_of_queries_does_not_grow_with_rows(
    api: APIClient, django_assert_max_num_queries: Any, count: int, address: str, query: dict[str, str], most: int
) -> None:
    for number in range(count):
        claim = make_claim(statement=f"The tunnel number {number} was closed.")
        make_appearance(claim=claim)
        make_verdict(claim=claim)
    fold_lexemes()
    assert Appearance.objects.public().count() == count

    with django_assert_max_num_queries(most):
        answer = get(api, address, **query)

    (rows,) = answer.values()
    assert len(rows) == count


def test_answer_is_narrowed_to_the_members_that_are_wanted(api: APIClient) -> None:
    claim = reviewed("The bridge over the Neva was closed.")
    reviewed("The other bridge over the Neva was closed.")
    fields = "claims(text,claimReview/publisher/site),nextPageToken"
    review = {"publisher": {"site": "127.0.0.1"}}

    whole, part = (get(api, query="Neva", pageSize=1, **more) for more in ({}, {"fields": fields}))

    assert part == {
        "claims": [{"text": whole["claims"][0]["text"], "claimReview": [review]}],
        "nextPageToken": whole["nextPageToken"],
    }
    assert get(api, f"{PAGES}/{claim.pk}", fields="name") == {"name": f"pages/{claim.pk}"}
    assert "message" in error(api.get(SEARCH, {"fields": "claims"}))


def test_docs_name_every_parameter() -> None:
    table = DOCS.partition("| parameter |")[2].partition("\n\n")[0]

    documented = {name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split(" | ")[0])}

    assert documented == set(map(camel, SearchParameters().fields))
