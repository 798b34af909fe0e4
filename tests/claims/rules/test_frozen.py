"""Published verdicts never change, and an edit under review voids the review, also against plain SQL."""

import pytest

from claims.models import Verdict
from tests.claims.rules.leads import published_with_lead
from tests.factories import (
    make_editor,
    make_reviewer,
    make_verdict,
    rating,
)
from tests.rules import accepted, acting, at_commit, refused, run

pytestmark = pytest.mark.django_db
WRITTEN = [
    "title = 'Nicer'", "statement = 'Nicer'", "short_statement = 'Nicer'", "summary = 'Nicer'", "rationale = 'Nicer'",
    "evidence_until = '2030-01-01'", "review_by = '2030-01-01'", "change_kind = 'wording'", "change_note = 'Nicer'",
    "rating_id = {rating}", "lead_appearance_id = NULL",
]  # fmt: skip
RECORDED = [
    "reviewer_id = {user}", "submitted_at = now()", "decided_at = now()", "published_at = now()",
    "digest = repeat('0', 64)",
]  # fmt: skip


@pytest.mark.parametrize("assignment", WRITTEN + RECORDED)
@pytest.mark.parametrize("state", ["published", "retracted", "superseded"])
def test_published_verdict_is_never_changed(state, assignment):
    verdict = published_with_lead("retracted" if state == "retracted" else "published")
    if state == "superseded":
        make_verdict(claim=verdict.claim, state="published")
    values = {"rating": rating("truth-true").pk, "user": make_reviewer("other").pk}

    with refused("verdict_published_immutable"):
        run(f"UPDATE claims_verdict SET {assignment.format(**values)} WHERE id = %s", verdict.pk)


def test_published_verdict_is_not_saved_or_updated_differently():
    verdict = make_verdict(state="published")
    verdict.summary = "Nicer."

    with refused("verdict_published_immutable"):
        verdict.save()
    with refused("verdict_published_immutable"):
        Verdict.objects.update(summary="Nicer.")


def test_published_verdict_is_not_changed_along_with_its_state():
    verdict = make_verdict(state="published")

    with refused("verdict_published_immutable"):
        run("UPDATE claims_verdict SET state = 'retracted', summary = 'Nicer.' WHERE id = %s", verdict.pk)
        verdict.events.create(kind="retracted", by=make_reviewer(), at=verdict.published_at, note="Because.")


def test_new_version_says_it_anew():
    verdict = make_verdict(state="published")

    with accepted("verdict_published_immutable"):
        make_verdict(claim=verdict.claim, state="published", summary="Nicer.")


@pytest.mark.parametrize("assignment", [item for item in WRITTEN if "change_" not in item])
@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_edit_under_review_voids_the_submission(state, assignment):
    verdict = published_with_lead(state)

    with accepted("verdict_digest_matches"), acting(make_editor("second")):
        run(f"UPDATE claims_verdict SET {assignment.format(rating=rating('truth-true').pk)} WHERE id = %s", verdict.pk)

    verdict.refresh_from_db()
    event = verdict.events.latest("id")
    assert (verdict.state, verdict.reviewer, verdict.digest, verdict.submitted_at) == ("draft", None, "", None)
    assert (event.kind, event.by.username) == ("returned", "second")


def test_edit_by_nobody_in_particular_is_recorded_in_the_authors_name():
    verdict = make_verdict(state="approved")
    at_commit()
    run("SELECT set_config('pghistory.context_metadata', '', true)")

    Verdict.objects.filter(pk=verdict.pk).update(summary="Nicer.")

    verdict.refresh_from_db()
    assert verdict.state == "draft"
    assert verdict.events.latest("id").by == verdict.author


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("submitted", "state = 'approved', decided_at = now(), reviewer_id = {user}"),
        ("approved", "state = 'published', published_at = now()"),
    ],
)
def test_edit_in_the_same_breath_as_the_decision_is_refused(state, step):
    verdict = make_verdict(state=state)

    with refused("verdict_digest_matches"):
        run(
            f"UPDATE claims_verdict SET summary = 'Nicer.', {step.format(user=make_reviewer().pk)} WHERE id = %s",
            verdict.pk,
        )


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_decision_is_refused_once_what_the_digest_covers_has_changed(state):
    verdict = make_verdict(state=state)
    # Names that travel are part of the digest, and nothing freezes an article's.
    run("UPDATE sources_article SET external_id = 'another-' || id")

    with refused("verdict_digest_matches"):
        if state == "submitted":
            verdict.approve(by=make_reviewer(), at=verdict.submitted_at)
        else:
            verdict.publish(at=verdict.submitted_at)
