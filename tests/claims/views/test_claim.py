"""The page of one claim."""

import pytest

from claims.actions.claim import revise_claim, withdraw_claim
from claims.actions.inquiry import inquire
from claims.actions.merge import merge_claim
from claims.models import ExternalReview
from tests.factories import (
    NOON,
    make_administrator,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_outlet,
    make_passage,
    make_reviewer,
    make_text,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db


def test_claim_shows_the_verdict_at_a_glance(story, read):
    words = read(story.claim.get_absolute_url())

    assert "Verdict false on the truth scale, 1 of 5 true mostly true mixed mostly false false misleading" in words
    assert "The claim is wrong." in words
    assert "Second If your time is short It was closed that day." in words
    assert "Published 2 January 2026 Evidence weighed until 2 January 2026" in words
    assert "Decided by two editors: its author, and a second who approved it" in words


def test_claim_shows_who_said_it_where_and_how_faithfully(story, read):
    words = read(story.claim.get_absolute_url())

    assert "In Die Zeitung: The Agency reports: Agency desk recalls: Ada Minister (Minister, City) said this" in words
    assert "said on Monday [[of the old bridge — Ed.] — insertion by The Agency] that the bridge is open" in words
    assert "translated: these are not the words that were said The original wording Die Brücke ist offen" in words
    assert "16 July 2018 A press conference In Die Zeitung" in words
    assert "The bridge, Die Zeitung, between 28 June and 15 July 2018" in words


def test_claim_shows_evidence_reasons_answers_and_other_desks(story, read):
    words = read(story.claim.get_absolute_url())

    assert "Evidence for it 1 article, 1 independent source It says so." in words
    assert "page 3 primary source the verdict relies on it" in words
    assert "How we came to the verdict The city's log says so." in words
    assert "Ada Minister was asked on 1 January 2026. The answer came on 2 January 2026: I stand by it." in words
    assert "Checkers: Pants on fire" in words
    assert "Die Brücke war offen. Sie war zu." in words
    assert "It speaks of July 2018." in words
    assert "What it is about A long row." in words


def test_claim_lists_all_public_versions_with_what_changed(story, read):
    words = read(story.claim.get_absolute_url())

    assert "Version 2 false published 2 January 2026 new evidence: A new document." in words
    assert "Version 1 true superseded 1 January 2026" in words


def test_claim_lists_appearances_in_order_of_time(read):
    claim = make_claim()
    for name, said in (("Third", ""), ("Second", "2019-05"), ("First", "2018")):
        article = make_article(published="2020-01-01")
        make_appearance(
            claim=claim, claimant=make_claimant(name=name), said=said, passage=make_passage(article=article)
        )

    words = read(claim.get_absolute_url())

    assert words.index("First said this") < words.index("Second said this") < words.index("Third said this")
    assert "day not known In Outlet" in words


def test_claim_counts_copies_of_one_source_once(read):
    claim, original = make_claim(), make_article(content=None)
    for number in range(3):
        article = make_article(content=f"Copy {number}: the bridge is open.")
        make_derivation(article=article, original=original)
        make_appearance(claim=claim, passage=make_passage(article=article))

    assert "asserts: 3 articles, 1 independent source" in read(claim.get_absolute_url())


def test_claim_labels_a_quote_whose_text_has_changed(read):
    appearance = make_appearance()
    make_text(article=appearance.passage.text.article, content="Corrected: the bridge is shut.")

    words = read(appearance.claim.get_absolute_url())

    assert "the bridge is open The article’s text has changed since" in words


def test_claim_shows_a_retracted_verdict_as_retracted_with_the_reason(read):
    verdict = make_verdict(state="retracted")

    words = read(verdict.claim.get_absolute_url())

    assert "Verdict retracted We took this verdict back on 1 January 2026. The reason: The log was of another" in words
    assert "It was closed that day." not in words
    assert "The city's log says so." not in words


def test_claim_names_the_wording_that_was_judged(read):
    verdict = make_verdict(claim=make_claim(statement="The bridge was open all day."))
    revise_claim(claim=verdict.claim, statement="The bridge was open.", by=make_editor())

    words = read(verdict.claim.get_absolute_url())

    assert "worded differently when this verdict was given: The bridge was open all day." in words


def test_claim_that_is_an_opinion_takes_no_rating(read):
    assert "it takes no rating" in read(make_claim(kind="opinion").get_absolute_url())


def test_claim_without_verdict_says_so(read):
    words = read(make_claim().get_absolute_url())

    assert "There is no verdict on this claim yet" in words
    assert "No evidence is on record yet." in words


def test_claim_says_why_nobody_was_asked(read):
    claim, person = make_claim(), make_claimant(name="Ada")
    inquire(claim=claim, addressee=person, reason_not_asked="A worked example.", is_public=True, by=make_editor())

    assert "Ada was not asked. A worked example." in read(claim.get_absolute_url())


def test_claim_never_passes_off_another_desk_s_label_as_a_rating(client):
    claim = make_claim()
    ExternalReview.objects.create(
        claim=claim, publisher=make_outlet(name="Checkers"), url="https://example.com/r", label="Busted",
        rating=rating("truth-false"),
    )  # fmt: skip

    html = client.get(claim.get_absolute_url()).content.decode()

    assert "<q>Busted</q>" in html
    assert 'class="rating' not in html


def test_claim_in_its_own_language_says_so(client):
    claim = make_claim(statement="Мост был открыт 1 января 2026 года.", language="ru")
    article = make_article(language="de", content="Die Brücke ist offen, hieß es.")
    make_appearance(claim=claim, passage=make_passage(article=article, exact="Die Brücke ist offen"))

    html = client.get(claim.get_absolute_url()).content.decode()

    assert '<h1 class="statement" lang="ru">Мост был открыт 1 января 2026 года.</h1>' in html
    assert '<blockquote class="quote" lang="de"><p>Die Brücke ist offen</p>' in html
    assert '<html lang="en">' in html


def test_claim_under_another_slug_leads_to_its_own(client):
    claim = make_claim(statement="Мост открыт", short_statement="Мост открыт")

    for address in (f"/claims/{claim.pk}/", f"/claims/{claim.pk}/old-wording/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, claim.get_absolute_url())
    assert client.get(claim.get_absolute_url()).status_code == 200


def test_claim_without_a_slug_is_served_at_its_number(client):
    claim = make_claim(statement="?!", short_statement="?!")

    assert client.get(f"/claims/{claim.pk}/").status_code == 200
    assert client.get(f"/claims/{claim.pk}/anything/")["Location"] == f"/claims/{claim.pk}/"


def test_claim_that_was_merged_leads_to_its_target(client):
    loser, winner = make_claim(), make_claim()
    merge_claim(claim=loser, into=winner, by=make_reviewer())

    for address in (loser.get_absolute_url(), f"/claims/{loser.pk}/", f"/claims/{loser.pk}/versions/1/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, winner.get_absolute_url())


@pytest.mark.parametrize(("status", "expected"), [("withdrawn", 410), ("draft", 404)])
def test_claim_that_is_not_public_is_not_shown(client, status, expected):
    claim = make_claim(status=status)
    merged = make_claim()
    merge_claim(claim=merged, into=claim, by=make_reviewer())

    for address in (claim.get_absolute_url(), f"/claims/{merged.pk}/", f"/claims/{claim.pk}/versions/1/"):
        response = client.get(address)
        assert response.status_code == expected
        assert claim.statement not in response.content.decode()


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999"])
def test_claim_that_there_is_not_is_404(client, number):
    assert client.get(f"/claims/{number}/").status_code == 404


def test_claim_withdrawn_after_its_verdict_is_gone_with_all_versions(client):
    verdict = make_verdict()
    withdraw_claim(claim=verdict.claim, by=make_administrator())

    assert client.get(verdict.claim.get_absolute_url()).status_code == 410
    assert client.get(verdict.get_absolute_url()).status_code == 410


def test_claim_cites_only_public_originals(read):
    hidden = make_article(title="Hidden original", status="draft", content=None)
    appearance = make_appearance(original_wording="Die Brücke", original_article=hidden, said="2026-01-01")

    words = read(appearance.claim.get_absolute_url())

    assert "The original wording Die Brücke" in words
    assert "Hidden original" not in words


def test_claim_relies_on_the_evidence_of_the_verdict_shown(read):
    claim = make_claim()
    relied_on, other = (make_evidence(claim=claim, comment=words) for words in ("The log.", "A rumour."))
    make_verdict(claim=claim, evidence=[relied_on], now=NOON)

    words = read(claim.get_absolute_url())

    assert words.count("the verdict relies on it") == 1
    assert words.index("The log.") < words.index("the verdict relies on it") < words.index(other.comment)
