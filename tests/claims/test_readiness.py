"""What a verdict lacks before it can be submitted, and that the submission says the same."""

import datetime

import pytest

from claims.actions.inquiry import inquire
from claims.actions.verdict import draft_verdict, submit_verdict
from claims.models import ClaimMatch
from claims.readiness import advice, missing, unasked
from claims.rules import Refusal
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db

DAY = NOON.date()


def codes(found):
    return [one.code for one in found]


def test_empty_draft_lacks_everything_in_the_order_of_the_form():
    verdict = draft_verdict(claim=make_claim(), by=make_editor())

    fields = [one.field for one in missing(verdict)]

    assert fields == ["rating", "title", "summary", "rationale", "evidence_until", "evidence"]


def test_whole_draft_lacks_nothing():
    assert missing(make_verdict(state="draft")) == []


def test_submission_refuses_in_the_same_words():
    verdict = make_verdict(state="draft", title="", evidence=[])

    with pytest.raises(Refusal) as refusal:
        submit_verdict(verdict=verdict, by=make_editor())

    assert refusal.value.code == "verdict_complete"
    assert refusal.value.message == " ".join(one.words for one in missing(verdict))
    verdict.refresh_from_db()
    assert verdict.state == "draft"


def test_later_version_lacks_its_explanation():
    claim = make_verdict(state="published").claim

    verdict = make_verdict(claim=claim, state="draft", change_kind="", change_note="")

    assert [one.field for one in missing(verdict)] == ["change_kind", "change_note"]


@pytest.mark.parametrize(
    ("kind", "label", "code"),
    [
        ("opinion", "truth-false", "verdict_opinion_unrated"),
        ("promise", "truth-false", "verdict_scale_serves_kind"),
        ("promise", "outcome-partly", None),
    ],
)
def test_rating_fits_the_kind_of_the_claim(kind, label, code):
    verdict = make_verdict(claim=make_claim(kind=kind), rating=rating(label), state="draft")

    assert codes(missing(verdict)) == ([code] if code else [])


def test_retired_rating_is_replaced():
    retired = rating("truth-mixed")
    retired.retired_at = NOON
    retired.save()
    verdict = make_verdict(state="draft", rating=retired)

    assert codes(missing(verdict, now=NOON)) == ["verdict_rating_in_use"]


def test_merged_claim_takes_no_verdict():
    verdict = make_verdict(state="draft")
    verdict.claim.merged_into = make_claim()

    assert codes(missing(verdict)) == ["verdict_claim_merged"]


def test_each_living_claimant_is_asked():
    claim = make_claim()
    anna = make_claimant(name="Anna Petrova")
    make_appearance(claim=claim, claimant=anna, status="draft")
    verdict = make_verdict(claim=claim, state="draft")

    with pytest.raises(Refusal) as refusal:
        submit_verdict(verdict=verdict, by=make_editor())

    assert refusal.value.code == "verdict_right_of_reply"
    assert refusal.value.message == "Ask Anna Petrova, or say why they were not asked."
    assert [one.claimant for one in missing(verdict)] == [anna.pk]


@pytest.mark.parametrize("reply", [{"asked_at": NOON}, {"reason_not_asked": "No address was found."}])
def test_question_or_reason_settles_it(reply):
    claim, anna = make_claim(), make_claimant()
    make_appearance(claim=claim, claimant=anna)
    inquire(claim=claim, addressee=anna, by=make_editor(), **reply)

    assert submit_verdict(verdict=make_verdict(claim=claim, state="draft"), by=make_editor()).state == "submitted"


def test_question_about_a_merged_claim_counts():
    claim, merged, anna = make_claim(), make_claim(), make_claimant()
    make_appearance(claim=claim, claimant=anna)
    inquire(claim=merged, addressee=anna, asked_at=NOON, by=make_editor())
    waiting = list(unasked(claim))

    merged.merged_into = claim
    merged.save()

    assert (waiting, list(unasked(claim))) == ([anna], [])


def test_dead_persons_organisations_and_withdrawn_appearances_need_no_question():
    claim = make_claim()
    make_appearance(claim=claim, claimant=make_claimant(died="2018"))
    make_appearance(claim=claim, claimant=make_claimant(kind="organisation"))
    make_appearance(claim=claim, claimant=make_claimant(), status="withdrawn")
    make_appearance(claimant=make_claimant())

    assert list(unasked(claim)) == []


def test_true_and_false_want_two_sources_or_a_primary_one():
    claim, wire, copy = make_claim(), make_article(), make_article()
    make_derivation(article=copy, original=wire)
    copies = [make_evidence(claim=claim, article=article, stance="contradicts") for article in (wire, copy)]
    verdict = make_verdict(claim=claim, state="draft", evidence=copies)
    once = codes(advice(verdict, today=DAY))

    verdict.evidence.add(make_evidence(claim=claim, stance="contradicts"))

    assert "advice_two_sources" in once
    assert "advice_two_sources" not in codes(advice(verdict, today=DAY))


def test_primary_source_settles_it_alone():
    claim = make_claim()
    evidence = make_evidence(claim=claim, stance="contradicts", is_primary=True)

    verdict = make_verdict(claim=claim, state="draft", evidence=[evidence])

    assert "advice_two_sources" not in codes(advice(verdict, today=DAY))


def test_open_prediction_is_looked_at_again():
    claim = make_claim(kind="prediction")
    verdict = make_verdict(claim=claim, state="draft", rating=rating("outcome-open"))
    without = codes(advice(verdict, today=DAY))

    verdict.review_by = DAY + datetime.timedelta(days=90)

    assert "advice_review_by" in without
    assert "advice_review_by" not in codes(advice(verdict, today=DAY))


def test_days_that_cannot_be_meant_are_pointed_out():
    yesterday, tomorrow = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
    verdict = make_verdict(state="draft", evidence_until=tomorrow, review_by=yesterday)

    fields = [one.field for one in advice(verdict, today=DAY)]

    assert fields[1:3] == ["evidence_until", "review_by"]


def test_surroundings_that_a_careful_editor_would_settle_first():
    claim = make_claim()
    asked = {"asked_at": NOON, "deadline": NOON + datetime.timedelta(days=3)}
    inquire(claim=claim, addressee=make_claimant(), by=make_editor(), **asked)
    ClaimMatch.objects.create(first=claim, second=make_claim(), method="words", score=0.9)
    evidence = make_evidence(claim=claim, status="withdrawn", is_primary=True, stance="contradicts")
    verdict = make_verdict(claim=claim, state="draft", evidence=[evidence])

    found = codes(advice(verdict, today=DAY))

    assert found == ["advice_deadline", "advice_appearance", "advice_withdrawn", "advice_matches"]
