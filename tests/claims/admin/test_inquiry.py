"""Inquiries at the desk."""

import pytest

from claims.actions.inquiry import inquire
from claims.models import Inquiry
from tests.claims.admin.desk import do, errors, url
from tests.factories import NOON, make_claim, make_claimant, make_editor

pytestmark = pytest.mark.django_db


def test_reason_why_nobody_was_asked_is_recorded(client):
    client.force_login(make_editor())

    client.post(
        url("claims_inquiry_add"),
        {"claim": make_claim().pk, "addressee": make_claimant().pk, "reason_not_asked": "A worked example."},
    )

    assert Inquiry.objects.get().reason_not_asked == "A worked example."


def test_neither_question_nor_reason_is_refused(client):
    client.force_login(make_editor())

    response = client.post(url("claims_inquiry_add"), {"claim": make_claim().pk, "addressee": make_claimant().pk})

    assert "Say when the claimant was asked, or why nobody was." in errors(response)


def test_answer_is_recorded_by_its_button(client):
    inquiry = inquire(claim=make_claim(), addressee=make_claimant(), asked_at=NOON, by=make_editor())
    client.force_login(make_editor())

    do(client, inquiry, "answer", answer="It was open.", is_public="on")

    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.is_public) == ("It was open.", True)
    assert inquiry.answered_at is not None
