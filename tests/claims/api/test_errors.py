"""Every error is JSON of one shape, with the right status and without a detail of the program."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from claims.actions.appearance import withdraw_appearance
from claims.actions.claim import withdraw_claim
from claims.actions.merge import merge_claim
from claims.api.routes import ENDPOINTS
from tests.factories import make_appearance, make_claim, make_reviewer


def error(api: APIClient, address: str, **headers: Any) -> dict[str, Any]:
    """Return the error that an address answers."""
    response = api.get(address, **headers)
    assert response["Content-Type"] == "application/json"
    content: dict[str, Any] = response.json()["error"]
    assert list(content) == ["status", "code", "message", "fields"]
    assert content["status"] == response.status_code
    return content


@pytest.mark.parametrize("name", ENDPOINTS)
def test_unknown_parameter_is_refused_by_name(api: APIClient, name: str) -> None:
    answer = error(api, f"/api/v1/{name}/?clamant=1")

    assert answer["status"] == 400
    assert answer["code"] == "invalid"
    assert list(answer["fields"]) == ["clamant"]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("claimant=putin", "claimant", "Give an id, a whole number."),
        ("claimant=0", "claimant", "Ensure this value is greater than or equal to 1."),
        (
            "claimant=99999999999999999999",
            "claimant",
            "Ensure this value is less than or equal to 9223372036854775807.",
        ),
        ("said_from=16/07/2018", "said_from", "Write the day as 2018-07-16."),
        ("published_to=2018-02-30", "published_to", "Write the day as 2018-07-16."),
        ("language=English!", "language", "Write a BCP 47 tag, such as en or pt-BR."),
        ("q=%00", "q", "Null characters are not allowed."),
        ("topic=1&topic=2", "topic", "Give this parameter once."),
        ("topic=", "topic", "Give a value, or leave the parameter out."),
        ("page_size=0", "page_size", "Give a whole number from 1 to 200."),
        ("page_size=201", "page_size", "Give a whole number from 1 to 200."),
        ("page_size=ten", "page_size", "Give a whole number from 1 to 200."),
        ("cursor=abc", "cursor", "This is not a cursor of this list. Start again without a cursor."),
        ("format=xml", "format", "There is no format 'xml' here. Choose one of: json, csv, jsonl."),
        (
            "rating=rated-fals",
            "rating",
            "Give a rating's id or its code, such as rated-false; /ratings/ lists them.",
        ),
        (
            "normalised=wrong",
            "normalised",
            "There is no “wrong” here. Choose one of: true, false, mixture, other.",
        ),
        (
            "ordering=statement",
            "ordering",
            "There is no order 'statement'. Choose one of: -id, id, published_at, -published_at, relevance.",
        ),
    ],
)
def test_bad_value_is_refused_with_its_field(api: APIClient, query: str, field: str, message: str) -> None:
    answer = error(api, f"/api/v1/claims/?{query}")

    assert answer["status"] == 400
    assert answer["fields"] == {field: [message]}
    assert answer["message"] == f"{field}: {message}"


def test_bad_value_is_refused_for_streams_too(api: APIClient) -> None:
    answer = error(api, "/api/v1/claims/?format=csv&claimant=putin")

    assert answer["fields"] == {"claimant": ["Give an id, a whole number."]}


@pytest.mark.parametrize("parameter", ["cursor=x", "page_size=5"])
def test_stream_takes_no_parameters_of_pages(api: APIClient, parameter: str) -> None:
    answer = error(api, f"/api/v1/claims/?format=csv&{parameter}")

    assert list(answer["fields"]) == [parameter.partition("=")[0]]


def test_detail_takes_no_filters(api: APIClient) -> None:
    claim = make_claim()

    answer = error(api, f"/api/v1/claims/{claim.pk}/?topic=1")

    assert list(answer["fields"]) == ["topic"]


@pytest.mark.parametrize("address", ["claims/1/", "claims/99999999999999999999999/", "claims/abc/", "nothing/"])
def test_unknown_address_does_not_exist(api: APIClient, address: str) -> None:
    answer = error(api, f"/api/v1/{address}")

    assert (answer["status"], answer["code"], answer["fields"]) == (404, "not_found", {})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", ENDPOINTS)
def test_other_methods_are_not_allowed(api: APIClient, name: str, method: str) -> None:
    response = getattr(api, method)(f"/api/v1/{name}/", {"statement": "x"}, format="json")

    assert response.status_code == 405
    assert response.json()["error"] == {
        "status": 405,
        "code": "method_not_allowed",
        "message": f'Method "{method.upper()}" not allowed.',
        "fields": {},
    }
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_no_format_of_the_accept_header_exists(api: APIClient) -> None:
    answer = error(api, "/api/v1/claims/", HTTP_ACCEPT="image/png")

    assert (answer["status"], answer["code"]) == (406, "not_acceptable")


def test_withdrawn_claim_is_gone(api: APIClient, end_transaction: Callable[[], None]) -> None:
    claim = make_claim()
    end_transaction()
    withdraw_claim(claim=claim, by=make_reviewer())
    end_transaction()

    answer = error(api, f"/api/v1/claims/{claim.pk}/")

    assert (answer["status"], answer["code"]) == (410, "gone")


def test_withdrawn_claim_takes_its_appearances_and_claimants_along(
    api: APIClient, end_transaction: Callable[[], None]
) -> None:
    appearance = make_appearance()
    end_transaction()
    withdraw_claim(claim=appearance.claim, by=make_reviewer())
    end_transaction()

    statuses = [
        error(api, f"/api/v1/{address}/")["status"]
        for address in (f"appearances/{appearance.pk}", f"claimants/{appearance.claimant_id}")
    ]

    assert statuses == [410, 410]


def test_withdrawn_appearance_is_gone(api: APIClient, end_transaction: Callable[[], None]) -> None:
    appearance = make_appearance()
    end_transaction()
    withdraw_appearance(appearance=appearance, by=make_reviewer())
    end_transaction()

    assert error(api, f"/api/v1/appearances/{appearance.pk}/")["status"] == 410


def test_merged_claim_leads_to_the_other(api: APIClient, end_transaction: Callable[[], None]) -> None:
    claim, into = make_claim(), make_claim()
    end_transaction()
    merge_claim(claim=claim, into=into, by=make_reviewer())
    end_transaction()

    response = api.get(f"/api/v1/claims/{claim.pk}/")

    assert response.status_code == 301
    assert response["Location"] == f"http://testserver/api/v1/claims/{into.pk}/"
    assert response.json()["error"]["code"] == "merged"


def test_draft_that_was_merged_never_existed(api: APIClient, end_transaction: Callable[[], None]) -> None:
    claim, into = make_claim(status="draft"), make_claim()
    end_transaction()
    merge_claim(claim=claim, into=into, by=make_reviewer())
    end_transaction()

    assert error(api, f"/api/v1/claims/{claim.pk}/")["status"] == 404


def test_claim_merged_into_a_withdrawn_one_is_gone(api: APIClient, end_transaction: Callable[[], None]) -> None:
    claim, into = make_claim(), make_claim()
    end_transaction()
    merge_claim(claim=claim, into=into, by=make_reviewer())
    end_transaction()
    withdraw_claim(claim=into, by=make_reviewer())
    end_transaction()

    assert error(api, f"/api/v1/claims/{claim.pk}/")["status"] == 410


def test_too_many_requests_are_told_when_to_come_back(api: APIClient, allow: Callable[..., None]) -> None:
    allow(address="2/min")
    for _ in range(2):
        assert api.get("/api/v1/topics/").status_code == 200

    response = api.get("/api/v1/topics/")

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert response.json()["error"] == {
        "status": 429,
        "code": "throttled",
        "message": f"Too many requests. Come back in {response['Retry-After']} seconds.",
        "fields": {},
    }


def test_throttle_does_not_believe_a_header_of_the_client(api: APIClient, allow: Callable[..., None]) -> None:
    allow(address="1/min")
    api.get("/api/v1/topics/", HTTP_X_FORWARDED_FOR="203.0.113.1")

    response = api.get("/api/v1/topics/", HTTP_X_FORWARDED_FOR="203.0.113.2")

    assert response.status_code == 429


@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_failure_is_told_without_detail(api: APIClient, query: str) -> None:
    api.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_topic RENAME COLUMN name TO lost")

    answer = error(api, f"/api/v1/topics/{query}")

    assert answer == {
        "status": 500,
        "code": "server_error",
        "message": "Something went wrong on our side. It has been logged; please try again later.",
        "fields": {},
    }


def test_messages_are_english_whatever_the_browser_prefers(api: APIClient) -> None:
    response = api.get("/api/v1/claims/?claimant=x&kind=y", HTTP_ACCEPT_LANGUAGE="ru")

    assert response["Content-Language"] == "en"
    assert "Give an id" in response.json()["error"]["message"]


def test_address_without_a_slash_leads_to_the_one_with_it(api: APIClient) -> None:
    response = api.get("/api/v1/claims?kind=fact")

    assert response.status_code == 301
    assert response["Location"] == "http://testserver/api/v1/claims/?kind=fact"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["error"]["code"] == "slash_missing"


def test_text_is_sent_again_to_the_address_with_a_slash(api: APIClient) -> None:
    response = api.post("/api/v1/match", {"texts": [{"text": "bridge"}]}, format="json")

    assert (response.status_code, response["Location"]) == (308, "http://testserver/api/v1/match/")


@pytest.mark.parametrize("address", ["claims.json", "claims/33.json", "nothing", "docs.html"])
def test_nothing_stands_under_an_unknown_address_without_a_slash(api: APIClient, address: str) -> None:
    assert error(api, f"/api/v1/{address}")["status"] == 404
