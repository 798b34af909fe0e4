"""Suggest which claims belong together."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.actions.claim import withdraw_claim
from claims.actions.lexemes import fold_lexemes
from claims.actions.match import add_pairs, decide_match, pairs_of, suggest_matches
from claims.actions.merge import merge_claim
from claims.enums import MatchDecision
from claims.models import Claim, ClaimMatch
from tests.claims.interchange.bundles import load
from tests.factories import make_appearance, make_article, make_claim, make_editor, make_passage, make_reviewer
from tests.fixtures.test_seed import SEED

pytestmark = pytest.mark.django_db

OPEN = "The bridge over the Neva was opened on 1 January 2026."
NOT_OPEN = "The bridge over the Neva was not opened on 1 January 2026."


def claims(*statements, **fields):
    """Return a claim for each statement, among some that have nothing to do with them, counted."""
    made = [make_claim(statement=statement, **fields) for statement in statements]
    for number, subject in enumerate(
        ["bank of Norway sold gold", "vaccine was withdrawn", "wolves returned to Saxony"]
    ):
        make_claim(statement=f"The {subject} in {2001 + number}.")
    fold_lexemes()
    return made


def suggested():
    """Return the pairs in the tray with what is said of each."""
    return {
        (match.first_id, match.second_id): (str(match.polarity), match.suggestion)
        for match in ClaimMatch.objects.undecided()
    }


def test_duplicate_is_suggested_once_with_method_score_and_relation():
    first, second = claims(OPEN, "On 1 January 2026 the Neva bridge was opened.", status="draft")

    done = suggest_matches()

    match = ClaimMatch.objects.get()
    assert (done.claims, done.pairs, done.last) == (5, 1, Claim.objects.latest("pk").pk)
    assert (match.first, match.second, match.method) == (first, second, "words")
    assert match.score == pytest.approx(1.0)
    assert match.decision == MatchDecision.UNDECIDED


def test_opposite_is_labelled_and_never_proposed_as_the_same():
    first, second = claims(OPEN, NOT_OPEN)

    suggest_matches()

    assert suggested() == {(first.pk, second.pk): ("opposite", MatchDecision.OPPOSITE)}


def test_same_words_are_proposed_as_the_same():
    first, second = claims(OPEN, OPEN.upper())

    suggest_matches()

    assert suggested() == {(first.pk, second.pk): ("same", MatchDecision.SAME)}


@pytest.mark.parametrize("is_decided", [True, False])
def test_known_pair_stays_as_it_is(is_decided):
    first, second = claims(OPEN, OPEN)
    match = ClaimMatch.objects.create(first=first, second=second, method="editor", score=0.1)
    if is_decided:
        decide_match(match=match, decision=MatchDecision.DIFFERENT, by=make_editor())

    done = suggest_matches()

    assert done.pairs == 0
    assert ClaimMatch.objects.get().method == "editor"


def test_second_run_adds_nothing():
    claims(OPEN, NOT_OPEN, "The Neva bridge was opened on 1 January 2026")
    suggest_matches(batch=1)
    before = list(ClaimMatch.objects.order_by("pk").values())

    done = suggest_matches(batch=2)

    assert (len(before), done.pairs) == (3, 0)
    assert list(ClaimMatch.objects.order_by("pk").values()) == before


def test_merged_and_withdrawn_claims_are_not_proposed():
    _, merged, withdrawn = claims(OPEN, OPEN, OPEN)
    merge_claim(claim=merged, into=make_claim(statement="A tunnel."), by=make_reviewer())
    withdraw_claim(claim=withdrawn, by=make_reviewer())

    suggest_matches()

    assert suggested() == {}


def test_claim_that_is_withdrawn_after_it_was_found_is_not_proposed():
    first, second = claims(OPEN, OPEN)
    pairs = list(pairs_of(first))
    withdraw_claim(claim=second, by=make_reviewer())

    assert (len(pairs), add_pairs(pairs)) == (1, 0)


def test_quote_that_says_another_claim_is_found():
    vague, clear = claims("A minister spoke of traffic.", OPEN)
    quote = "The bridge over the Neva was opened on 1 January 2026"
    article = make_article(content=f"The minister said: {quote}. Nobody clapped.")
    make_appearance(claim=vague, passage=make_passage(article=article, exact=quote))
    fold_lexemes()

    suggest_matches()

    assert suggested() == {(vague.pk, clear.pk): ("unknown", None)}


def test_run_goes_on_where_another_was_stopped():
    first, second, third = claims(OPEN, OPEN, OPEN)
    reports = []

    stopped = suggest_matches(limit=1, report=reports.append)
    rest = suggest_matches(after=stopped.last)

    assert (stopped.claims, stopped.last, reports) == (1, first.pk, [stopped])
    assert set(suggested()) == {(first.pk, second.pk), (first.pk, third.pk), (second.pk, third.pk)}
    assert stopped.pairs + rest.pairs == 3


def test_since_leaves_out_what_has_not_changed():
    claims(OPEN, OPEN)

    assert suggest_matches(since=timezone.now() + datetime.timedelta(hours=1)).claims == 0
    assert suggest_matches(since=timezone.now() - datetime.timedelta(hours=1)).pairs == 1


def test_command_reports_progress_and_result():
    claims(OPEN, OPEN)
    out, err = io.StringIO(), io.StringIO()

    call_command("suggest_matches", since="2020-01-01", batch=3, stdout=out, stderr=err)

    assert out.getvalue() == "5 claims looked at, 1 pairs suggested.\n"
    assert "--after" in err.getvalue()


@pytest.mark.parametrize("options", [{"since": "yesterday"}, {"since": "2026-02-30"}, {"limit": 0}, {"batch": 0}])
def test_command_refuses_what_cannot_be(options):
    with pytest.raises(CommandError, match=r"Write it as 2026-11-01|whole numbers from 1"):
        call_command("suggest_matches", **options)


def test_seed_yields_its_likely_pairs_and_no_others():
    call_command("import_corpus", stdout=io.StringIO())
    load(SEED)
    fold_lexemes()
    # What an editor might type who has not searched.
    copies = {
        "russia-interfered-2016": "Russia interfered in the US presidential election of 2016.",
        "germany-controlled-by-russia": "Germany was not controlled by Russia in July 2018.",
        "six-phone-calls-2025": "Trump and Putin spoke six times by phone between January and mid-July 2025.",
    }
    for name, statement in copies.items():
        make_claim(statement=statement, external_id=f"copy-of-{name}", status="draft", by=make_editor("typist"))
    fold_lexemes()

    suggest_matches()

    pairs = {
        tuple(sorted((match.first.external_id, match.second.external_id))): match.polarity
        for match in ClaimMatch.objects.select_related("first", "second")
    }
    assert pairs == {
        ("copy-of-russia-interfered-2016", "russia-interfered-2016"): "same",
        ("copy-of-germany-controlled-by-russia", "germany-controlled-by-russia"): "opposite",
        ("copy-of-six-phone-calls-2025", "six-phone-calls-2025"): "unknown",
        ("gdp-data-for-may-2020-withheld", "no-monthly-gdp-report-in-may-2020"): "unknown",
        ("kremlin-list-is-sanctions-list", "kremlin-list-more-than-200"): "unknown",
    }
