"""Google's own client, pointed at this program, gets what it would get from the Fact Check Tools API."""

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from googleapiclient.discovery import build
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError

from claims.actions.claim import withdraw_claim
from claims.actions.lexemes import fold_lexemes
from tests.factories import make_appearance, make_claim, make_claimant, make_reviewer, make_verdict, rating

SEARCHED = "GoogleFactcheckingFactchecktoolsV1alpha1FactCheckedClaimSearchResponse"
LISTED = "GoogleFactcheckingFactchecktoolsV1alpha1ListClaimReviewMarkupPagesResponse"


@pytest.fixture
def service(live_server, settings) -> Iterator[Any]:
    """Return the client as its manual makes it, with the description of the API that it carries along."""
    cache.clear()
    settings.SITE_NAME, settings.SITE_URL = "The Neva Post", "https://www.neva.example"
    with build(
        "factchecktools",
        "v1alpha1",
        developerKey="x",
        static_discovery=True,
        cache_discovery=False,
        client_options={"api_endpoint": f"http://127.0.0.1:{live_server.thread.port}"},
    ) as made:
        yield made


@pytest.fixture
def described() -> Mapping[str, Any]:
    """Return the schemas of the answers, as the client's description has them."""
    schemas: dict[str, Any] = json.loads(get_static_doc("factchecktools", "v1alpha1"))["schemas"]
    return schemas


def reviewed(statement: str, *, now: datetime.datetime | None = None, **fields: Any) -> Any:
    """Return a claim with a verdict, published now unless said otherwise, counted for matching."""
    claim = make_verdict(claim=make_claim(statement=statement, **fields), now=now or timezone.now()).claim
    fold_lexemes()
    return claim


def texts(answer: Mapping[str, Any]) -> list[str]:
    """Return the claims' texts of an answer."""
    return [claim["text"] for claim in answer.get("claims", [])]


def refused(request: Any) -> tuple[int, str, str]:
    """Return code, status and message of the error that the client raises."""
    with pytest.raises(HttpError) as caught:
        request.execute()
    content = caught.value.error_details
    field = content[0]["fieldViolations"][0]["field"] if isinstance(content, list) else ""
    return caught.value.status_code, field, caught.value.reason


def check(schemas: Mapping[str, Any], name: str, value: Mapping[str, Any]) -> None:
    """Refuse an object with members that its schema does not know, or values of another type, or empty ones."""
    known = schemas[name]["properties"]
    assert set(value) <= set(known)
    for member, held in value.items():
        assert held not in ("", [], {}, None)
        check_value(schemas, known[member], held)


def check_value(schemas: Mapping[str, Any], schema: Mapping[str, Any], value: Any) -> None:
    """Refuse a value that is not as described."""
    if "$ref" in schema:
        check(schemas, schema["$ref"], value)
    elif schema["type"] == "array":
        for item in value:
            check_value(schemas, schema["items"], item)
    else:
        assert type(value) is {"string": str, "integer": int}[schema["type"]]
        if schema.get("format") == "google-datetime":
            assert datetime.datetime.fromisoformat(str(value)).tzinfo == datetime.UTC


def test_search_finds_a_claim_with_its_review(service, described):
    claim = make_claim(statement="The bridge over the Neva was closed on 1 January 2026.", short_statement="Closed.")
    make_appearance(claim=claim, claimant=make_claimant(name="Ada Minister"), said="2025-12-31")
    make_verdict(claim=claim)

    answer = service.claims().search(query="Neva bridge").execute()

    check(described, SEARCHED, answer)
    assert answer == {
        "claims": [
            {
                "text": "Closed.",
                "claimant": "Ada Minister",
                "claimDate": "2025-12-31T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "The Neva Post", "site": "neva.example"},
                        "url": f"https://www.neva.example/claims/{claim.pk}/",
                        "title": "The bridge was closed",
                        "reviewDate": "2026-01-01T12:00:00Z",
                        "textualRating": "false",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }


def test_search_finds_other_words_by_matching(service):
    claim = reviewed("The bridge over the Neva was closed on 1 January 2026.")
    reviewed("The central bank of Norway sold its gold in 2004.")

    question = "Is it true that they shut the Neva bridge in January?"
    answer = service.claims().search(query=question, fields="claims/text").execute()

    assert answer == {"claims": [{"text": claim.short_statement}]}


def test_question_that_the_client_sends_as_a_form_is_answered(service):
    # Its client turns a GET whose address exceeds 2,048 characters into a POST: some 330 Cyrillic letters.
    claim = reviewed("Мост через Неву закрыли 1 января 2026 года.", language="ru")
    question = "Правда ли, что мост через Неву закрыли в январе? " * 20

    request = service.claims().search(query=question, languageCode="ru", fields="claims/text")

    assert len(request.uri) > 2_048
    assert request.execute() == {"claims": [{"text": claim.short_statement}]}
    assert refused(service.claims().search(query=question, pageSize=-1))[:2] == (400, "pageSize")


def test_search_without_hits_answers_an_empty_object(service):
    reviewed("The bridge over the Neva was closed.")
    claims = service.claims()

    assert claims.search(query="penguins").execute() == {}
    assert claims.search(query="Neva", reviewPublisherSiteFilter="nytimes.com").execute() == {}
    assert claims.imageSearch(imageUri="https://neva.example/bridge.png").execute() == {}


def test_pages_follow_each_other_by_the_clients_token(service):
    claims = [reviewed(f"The bridge number {number} over the Neva was closed.") for number in range(12)]
    first = service.claims().search(query="Neva bridge")
    pages = [first.execute()]
    late = reviewed("The Neva bridge, the Neva bridge! The bridge over the Neva was closed.")

    # The description has no method for the next page: its token is given as it came.
    while token := pages[-1].get("nextPageToken"):
        pages.append(service.claims().search(query="Neva bridge", pageToken=token).execute())

    assert [len(texts(page)) for page in pages] == [10, 2]
    found = texts(pages[0]) + texts(pages[1])
    assert sorted(found) == sorted(claim.short_statement for claim in claims)
    assert texts(service.claims().search(query="Neva bridge", pageSize=1).execute()) == [late.short_statement]


def test_language_is_filtered_whatever_the_region(service):
    reviewed("The Neva bridge was closed.", language="en-GB")
    russian = reviewed("Мост Neva закрыт.", language="ru")

    assert texts(service.claims().search(query="Neva", languageCode="ru-RU").execute()) == [russian.short_statement]
    assert service.claims().search(query="Neva", languageCode="de").execute() == {}


def test_age_counts_from_the_newer_of_claim_and_review(service):
    today = timezone.now()
    old = today - datetime.timedelta(days=400)
    reviewed("The first bridge over the Neva was closed.", now=old)
    said = reviewed("The second bridge over the Neva was closed.", now=old)
    make_appearance(claim=said, said=f"{today:%Y-%m-%d}")
    recent = reviewed("The third bridge over the Neva was closed.", now=today)

    found = texts(service.claims().search(query="Neva", maxAgeDays=7).execute())
    listed = texts(service.claims().search(reviewPublisherSiteFilter="neva.example", maxAgeDays=7).execute())

    assert sorted(found) == sorted([said.short_statement, recent.short_statement])
    assert sorted(listed) == sorted(found)


def test_publisher_lists_its_reviews_the_newest_first(service):
    claims = [reviewed(f"The bridge number {number} was closed.") for number in range(3)]

    site = "neva.example"
    first = service.claims().search(reviewPublisherSiteFilter=site, pageSize=2).execute()
    second = service.claims().search(
        reviewPublisherSiteFilter=site, pageSize=2, pageToken=first["nextPageToken"]
    ).execute()  # fmt: skip

    assert texts(first) + texts(second) == [claim.short_statement for claim in reversed(claims)]
    assert "nextPageToken" not in second


def test_pages_list_and_get_the_markup(service, described):
    claim = make_claim(statement="The bridge over the Neva was closed.")
    make_appearance(claim=claim, claimant=make_claimant(name="Ada Minister", wikidata_id="Q7"), said="2025-12-31")
    make_verdict(claim=claim, rating=rating("truth-mostly-false"))

    listed = service.pages().list(organization="neva.example").execute()

    check(described, LISTED, listed)
    assert listed == {
        "claimReviewMarkupPages": [
            {
                "name": f"pages/{claim.pk}",
                "pageUrl": f"https://www.neva.example/claims/{claim.pk}/",
                "publishDate": "2026-01-01",
                "claimReviewAuthor": {"name": "The Neva Post"},
                "claimReviewMarkups": [
                    {
                        "claimReviewed": "The bridge over the Neva was closed.",
                        "claimDate": "2025-12-31",
                        "claimAuthor": {"name": "Ada Minister", "sameAs": "https://www.wikidata.org/entity/Q7"},
                        "rating": {
                            "textualRating": "mostly false",
                            "ratingExplanation": "It was closed that day.",
                            "ratingValue": 2,
                            "bestRating": 5,
                            "worstRating": 1,
                        },
                    }
                ],
                "versionId": "1",
            }
        ]
    }
    assert service.pages().get(name=f"pages/{claim.pk}").execute() == listed["claimReviewMarkupPages"][0]
    for page in (f"https://neva.example/claims/{claim.pk}/any-slug/", f"https://www.neva.example/claims/{claim.pk}"):
        assert service.pages().list(url=page).execute() == listed


def test_faults_are_errors_that_name_the_parameter(service):
    claims = service.claims()

    assert refused(claims.search())[:2] == (400, "query")
    assert refused(claims.search(query="Neva", pageSize=-1))[:2] == (400, "pageSize")
    assert refused(claims.search(query="Neva", pageToken="nonsense"))[:2] == (400, "pageToken")
    assert refused(claims.search(query="Neva", languageCode="English!")) == (
        400, "languageCode", "languageCode: Write a BCP 47 tag, such as en or pt-BR.",
    )  # fmt: skip


def test_writing_is_refused(service):
    claim = reviewed("The bridge over the Neva was closed.")
    pages, name = service.pages(), f"pages/{claim.pk}"

    answers = [
        refused(one) for one in (pages.create(body={}), pages.update(name=name, body={}), pages.delete(name=name))
    ]

    assert answers == [(405, "", "Nothing can be written here, only read: ask by GET.")] * 3


def test_withdrawn_claim_leaves_search_and_pages(service):
    claim = reviewed("The bridge over the Neva was closed.")
    withdraw_claim(claim=claim, by=make_reviewer())

    assert service.claims().search(query="Neva bridge").execute() == {}
    assert service.pages().list().execute() == {}
    assert refused(service.pages().get(name=f"pages/{claim.pk}"))[0] == 404
