"""Which claims are due to be checked again, and why."""

import datetime

import pytest

from claims import recheck
from claims.actions.inquiry import inquire, record_answer
from claims.actions.verdict import draft_verdict
from claims.enums import RecheckReason
from claims.recheck import due, due_for_any, reasons_of
from tests.factories import (
    NOON,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_verdict,
    walk_verdict,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def cited_on(claim, moment, **fields):
    return make_evidence(claim=claim, now=moment, **fields)


@pytest.mark.parametrize(("days", "is_due"), [(-1, True), (0, True), (1, False)])
def test_claim_is_due_from_its_review_by_day(days, is_due):
    verdict = make_verdict(review_by=NOON.date() + datetime.timedelta(days=days))

    found = due(RecheckReason.REVIEW_BY, now=NOON)

    assert list(found) == ([verdict.claim] if is_due else [])


def test_review_by_of_a_draft_makes_nothing_due():
    make_verdict(state="draft", review_by=NOON.date())

    assert not due(RecheckReason.REVIEW_BY, now=NOON).exists()


@pytest.mark.parametrize("status", ["draft", "public"])
def test_evidence_cited_after_the_verdict_makes_its_claim_due(status):
    verdict = make_verdict(now=NOON)
    cited_on(verdict.claim, NOON + DAY, status=status)

    assert list(due(RecheckReason.NEWER_EVIDENCE)) == [verdict.claim]


def test_evidence_that_was_there_before_or_is_withdrawn_makes_nothing_due():
    verdict = make_verdict(now=NOON)
    cited_on(verdict.claim, NOON - DAY)
    cited_on(verdict.claim, NOON + DAY, status="withdrawn")

    assert not due(RecheckReason.NEWER_EVIDENCE).exists()


def test_evidence_that_the_new_version_relies_on_is_weighed():
    claim = make_verdict(now=NOON).claim
    newer = cited_on(claim, NOON + DAY)
    fields = {"change_kind": "new_evidence", "change_note": "The log.", "rating": claim.verdicts.get().rating}
    content = {"title": "Closed", "summary": "Closed.", "rationale": "The log.", "evidence_until": NOON.date()}
    draft = draft_verdict(claim=claim, evidence=[newer], by=make_editor(), now=NOON + DAY, **content, **fields)

    walk_verdict(draft, state="published", now=NOON)

    assert not due(RecheckReason.NEWER_EVIDENCE).exists()


def test_of_very_much_evidence_only_the_newest_is_looked_at(monkeypatch):
    monkeypatch.setattr(recheck, "NEWEST", 1)
    older, newer = make_verdict(now=NOON).claim, make_verdict(now=NOON).claim
    far = datetime.timedelta(days=36500)
    cited_on(older, NOON + far)
    cited_on(newer, NOON + far + DAY)

    assert list(due(RecheckReason.NEWER_EVIDENCE)) == [newer]


def test_withdrawn_article_makes_the_claims_due_that_cite_it():
    article, claim = make_article(), make_claim()
    make_verdict(claim=claim, evidence=[make_evidence(claim=claim, article=article)])
    make_verdict()

    article.withdraw()

    assert list(due(RecheckReason.ARTICLE_WITHDRAWN)) == [claim]


def test_inquiry_is_overdue_after_its_deadline_until_it_is_answered():
    claim = make_claim()
    asked = {"addressee": make_claimant(), "asked_at": NOON - DAY, "deadline": NOON, "by": make_editor()}
    inquiry = inquire(claim=claim, **asked)

    before = list(due(RecheckReason.INQUIRY_OVERDUE, now=NOON))
    after = list(due(RecheckReason.INQUIRY_OVERDUE, now=NOON + DAY))
    record_answer(inquiry=inquiry, answer="No comment.", is_public=False, by=make_editor())
    answered = list(due(RecheckReason.INQUIRY_OVERDUE, now=NOON + DAY))

    assert (before, after, answered) == ([], [claim], [])


def test_withdrawn_claim_is_not_due():
    verdict = make_verdict(review_by=NOON.date())

    verdict.claim.withdraw()

    assert not due_for_any(now=NOON).exists()


def test_claim_due_for_two_reasons_is_listed_once_with_both():
    verdict = make_verdict(now=NOON, review_by=NOON.date())
    cited_on(verdict.claim, NOON + DAY)
    other = make_claim()

    found = list(due_for_any(now=NOON))

    assert found == [verdict.claim]
    assert reasons_of([verdict.claim, other], now=NOON) == {
        verdict.claim.pk: [RecheckReason.REVIEW_BY, RecheckReason.NEWER_EVIDENCE]
    }
