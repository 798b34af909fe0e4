"""What one row of an inquiry must satisfy."""

import pytest

from claims.models import Inquiry
from tests.factories import NOON, make_claim, make_claimant
from tests.rules import Case, accepted, failing, passing, refused

pytestmark = pytest.mark.django_db

CASES = [
    Case(
        "inquiry_asked_or_reason",
        good=[{"asked_at": NOON}, {"reason_not_asked": "Died in 2020."}],
        bad=[{}, {"asked_at": NOON, "reason_not_asked": "Died in 2020."}],
    ),
    Case(
        "inquiry_answer_and_answered_at",
        good=[{"asked_at": NOON}, {"asked_at": NOON, "answer": "No comment.", "answered_at": NOON}],
        bad=[
            {"asked_at": NOON, "answer": "No comment."},
            {"asked_at": NOON, "answered_at": NOON},
            {"reason_not_asked": "Died in 2020.", "answer": "No comment.", "answered_at": NOON},
        ],
    ),
]


@passing(*CASES)
def test_inquiry_is_accepted(rule, fields):
    with accepted(rule):
        Inquiry.objects.create(claim=make_claim(), addressee=make_claimant(), **fields)

    assert Inquiry.objects.count() == 1


@failing(*CASES)
def test_inquiry_is_refused(rule, fields):
    with refused(rule):
        Inquiry.objects.create(claim=make_claim(), addressee=make_claimant(), **fields)
