"""Copies folded under their origin."""

import pytest

from tests.claims.views.conftest import Words
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_evidence,
    make_outlet,
    make_passage,
)

pytestmark = pytest.mark.django_db


def html_of(client, claim):
    return client.get(claim.get_absolute_url()).content.decode()


def words_of(html):
    words = Words()
    words.feed(html)
    return words.text()


def copy_of(original, outlet):
    article = make_article(outlet=make_outlet(name=outlet), title=f"Copy in {outlet}")
    make_derivation(article=article, original=original)
    return article


def test_evidence_from_copies_is_folded_under_the_origin(client):
    claim, original = make_claim(), make_article(title="The wire")
    copies = [copy_of(original, "One"), copy_of(original, "Two")]
    for article in (copies[0], original, copies[1]):
        make_evidence(claim=claim, article=article)

    html = html_of(client, claim)

    assert "The same in 2 copies : One, Two" in words_of(html).replace("copies:", "copies :")
    assert html.index("The wire</a>") < html.index('<details class="copies">') < html.index("Copy in One</a>")


def test_evidence_from_copies_of_an_article_that_is_not_cited_is_folded_under_the_first(client):
    claim, original = make_claim(), make_article(title="The wire")
    for outlet in ("One", "Two"):
        make_evidence(claim=claim, article=copy_of(original, outlet))

    assert "The same in 1 copy: Two" in words_of(html_of(client, claim))


def test_evidence_of_other_sources_and_of_the_other_side_stays_unfolded(client):
    claim, original = make_claim(), make_article()
    make_evidence(claim=claim, article=original)
    make_evidence(claim=claim, article=copy_of(original, "One"), stance="contradicts")
    make_evidence(claim=claim)

    assert '<details class="copies">' not in html_of(client, claim)


def test_two_passages_of_one_article_both_stay(client):
    claim, article = make_claim(), make_article()
    make_evidence(claim=claim, article=article, locator="page 1")
    make_evidence(claim=claim, article=article, locator="page 2")

    assert '<details class="copies">' not in html_of(client, claim)


def test_appearances_in_copies_are_folded_for_each_speaker_and_stance(client):
    claim, claimant, original = make_claim(), make_claimant(), make_article()
    for article in (original, copy_of(original, "One")):
        make_appearance(claim=claim, claimant=claimant, passage=make_passage(article=article))
        make_appearance(
            claim=claim, claimant=make_claimant(), passage=make_passage(article=article, exact="Nobody else was asked")
        )

    html = html_of(client, claim)

    assert html.count('<details class="copies">') == 1
    assert html.count('<div class="appearance') == 4
