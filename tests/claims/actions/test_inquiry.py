"""The right of reply."""

import pytest

from claims.actions.inquiry import inquire, record_answer
from claims.models import Inquiry
from tests.factories import NOON, make_claim, make_claimant, make_editor
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_question_and_answer():
    editor = make_editor()
    inquiry = inquire(claim=make_claim(), addressee=make_claimant(), asked_at=NOON, by=editor, now=NOON)
    waiting = list(Inquiry.objects.unanswered())

    answered = record_answer(inquiry=inquiry, answer="It was open.", is_public=True, by=editor, now=NOON)

    assert waiting == [inquiry]
    assert (answered.answer, answered.answered_at) == ("It was open.", NOON)
    assert list(Inquiry.objects.public()) == [inquiry]


def test_reason_stands_where_nobody_was_asked():
    inquiry = inquire(claim=make_claim(), addressee=make_claimant(), reason_not_asked="Died.", by=make_editor())

    with refused("inquiry_answer_and_answered_at"):
        record_answer(inquiry=inquiry, answer="From beyond.", is_public=True, by=make_editor())


def test_neither_question_nor_reason_is_refused():
    with refused("inquiry_asked_or_reason"):
        inquire(claim=make_claim(), addressee=make_claimant(), by=make_editor())
