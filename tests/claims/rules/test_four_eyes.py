"""Four eyes: nobody approves what they have written, by whatever way they wrote it."""

import pytest

from claims.actions.appearance import approve_appearance, revise_appearance
from claims.actions.evidence import approve_evidence, revise_evidence
from claims.actions.verdict import approve_verdict, edit_verdict
from claims.models import Appearance, Evidence, Verdict, VerdictContributor
from tests.factories import (
    make_appearance,
    make_claimant,
    make_editor,
    make_evidence,
    make_outlet,
    make_reviewer,
    make_verdict,
    walk_verdict,
)
from tests.rules import accepted, acting, at_commit, refused, run, triggers_off

pytestmark = pytest.mark.django_db


def edit_by_action(row, user):
    if isinstance(row, Appearance):
        revise_appearance(appearance=row, occasion="A speech", by=user)
    else:
        revise_evidence(evidence=row, comment="It shows more.", by=user)


def edit_by_save(row, user):
    with acting(user):
        row.stance = "denies" if isinstance(row, Appearance) else "context"
        row.save()


def edit_by_update(row, user):
    with acting(user):
        type(row).objects.filter(pk=row.pk).update(stance="mentions" if isinstance(row, Appearance) else "context")


def edit_by_statement(row, user):
    stance = "questions" if isinstance(row, Appearance) else "contradicts"
    with acting(user):
        run(f"UPDATE {row._meta.db_table} SET stance = %s WHERE id = %s", stance, row.pk)


EDITS = [edit_by_action, edit_by_save, edit_by_update, edit_by_statement]
KINDS = [(make_appearance, approve_appearance, "appearance"), (make_evidence, approve_evidence, "evidence")]


@pytest.mark.parametrize(("make", "approve", "noun"), KINDS)
def test_somebody_else_approves(make, approve, noun):
    row = make(status="draft", by=make_editor())

    with accepted(f"{noun}_four_eyes"):
        approved = approve(**{noun: row}, by=make_reviewer())

    assert (approved.status, approved.approved_by) == ("public", make_reviewer())


@pytest.mark.parametrize(("make", "approve", "noun"), KINDS)
def test_author_does_not_approve(make, approve, noun):
    reviewer = make_reviewer()
    row = make(status="draft", by=reviewer)

    with refused(f"{noun}_four_eyes"):
        approve(**{noun: row}, by=reviewer)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize(("make", "approve", "noun"), KINDS)
def test_who_edited_a_draft_does_not_approve_it(make, approve, noun, edit):
    helper = make_reviewer("helper")
    row = make(status="draft", by=make_editor())
    edit(row, helper)

    with refused(f"{noun}_four_eyes"):
        approve(**{noun: row}, by=helper)


@pytest.mark.parametrize(("make", "approve", "noun"), KINDS)
def test_who_edited_does_not_approve_after_somebody_else_edited_again(make, approve, noun):
    author, helper = make_editor(), make_reviewer("helper")
    row = make(status="draft", by=author)
    edit_by_update(row, helper)
    row.refresh_from_db()
    edit_by_action(row, author)

    with refused(f"{noun}_four_eyes"):
        approve(**{noun: row}, by=helper)
    with accepted(f"{noun}_four_eyes"):
        approve(**{noun: row}, by=make_reviewer())


@pytest.mark.parametrize("verb", ["insert", "update", "delete"])
def test_who_edited_the_attribution_does_not_approve(verb):
    helper = make_reviewer("helper")
    appearance = make_appearance(status="draft", steps=[(make_outlet(), "reports")])
    with acting(helper):
        match verb:
            case "insert":
                appearance.steps.create(position=2, claimant=make_claimant(), verb="says")
            case "update":
                appearance.steps.update(verb="claims")
            case "delete":
                appearance.steps.all().delete()

    with refused("appearance_four_eyes"):
        approve_appearance(appearance=appearance, by=helper)


@pytest.mark.parametrize("assignment", ["created_by_id = {other}", "created_by_id = NULL", "approved_by_id = {other}"])
@pytest.mark.parametrize(("make", "_approve", "noun"), KINDS)
def test_signatures_are_not_rewritten(make, _approve, noun, assignment):
    row = make(status="public" if "approved" in assignment else "draft")
    other = make_reviewer("other").pk

    with refused(f"{noun}_signatures_fixed"), acting(make_editor()):
        run(f"UPDATE claims_{noun} SET {assignment.format(other=other)} WHERE id = %s", row.pk)


@pytest.mark.parametrize("assignment", ["edited_by_id = NULL", "edited_by_id = {other}", "editor_ids = '{{}}'"])
@pytest.mark.parametrize(("make", "_approve", "noun"), KINDS)
def test_signatures_of_edits_outlast_being_overwritten(make, _approve, noun, assignment):
    row = make(status="draft")
    helper = make_reviewer("helper")
    edit_by_update(row, helper)

    with acting(make_editor()):
        run(f"UPDATE claims_{noun} SET {assignment.format(other=make_reviewer().pk)} WHERE id = %s", row.pk)

    row.refresh_from_db()
    assert (row.edited_by, row.editor_ids) == (helper, [helper.pk])


def test_row_that_was_read_before_an_edit_is_saved_after_it():
    helper = make_reviewer("helper")
    stale = make_appearance(status="draft")
    with acting(helper):
        stale.steps.create(position=1, outlet=make_outlet(), verb="reports")

    stale.save()

    stale.refresh_from_db()
    assert (stale.edited_by, stale.editor_ids) == (helper, [helper.pk])


@pytest.mark.parametrize(("make", "_approve", "noun"), KINDS)
def test_edit_is_signed(make, _approve, noun):
    row = make(status="draft")
    helper = make_reviewer("helper")

    with accepted(f"{noun}_signatures_fixed"):
        edit_by_statement(row, helper)

    row.refresh_from_db()
    assert (row.edited_by, row.editor_ids) == (helper, [helper.pk])


@pytest.mark.parametrize(("make", "approve", "noun"), KINDS)
def test_second_approval_does_not_replace_the_first(make, approve, noun):
    row = make(status="public")

    with refused(f"{noun}_signatures_fixed"):
        approve(**{noun: row}, by=make_reviewer("other"))


def approve_by_statement(verdict, user):
    run(
        "UPDATE claims_verdict SET state = 'approved', reviewer_id = %s, decided_at = now() WHERE id = %s",
        user.pk,
        verdict.pk,
    )
    verdict.events.create(kind="approved", by=user, at=verdict.submitted_at)


def test_somebody_else_approves_a_verdict():
    verdict = make_verdict(state="submitted")

    with accepted("verdict_reviewer_contributed"), accepted("verdict_reviewer_not_author"):
        approve_by_statement(verdict, make_reviewer())


def test_author_does_not_approve_a_verdict_by_statement():
    author = make_reviewer("author")
    verdict = make_verdict(state="submitted", by=author)

    with refused("verdict_reviewer_contributed"):
        approve_by_statement(verdict, author)


@pytest.mark.parametrize(
    "field", ["title", "summary", "rationale", "evidence_until", "review_by", "change_kind", "change_note", "rating_id"]
)
def test_who_wrote_any_part_does_not_approve(field):
    helper = make_reviewer("helper")
    verdict = make_verdict(state="draft")
    other = {
        "evidence_until": "2026-02-02", "review_by": "2027-01-01", "change_kind": "wording",
        "rating_id": verdict.rating.scale.ratings.exclude(pk=verdict.rating_id).first().pk,
    }  # fmt: skip
    with acting(helper):
        Verdict.objects.filter(pk=verdict.pk).update(**{field: other.get(field, "Other words.")})
    verdict.refresh_from_db()
    verdict = walk_verdict(verdict, state="submitted")

    with refused("verdict_reviewer_contributed"):
        approve_verdict(verdict=verdict, digest=verdict.digest, by=helper)


@pytest.mark.parametrize("verb", ["insert", "delete"])
def test_who_chose_evidence_does_not_approve(verb):
    helper = make_reviewer("helper")
    verdict = make_verdict(state="draft")
    extra = make_evidence(claim=verdict.claim)
    if verb == "delete":
        verdict.evidence_links.create(evidence=extra)
    with acting(helper):
        if verb == "insert":
            verdict.evidence_links.create(evidence=extra)
        else:
            run("DELETE FROM claims_verdictevidence WHERE evidence_id = %s", extra.pk)
    verdict = walk_verdict(verdict, state="submitted")

    with refused("verdict_reviewer_contributed"):
        approve_verdict(verdict=verdict, digest=verdict.digest, by=helper)


def test_contribution_outlasts_a_return():
    helper = make_reviewer("helper")
    verdict = make_verdict(state="submitted")
    verdict = edit_verdict(verdict=verdict, summary="Shorter.", by=helper)
    verdict = edit_verdict(verdict=verdict, summary="Shorter still.", by=make_editor())
    verdict = walk_verdict(verdict, state="submitted")

    with refused("verdict_reviewer_contributed"):
        approve_verdict(verdict=verdict, digest=verdict.digest, by=helper)


def test_who_only_submitted_may_approve():
    submitter = make_reviewer("submitter")
    verdict = make_verdict(state="draft")
    with acting(submitter):
        run(
            "UPDATE claims_verdict SET state = 'submitted', submitted_at = now(), statement = 'S',"
            " short_statement = 's' WHERE id = %s",
            verdict.pk,
        )
        verdict.events.create(kind="submitted", by=submitter, at=verdict.created_at)
    verdict.refresh_from_db()

    with accepted("verdict_reviewer_contributed"):
        approve_verdict(verdict=verdict, digest=verdict.digest, by=submitter)


def test_contributors_are_recorded_by_the_database_alone():
    verdict = make_verdict(state="draft")

    with accepted("contributor_recorded"), accepted("contributor_once"), acting(make_reviewer("helper")):
        Verdict.objects.filter(pk=verdict.pk).update(summary="Shorter.")
        Verdict.objects.filter(pk=verdict.pk).update(title="Shorter too")
    with refused("contributor_recorded"):
        run("UPDATE claims_verdictcontributor SET user_id = %s", make_reviewer("third").pk)
    assert {row.user.username for row in verdict.contributors.all()} == {"editor", "helper"}


def test_contributor_is_added_by_hand_to_a_draft_only():
    draft, published = make_verdict(state="draft"), make_verdict(state="published")

    with accepted("contributor_recorded"):
        VerdictContributor.objects.create(verdict=draft, user=make_reviewer("third"))
    with refused("contributor_recorded"):
        VerdictContributor.objects.create(verdict=published, user=make_reviewer("third"))


def test_contributor_is_recorded_once():
    verdict = make_verdict(state="draft")

    with refused("contributor_once"), triggers_off():
        VerdictContributor.objects.create(verdict=verdict, user=verdict.author)


def test_contributors_go_only_with_their_draft():
    verdict = make_verdict(state="draft")

    with refused("contributor_kept"):
        run("DELETE FROM claims_verdictcontributor WHERE verdict_id = %s", verdict.pk)
    with accepted("contributor_kept"):
        verdict.delete()

    at_commit()
    assert not VerdictContributor.objects.exists()
    assert Evidence.objects.exists()
