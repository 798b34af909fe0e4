"""Decide whether two similar claims belong together."""

import pytest

from claims.actions.match import decide_match
from claims.models import ClaimMatch
from tests.factories import NOON, make_claim, make_editor
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_decision_is_kept_with_who_and_when():
    match = ClaimMatch.objects.create(first=make_claim(), second=make_claim(), method="words", score=0.7)

    decided = decide_match(match=match, decision="opposite", by=make_editor(), now=NOON)

    assert (decided.decision, decided.decided_by, decided.decided_at) == ("opposite", make_editor(), NOON)
    assert not ClaimMatch.objects.undecided().exists()


def test_taking_a_decision_back_without_clearing_who_made_it_is_refused():
    match = ClaimMatch.objects.create(first=make_claim(), second=make_claim(), method="words")

    with refused("match_decided_by_and_at"):
        decide_match(match=match, decision="undecided", by=make_editor())
