"""What a reviewer lets through, and what is submitted with its change explained."""

import pytest

from claims.actions.review import SeenRow, approve_seen, submit_explained
from claims.actions.verdict import draft_verdict
from claims.models import Evidence
from claims.rules import Refusal
from tests.factories import (
    make_appearance,
    make_claim,
    make_editor,
    make_evidence,
    make_reviewer,
    make_user,
    make_verdict,
)

pytestmark = pytest.mark.django_db


def seen(noun, row):
    return SeenRow(noun, row.pk, row.updated_at)


def test_rows_of_both_tables_are_approved_and_counted():
    claim = make_claim()
    rows = [
        seen("appearance", make_appearance(claim=claim, status="draft")),
        seen("evidence", make_evidence(claim=claim, status="draft")),
        seen("evidence", make_evidence(claim=claim, status="public")),
    ]

    assert approve_seen(claim=claim, rows=[*rows, rows[0]], by=make_reviewer()) == 2

    assert claim.appearances.get().status == "public"
    assert not Evidence.objects.filter(status="draft").exists()


@pytest.mark.parametrize("make", [make_editor, lambda: make_user(username="outsider")])
def test_whoever_may_not_approve_lets_nothing_through(make):
    evidence = make_evidence(status="draft", by=make_reviewer())

    with pytest.raises(Refusal) as refusal:
        approve_seen(claim=evidence.claim, rows=[seen("evidence", evidence)], by=make())

    assert refusal.value.code == "permission"


def test_withdrawn_row_is_refused():
    evidence = make_evidence(status="withdrawn")
    evidence.refresh_from_db()

    with pytest.raises(Refusal) as refusal:
        approve_seen(claim=evidence.claim, rows=[seen("evidence", evidence)], by=make_reviewer("second"))

    assert refusal.value.code in ("evidence_stays_withdrawn", "evidence_signatures_fixed")


def test_submission_with_the_note_that_is_there_already_makes_nobody_a_contributor():
    first, colleague = make_verdict(), make_editor("colleague")
    draft = make_verdict(claim=first.claim, state="draft", change_kind="wording", change_note="Shorter.")

    submitted = submit_explained(verdict=draft, change_kind="wording", change_note="Shorter.", by=colleague)

    assert submitted.state == "submitted"
    assert not submitted.contributors.filter(user=colleague).exists()


def test_submission_that_is_refused_explains_nothing():
    draft = draft_verdict(claim=make_verdict().claim, by=make_editor())

    with pytest.raises(Refusal):
        submit_explained(verdict=draft, change_kind="wording", change_note="Shorter.", by=make_editor())

    draft.refresh_from_db()
    assert (draft.change_kind, draft.change_note) == ("", "")
