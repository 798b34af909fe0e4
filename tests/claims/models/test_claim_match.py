"""What one row of a match must satisfy."""

import pytest

from claims.actions.merge import merge_claim
from claims.models import ClaimMatch
from tests.factories import NOON, make_claim, make_editor, make_reviewer
from tests.rules import Case, accepted, failing, made, passing, refused

pytestmark = pytest.mark.django_db

CASES = [
    Case(
        "match_decided_by_and_at",
        good=[{}, {"decision": "same", "decided_by": make_editor, "decided_at": NOON}],
        bad=[
            {"decision": "same"},
            {"decision": "same", "decided_by": make_editor},
            {"decision": "different", "decided_at": NOON},
            {"decided_by": make_editor, "decided_at": NOON},
            {"decided_at": NOON},
        ],
    ),
    Case(
        "match_polarity_known",
        good=[{}, {"polarity": "opposite"}],
        bad=[{"polarity": "perhaps"}],
    ),
    Case(
        "match_decision_known",
        good=[{"decision": "part_of", "decided_by": make_editor, "decided_at": NOON}],
        bad=[{"decision": "perhaps", "decided_by": make_editor, "decided_at": NOON}],
    ),
]


def create(*, first=None, second=None, **fields):
    first = first or make_claim()
    return ClaimMatch.objects.create(first=first, second=second or make_claim(), method="words", **made(fields))


@passing(*CASES)
def test_match_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert ClaimMatch.objects.count() == 1


@failing(*CASES)
def test_match_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_pair_is_stored_once_and_in_order():
    first, second, third = make_claim(), make_claim(), make_claim()

    with accepted("match_in_order"), accepted("match_once"):
        create(first=first, second=second)
        create(first=first, second=third)
    with refused("match_once"):
        create(first=first, second=second)
    with refused("match_in_order"):
        create(first=second, second=first)
    with refused("match_in_order"):
        create(first=first, second=first)


@pytest.mark.parametrize(
    ("score", "polarity", "suggestion"),
    [
        (0.95, "same", "same"),
        (0.7, "same", None),
        (0.95, "opposite", "opposite"),
        (0.7, "opposite", "opposite"),
        (0.95, "unknown", None),
        (None, "same", None),
    ],
)
def test_suggestion_follows_polarity_and_closeness(score, polarity, suggestion):
    assert ClaimMatch(score=score, polarity=polarity).suggestion == suggestion


def test_pair_waits_until_it_is_decided_or_one_claim_is_gone():
    waiting, merged, decided = create(), create(), create(decision="same", decided_by=make_editor, decided_at=NOON)
    merge_claim(claim=merged.second, into=make_claim(), by=make_reviewer())

    assert list(ClaimMatch.objects.waiting()) == [waiting]
    assert decided not in ClaimMatch.objects.undecided()
