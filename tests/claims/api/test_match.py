"""/api/v1/match/: has this been checked?"""

import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from claims.actions.claim import withdraw_claim
from claims.actions.lexemes import fold_lexemes
from claims.actions.merge import merge_claim
from tests.claims.api.cast import Story
from tests.factories import make_claim, make_reviewer, make_verdict

ADDRESS = "/api/v1/match/"
HOST = "http://testserver"


def get(api: APIClient, **query: Any) -> dict[str, Any]:
    """Return the answer to a question for one text."""
    response = api.get(ADDRESS, query)
    assert response.status_code == 200, response.json()
    content: dict[str, Any] = response.json()
    return content


def faults(response: Any) -> dict[str, Any]:
    """Return the fields at fault of a 400."""
    assert response.status_code == 400
    fields: dict[str, Any] = response.json()["error"]["fields"]
    return fields


def test_hit_carries_claim_verdict_polarity_and_the_words_of_the_text(api: APIClient) -> None:
    verdict = make_verdict(claim=make_claim(statement="The bridge over the Neva was closed on 1 January 2026."))
    make_claim(statement="The central bank of Norway sold its gold in 2004.")
    fold_lexemes()

    answer = get(api, text="The Neva bridge wasn't CLOSED, on 1 January 2026 or ever", language="en")

    (hit,) = answer["results"]
    claim = verdict.claim
    assert answer["language"] == "en"
    assert hit["claim"] == {
        "id": claim.pk,
        "external_id": claim.external_id,
        "url": f"{HOST}/api/v1/claims/{claim.pk}/",
        "html_url": f"{HOST}/claims/{claim.pk}/",
        "statement": claim.statement,
        "language": "en",
    }
    assert (hit["method"], hit["polarity"]) == ("words", "unknown")
    assert hit["words"] == ["Neva", "bridge", "CLOSED", "1", "January", "2026"]
    assert hit["score"] > 0
    assert (hit["verdict"]["rating"]["label"], hit["verdict"]["published_at"]) == ("false", "2026-01-01T12:00:00Z")
    assert hit["verdict"]["html_url"] == f"{HOST}/claims/{claim.pk}/versions/1/"


def test_negated_claim_is_said_to_be_the_opposite(api: APIClient) -> None:
    make_claim(statement="The bridge over the Neva was closed.")
    fold_lexemes()

    (hit,) = get(api, text="The bridge over the Neva was not closed")["results"]

    assert (hit["polarity"], hit["verdict"]) == ("opposite", None)


def test_batch_is_answered_in_order(api: APIClient) -> None:
    bridge = make_claim(statement="The bridge over the Neva was closed.")
    bank = make_claim(statement="Центральный банк Норвегии продал золото.", language="ru")
    fold_lexemes()
    texts = [{"text": "банк Норвегии продал золото"}, {"text": "qqq"}, {"text": "Neva bridge", "language": "en-GB"}]

    answers = api.post(ADDRESS, {"texts": texts, "limit": 1}, format="json").json()["answers"]

    assert [answer["language"] for answer in answers] == ["ru", "en", "en-GB"]
    assert [[hit["claim"]["id"] for hit in answer["results"]] for answer in answers] == [[bank.pk], [], [bridge.pk]]


def test_limit_is_kept(api: APIClient) -> None:
    for number in range(12):
        make_claim(statement=f"The bridge number {number} was closed.")
    fold_lexemes()

    assert len(get(api, text="bridge closed")["results"]) == 10
    assert len(get(api, text="bridge closed", limit=3)["results"]) == 3


def test_only_public_claims_are_matched(api: APIClient) -> None:
    draft, withdrawn, merged = (make_claim(statement="The secret bridge burned.", status=s) for s in DRAFT_AND_PUBLIC)
    withdraw_claim(claim=withdrawn, by=make_reviewer())
    merge_claim(claim=merged, into=make_claim(statement="A tunnel."), by=make_reviewer())
    fold_lexemes()

    response = api.get(ADDRESS, {"text": "The secret bridge burned"})

    assert response.json() == {"language": "en", "results": []}
    assert str(draft.pk) not in response.content.decode()


DRAFT_AND_PUBLIC = ("draft", "public", "public")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", {"text": ["This field is required."]}),
        ("?text=", {"text": ["Give a value, or leave the parameter out."]}),
        ("?text=a&text=b", {"text": ["Give this parameter once."]}),
        ("?text=%00", {"text": ["Null characters are not allowed."]}),
        (f"?text={'a' * 5001}", {"text": ["Ensure this field has no more than 5000 characters."]}),
        ("?text=a&language=English!", {"language": ["Write a BCP 47 tag, such as en or pt-BR."]}),
        ("?text=a&limit=0", {"limit": ["Ensure this value is greater than or equal to 1."]}),
        ("?text=a&limit=51", {"limit": ["Ensure this value is less than or equal to 50."]}),
    ],
)
def test_bad_parameter_is_refused_by_name(api: APIClient, query: str, fields: dict[str, Any]) -> None:
    assert faults(api.get(f"{ADDRESS}{query}")) == fields


def test_unknown_parameter_is_refused(api: APIClient) -> None:
    assert list(faults(api.get(f"{ADDRESS}?text=a&lang=en"))) == ["lang"]
    assert list(faults(api.post(f"{ADDRESS}?text=a", {"texts": [{"text": "a"}]}, format="json"))) == ["text"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"texts": ["This field is required."]}),
        ({"texts": []}, {"texts": ["This list may not be empty."]}),
        ({"texts": "a"}, {"texts": ['Expected a list of items but got type "str".']}),
        ({"texts": [{"text": "a"}] * 101}, {"texts": ["Ensure this field has no more than 100 elements."]}),
        ({"texts": [{"text": "a"}, {"text": " "}]}, {"texts[1].text": ["This field may not be blank."]}),
        ({"texts": [{"txt": "a"}]}, {"texts[0].txt": ["There is no such member here. Known are: language, text."]}),
        ({"texts": [{"text": "a"}], "n": 1}, {"n": ["There is no such member here. Known are: limit, texts."]}),
        ([], {"body": ["Invalid data. Expected a dictionary, but got list."]}),
    ],
)
def test_bad_body_is_refused_with_the_place(api: APIClient, body: Any, fields: dict[str, Any]) -> None:
    assert faults(api.post(ADDRESS, body, format="json")) == fields


@pytest.mark.parametrize("body", ["{", "[" * 100_000, "\ud800".encode("utf-8", "surrogatepass"), '{"texts": NaN}'])
def test_body_that_is_no_json_is_refused(api: APIClient, body: Any) -> None:
    response = api.post(ADDRESS, body, content_type="application/json")

    assert (response.status_code, response.json()["error"]["code"]) == (400, "parse_error")


def test_large_body_is_refused_unread(api: APIClient) -> None:
    response = api.post(ADDRESS, b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), content_type="application/json")

    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")


def test_form_is_refused(api: APIClient) -> None:
    response = api.post(ADDRESS, "text=a", content_type="application/x-www-form-urlencoded")

    assert (response.status_code, response.json()["error"]["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_allowed(api: APIClient, method: str) -> None:
    response = getattr(api, method)(ADDRESS, {}, format="json")

    assert (response.status_code, response["Allow"]) == (405, "GET, POST, HEAD, OPTIONS")


def test_texts_are_counted_not_requests(api: APIClient, allow: Callable[..., None]) -> None:
    allow(address="100/min", match="5/min")
    batch = {"texts": [{"text": "a bridge"}] * 3}
    first = api.post(ADDRESS, batch, format="json")
    second = api.post(ADDRESS, batch, format="json")
    third = api.get(ADDRESS, {"text": "a bridge"})

    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"], first["RateLimit-Reset"]) == ("5", "2", "42")
    assert (second.status_code, second.json()["error"]["code"]) == (429, "throttled")
    assert 0 < int(second["Retry-After"]) <= 60
    assert (third.status_code, third["RateLimit-Remaining"]) == (200, "1")


def test_answer_and_refusal_are_kept_by_no_cache(api: APIClient) -> None:
    assert api.get(ADDRESS, {"text": "a bridge"})["Cache-Control"] == "no-store"
    assert api.post(ADDRESS, {"texts": [{"text": "a"}]}, format="json")["Cache-Control"] == "no-store"


def test_text_is_not_logged(api: APIClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    api.get(ADDRESS, {"text": "a whispered question"})
    api.post(ADDRESS, {"texts": [{"text": "a whispered question"}]}, format="json")
    api.get(ADDRESS, {"text": "a whispered question", "limit": "many"})

    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert any("/api/v1/match/" in line for line in logged)
    assert [line for line in logged if "whispered" in line] == []


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow_with_hits(
    api: APIClient, story: Story, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_verdict(claim=make_claim(statement=f"The tunnel number {number} was closed."))
    fold_lexemes()

    with django_assert_max_num_queries(14):
        assert len(get(api, text="tunnel closed")["results"]) == count


def in_chunks(api: APIClient, body: bytes, *, is_terminated: bool = True) -> Any:
    """Post a body of unsaid length, as the web server hands it on."""
    environ: dict[str, Any] = {"wsgi.input": BytesIO(body), "wsgi.input_terminated": is_terminated}
    return api.generic("POST", ADDRESS, content_type="application/json", HTTP_TRANSFER_ENCODING="chunked", **environ)


def test_body_in_chunks_is_read(api: APIClient) -> None:
    response = in_chunks(api, b'{"texts": [{"text": "The bridge was open"}]}')

    assert (response.status_code, list(response.json())) == (200, ["answers"])


def test_body_in_chunks_that_is_too_large_is_refused(api: APIClient) -> None:
    response = in_chunks(api, b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))

    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")


def test_body_in_chunks_whose_end_nobody_tells_is_refused(api: APIClient) -> None:
    response = in_chunks(api, b'{"texts": [{"text": "The bridge was open"}]}', is_terminated=False)

    assert response.status_code == 400
    assert "Content-Length" in response.json()["error"]["message"]
