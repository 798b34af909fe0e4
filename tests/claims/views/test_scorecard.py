"""What the page of a claimant says of what became of their claims."""

import pytest

from tests.factories import make_appearance, make_article, make_claim, make_claimant, make_passage, make_verdict, rating

pytestmark = pytest.mark.django_db


def speak(claimant, *, stance="asserts", rated=None, **fields):
    claim = make_claim(**fields)
    make_appearance(claim=claim, claimant=claimant, stance=stance)
    if rated:
        make_verdict(claim=claim, rating=rating(rated))
    return claim


def test_scorecard_counts_claims_and_says_of_how_many(read):
    claimant = make_claimant()
    speak(claimant, rated="truth-false")
    speak(claimant, rated="truth-false")
    speak(claimant, rated="truth-true")
    speak(claimant)

    words = read(claimant.get_absolute_url())

    assert "Asserted 4 claims on record here 3 of 4 rated true 1 of 3 false 2 of 3" in words
    assert "They are no fair sample of what was said" in words


def test_scorecard_keeps_denials_apart(read):
    claimant = make_claimant()
    speak(claimant, rated="truth-true")
    speak(claimant, stance="denies", rated="truth-false")

    words = read(claimant.get_absolute_url())

    assert "Asserted 1 claim on record here 1 of 1 rated true 1 of 1 Denied 1 claim on record here" in words
    assert (
        "1 of 1 rated false 1 of 1 The ratings are those of the claims. Whoever denies a false claim is right." in words
    )


def test_scorecard_counts_a_claim_once_however_often_it_was_said(read):
    claimant = make_claimant()
    claim = speak(claimant, rated="truth-false")
    make_appearance(claim=claim, claimant=claimant)

    assert "Asserted 1 claim on record here 1 of 1 rated false 1 of 1" in read(claimant.get_absolute_url())


@pytest.mark.parametrize(("rated", "share"), [(9, False), (10, True)])
def test_scorecard_shows_shares_from_ten_rated_claims_on(read, rated, share):
    claimant = make_claimant()
    for number in range(rated):
        speak(claimant, rated="truth-true" if number % 2 else "truth-false")

    words = read(claimant.get_absolute_url())

    assert ("(50 %)" in words) is share
    assert ("Of fewer than ten rated claims no shares are shown." in words) is not share


def test_scorecard_leaves_out_mentions_drafts_and_what_is_retracted(read):
    claimant = make_claimant()
    speak(claimant, stance="mentions", rated="truth-false")
    speak(claimant, stance="questions")
    speak(claimant, status="draft")
    make_verdict(claim=speak(claimant), state="retracted")

    assert "Asserted 1 claim on record here 0 of 1 rated These are only" in read(claimant.get_absolute_url())


def test_anonymous_source_has_no_scorecard(read):
    article = make_article()
    source = make_claimant(kind="anonymous_source", article=article)
    claim = make_claim()
    make_appearance(claim=claim, claimant=source, passage=make_passage(article=article))

    words = read(source.get_absolute_url())

    assert "never scored" in words
    assert "What became of it" not in words


def test_claimant_who_only_relays_has_no_scorecard(read):
    relay = make_claimant()
    make_appearance(steps=[(relay, "reports that")])

    assert "What became of it" not in read(relay.get_absolute_url())


def test_scorecard_of_whoever_spoke_very_often_says_what_it_counts(read, monkeypatch):
    monkeypatch.setattr("claims.presentation.scorecard.COUNTED_UP_TO", 2)
    claimant = make_claimant()
    for _ in range(3):
        speak(claimant)

    words = read(claimant.get_absolute_url())

    assert "Asserted 2 claims on record here" in words
    assert "Counted are the newest" in words
