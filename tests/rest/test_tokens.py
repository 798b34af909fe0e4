"""Tokens in requests: known, wrong, expired, revoked, and what they allow."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from rest.models import ApiToken
from tests.rest.tokens import make_token
from tests.rules import Case, accepted, failing, passing, refused

pytestmark = pytest.mark.django_db

RULES = [
    Case("api_token_only_as_a_hash", good=[{"digest": "0" * 64}], bad=[{"digest": "claimtrack_abc"}]),
    Case(
        "api_token_allows_something",
        good=[{"requests_per_minute": 1, "texts_per_minute": 1}],
        bad=[{"requests_per_minute": 0}, {"texts_per_minute": 0}],
    ),
    Case("api_token_has_somebody_behind_it", good=[{"contact": "x"}], bad=[{"contact": ""}, {"name": ""}]),
]


@passing(*RULES)
def test_rule_lets_pass(rule, fields):
    with accepted(rule):
        make_token(**fields)


@failing(*RULES)
def test_rule_refuses(rule, fields):
    with refused(rule):
        make_token(**fields)


@pytest.fixture
def api():
    return APIClient()


@pytest.fixture
def two_a_minute(allow):
    allow(address="2/min", match="2/min")


def ask(api, token="", address="/api/v1/topics/", scheme="Bearer", **headers):
    return api.get(address, HTTP_AUTHORIZATION=f"{scheme} {token}", **headers)


def today():
    return timezone.now().date()


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "Token"])
def test_token_has_an_allowance_of_its_own(api, two_a_minute, scheme):
    _token, text = make_token(requests_per_minute=7)

    by_token = [ask(api, text, scheme=scheme) for _ in range(3)]
    by_address = [api.get("/api/v1/topics/") for _ in range(3)]

    assert [answer["RateLimit-Remaining"] for answer in by_token] == ["6", "5", "4"]
    assert {answer["RateLimit-Limit"] for answer in by_token} == {"7"}
    assert [answer.status_code for answer in by_address] == [200, 200, 429]


def test_two_tokens_are_counted_apart(api):
    texts = [make_token(name=name, requests_per_minute=5)[1] for name in ("a", "b")]

    assert [ask(api, text)["RateLimit-Remaining"] for text in texts] == ["4", "4"]


def test_token_that_is_used_up_is_told_to_wait(api):
    _token, text = make_token(requests_per_minute=1)

    answers = [ask(api, text) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1]["Retry-After"] == answers[1]["RateLimit-Reset"]


def test_texts_that_are_matched_count_against_the_token(api, two_a_minute):
    _token, text = make_token(texts_per_minute=9)
    body = {"texts": [{"text": "the bridge"}] * 4}

    answer = api.post("/api/v1/match/", body, format="json", HTTP_AUTHORIZATION=f"Bearer {text}")

    assert (answer.status_code, answer["RateLimit-Limit"], answer["RateLimit-Remaining"]) == (200, "9", "5")


def test_answer_has_the_same_bytes_and_etag_as_without_a_token(api):
    _token, text = make_token()

    known, unknown = ask(api, text), api.get("/api/v1/topics/")

    assert known.content == unknown.content
    assert known["ETag"] == unknown["ETag"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"expires_on": today() - datetime.timedelta(days=1)}, "expired: its last day was"),
        ({"revoked_at": timezone.now()}, "was revoked on"),
    ],
    ids=["expired", "revoked"],
)
def test_token_that_is_not_valid_any_more_is_refused_and_named(api, changes, message):
    token, text = make_token(**changes)

    answer = ask(api, text)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (401, "authentication_failed")
    assert message in error["message"]
    assert token.prefix in error["message"]
    assert text not in error["message"]
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize(
    "header", ["Bearer nonsense", "Bearer", "Bearer \xff", "Token", "claimtrack_abc", "Bearer a b"]
)
@pytest.mark.parametrize("address", ["/api/v1/topics/", "/api/v1/topics/?format=csv", "/api/v1/nothing/"])
def test_wrong_token_is_never_overlooked(api, header, address):
    answer = api.get(address, HTTP_AUTHORIZATION=header)

    assert answer.status_code == 401
    assert "Authorization: Bearer" in answer.json()["error"]["message"]


def test_header_of_a_proxy_is_none_of_the_apis_business(api):
    assert api.get("/api/v1/topics/", HTTP_AUTHORIZATION="Basic dTpw").status_code == 200


def test_whoever_tries_tokens_is_counted(api, two_a_minute):
    answers = [ask(api, "guess") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]


def test_wrong_token_is_refused_in_googles_envelope(api):
    answer = ask(api, "guess", "/v1alpha1/claims:search?query=x")

    assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_only_a_hash_is_stored():
    token, text = make_token()

    stored = ApiToken.objects.values().get()
    assert text not in str(stored)
    assert text[len(token.prefix) :] not in str(stored)


def test_day_of_the_last_use_is_noted_and_makes_no_history(api):
    token, text = make_token()
    before = token.history.count()

    ask(api, text)

    token.refresh_from_db()
    assert token.last_used_on == today()
    assert token.history.count() == before


def test_pages_of_other_sites_may_send_a_token(api):
    answer = api.options("/api/v1/topics/", HTTP_ORIGIN="https://a.example")

    assert "Authorization" in answer["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("moment", "status"),
    [("2026-03-01T23:59:59.999Z", 200), ("2026-03-02T00:00:00Z", 401), ("2026-03-02T01:59+02:00", 200)],
)
def test_token_ends_with_its_last_day_in_utc(api, moment, status):
    _token, text = make_token(expires_on=datetime.date(2026, 3, 1))

    with time_machine.travel(moment, tick=False):
        assert ask(api, text).status_code == status


def test_token_that_is_revoked_while_it_is_used_ends_with_the_next_request(api):
    token, text = make_token()
    before = ask(api, text)

    token.revoke(now=timezone.now())

    assert (before.status_code, ask(api, text).status_code) == (200, 401)
