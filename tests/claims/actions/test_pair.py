"""Take up a claim that was found to be similar, and take a decision back."""

import pytest

from claims.actions.lexemes import fold_lexemes
from claims.actions.merge import merge_claim
from claims.actions.pair import decide_pair, reopen_match
from claims.models import ClaimMatch
from claims.rules import Refusal
from tests.factories import NOON, make_claim, make_editor, make_reviewer
from tests.rules import refused

pytestmark = pytest.mark.django_db

OPEN = "The bridge over the Neva was open on 1 January 2026."
NOT_OPEN = "The bridge over the Neva was not open on 1 January 2026."


def test_pair_keeps_how_close_the_claims_are_and_what_was_decided():
    older, newer = make_claim(statement=OPEN), make_claim(statement=NOT_OPEN)
    fold_lexemes()

    match = decide_pair(claim=newer, other=older, decision="opposite", by=make_editor(), now=NOON)

    assert (match.first, match.second, match.method, match.polarity) == (older, newer, "words", "opposite")
    assert match.score > 0.5
    assert (match.decision, match.decided_by, match.decided_at) == ("opposite", make_editor(), NOON)
    assert match.created_by == make_editor()


def test_claims_that_share_no_words_are_a_pair_by_hand():
    match = decide_pair(
        claim=make_claim(statement=OPEN), other=make_claim(statement="Мост был открыт."), decision="same",
        by=make_editor(),
    )  # fmt: skip

    assert (match.method, match.score) == ("editor", None)


def test_suggestion_that_is_recorded_already_is_decided_and_not_made_twice():
    first, second = make_claim(), make_claim()
    known = ClaimMatch.objects.create(first=first, second=second, method="words", score=0.7)

    match = decide_pair(claim=second, other=first, decision="same", by=make_editor())

    assert (match, match.score, ClaimMatch.objects.count()) == (known, 0.7, 1)


def test_decision_is_taken_back_and_stays_in_the_history():
    match = decide_pair(claim=make_claim(), other=make_claim(), decision="same", by=make_editor())

    reopen_match(match=match, by=make_reviewer())

    match.refresh_from_db()
    assert (match.decision, match.decided_by, match.decided_at) == ("undecided", None, None)
    assert list(match.history.order_by("pgh_id").values_list("decision", flat=True))[-2:] == ["same", "undecided"]


def test_merged_claim_is_in_no_new_pair():
    merged, into = make_claim(), make_claim()
    merge_claim(claim=merged, into=into, by=make_reviewer())
    merged.refresh_from_db()

    with pytest.raises(Refusal) as refusal:
        decide_pair(claim=into, other=merged, decision="same", by=make_editor())

    assert refusal.value.code == "claim_merged"


def test_claim_is_no_pair_with_itself():
    claim = make_claim()

    with refused("match_in_order"):
        decide_pair(claim=claim, other=claim, decision="same", by=make_editor())
