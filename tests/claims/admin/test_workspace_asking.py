"""Asking claimants and comparing claims in the workspace."""

import pytest
from pytest_django.asserts import assertContains

from claims.actions.inquiry import inquire
from claims.actions.lexemes import fold_lexemes
from claims.actions.pair import decide_pair
from claims.models import ClaimMatch, Inquiry
from tests.claims.admin.desk import told, url
from tests.claims.admin.weighing import page, send
from tests.factories import NOON, make_appearance, make_claim, make_claimant, make_editor, make_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(client):
    """Return a claim; an editor is signed in."""
    client.force_login(make_editor())
    return make_claim(statement="The bridge was open.", short_statement="Bridge open")


def test_inquiry_and_answer_are_recorded(client, claim):
    anna = make_claimant()
    make_appearance(claim=claim, claimant=anna)
    asked = {"inquiry-addressee": anna.pk, "inquiry-asked_at": "2026-01-01T12:00", "inquiry-is_public": "on"}

    send(client, claim, "inquiry", asked)
    inquiry = Inquiry.objects.get()
    send(client, claim, "reply", {"inquiry": inquiry.pk, f"reply{inquiry.pk}-answer": "It was open."})

    inquiry.refresh_from_db()
    assert (inquiry.addressee, inquiry.asked_at, inquiry.answer) == (anna, NOON, "It was open.")


@pytest.mark.parametrize("typed", [{}, {"inquiry-asked_at": "2026-01-01T12:00", "inquiry-reason_not_asked": "Why."}])
def test_inquiry_is_a_question_or_a_reason(client, claim, typed):
    anna = make_claimant()
    make_appearance(claim=claim, claimant=anna)

    response = send(client, claim, "inquiry", {"inquiry-addressee": anna.pk, **typed})

    assertContains(response, "Say when the claimant was asked, or why nobody was.", status_code=422)
    assert not Inquiry.objects.exists()


def test_answer_to_an_inquiry_of_another_claim_is_refused(client, claim):
    inquiry = inquire(claim=make_claim(), addressee=make_claimant(), asked_at=NOON, by=make_editor())

    response = send(client, claim, "reply", {"inquiry": inquiry.pk, f"reply{inquiry.pk}-answer": "No."}, follow=True)

    assert told(response) == ["This inquiry is not one of the claim. Reload the page."]


def test_pair_is_decided_and_taken_back(client, claim):
    other = make_claim(statement="The bridge was open on Monday.")

    send(client, claim, "decision", {"other": other.pk, "decision": "variant"})
    decided = ClaimMatch.objects.get()
    send(client, claim, "rethink", {"match": decided.pk})

    assert (decided.decision, decided.decided_by) == ("variant", make_editor())
    decided.refresh_from_db()
    assert (decided.decision, decided.decided_by, decided.decided_at) == ("undecided", None, None)


def test_decided_opposite_leads_to_a_merge_that_turns_stances(client, claim):
    client.force_login(make_reviewer())
    other = make_claim()
    decide_pair(claim=claim, other=other, decision="opposite", by=make_editor())

    response = page(client, claim)

    assertContains(response, f"{url('claims_claim_verb', claim.pk, 'merge')}?into={other.pk}&amp;is_opposite=on")


def test_inquiry_past_its_deadline_is_told(client, claim):
    inquire(claim=claim, addressee=make_claimant(), asked_at=NOON, deadline=NOON, by=make_editor())

    assertContains(page(client, claim), "past its deadline", count=1)


def test_suggestion_says_how_it_was_found(client):
    client.force_login(make_editor())
    claim, _other = make_claim(), make_claim()
    fold_lexemes()

    response = page(client, claim)

    (found,) = response.context["similar"]
    assert (found.match, found.method, found.is_decided) == (None, "by words", False)
    assert found.score > 0.25
