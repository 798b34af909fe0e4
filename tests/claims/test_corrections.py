"""The log of corrections: later versions and retractions, newest first, page by page."""

import datetime

import pytest

from claims.actions.claim import withdraw_claim
from claims.actions.verdict import retract_verdict
from claims.corrections import corrections
from tests.factories import NOON, make_claim, make_reviewer, make_verdict, rating

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def corrected(day=1, **fields):
    """Return the second version of a verdict."""
    claim = make_claim()
    make_verdict(claim=claim)
    return make_verdict(claim=claim, now=NOON + day * DAY, **fields)


def test_later_version_is_told_with_the_rating_before_it():
    second = corrected(rating=rating("truth-mixed"))

    (told,) = corrections(limit=10)

    assert (told.verdict, told.note, told.is_retraction) == (second, "A new document.", False)
    assert (told.before, told.verdict.rating) == (rating("truth-false"), rating("truth-mixed"))


def test_retraction_is_told_with_its_reason():
    verdict = make_verdict()
    retract_verdict(verdict=verdict, note="The log was forged.", by=make_reviewer(), now=NOON + DAY)

    (told,) = corrections(limit=10)

    assert (told.verdict, told.note, told.is_retraction) == (verdict, "The log was forged.", True)
    assert told.place.at == NOON + DAY


def test_first_versions_and_work_at_the_desk_are_not_told():
    verdict = make_verdict()
    make_verdict(claim=verdict.claim, state="approved")

    assert corrections(limit=10) == []


def test_withdrawn_claims_are_not_told():
    second = corrected()
    retract_verdict(verdict=make_verdict(), note="Wrong.", by=make_reviewer())
    withdraw_claim(claim=second.claim, by=make_reviewer())

    assert [told.note for told in corrections(limit=10)] == ["Wrong."]


def test_pages_follow_each_other_also_within_one_moment():
    for day in (1, 2, 2, 2, 3):
        corrected(day=day)
    for verdict in (make_verdict(), make_verdict()):
        retract_verdict(verdict=verdict, note="Wrong.", by=make_reviewer(), now=NOON + 2 * DAY)
    whole = corrections(limit=10)

    read, place = [], None
    while page := corrections(limit=2, before=place):
        read += page
        place = page[-1].place

    assert read == whole
    assert [told.place for told in whole] == sorted((told.place for told in whole), reverse=True)
    assert len(whole) == 7
