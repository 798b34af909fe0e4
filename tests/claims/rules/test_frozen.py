"""What a verdict relies on, and what was published, stays as it is: against every way of writing."""

import pytest

from claims.models import Appearance, Evidence, Verdict, VerdictEvidence
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
    rating,
)
from tests.rules import accepted, acting, at_commit, refused, run, still_referenced

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


def published_with_lead(state="published"):
    claim = make_claim()
    make_appearance(claim=claim, steps=[(make_outlet(), "reports")])
    return make_verdict(claim=claim, state=state)


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


EVIDENCE = [
    "stance = 'contradicts'", "comment = 'Nicer'", "is_primary = NOT is_primary", "locator = 'p. 1'",
    "article_id = {article}", "claim_id = {claim}", "passage_id = {passage}",
]  # fmt: skip


@pytest.mark.parametrize("assignment", EVIDENCE)
@pytest.mark.parametrize("state", ["submitted", "approved", "published", "retracted"])
def test_cited_evidence_is_not_changed(state, assignment):
    claim, article = make_claim(), make_article()
    evidence = make_evidence(claim=claim, article=article)
    make_verdict(claim=claim, evidence=[evidence], state=state)
    passage = make_passage(article=article)
    values = {"article": make_article().pk, "claim": make_claim().pk, "passage": passage.pk}

    with refused("evidence_cited_frozen"):
        run(f"UPDATE claims_evidence SET {assignment.format(**values)} WHERE id = %s", evidence.pk)


def test_cited_draft_of_evidence_is_not_changed_either():
    claim = make_claim()
    evidence = make_evidence(claim=claim, status="draft")
    make_verdict(claim=claim, evidence=[evidence], state="submitted")
    evidence.comment = "Nicer."

    with refused("evidence_cited_frozen"):
        evidence.save()


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_evidence_that_a_verdict_relies_on_stays_public(state, status):
    verdict = make_verdict(state=state)

    with refused("evidence_cited_frozen"):
        Evidence.objects.filter(verdicts=verdict).update(
            status=status, approved_by=None if status == "draft" else make_reviewer()
        )


def test_evidence_of_a_retracted_verdict_is_withdrawn():
    verdict = make_verdict(state="retracted")

    with accepted("evidence_cited_frozen"):
        Evidence.objects.filter(verdicts=verdict).update(status="withdrawn")


@pytest.mark.parametrize("noun", ["evidence", "appearance"])
def test_approved_row_is_not_changed(noun):
    row = make_evidence() if noun == "evidence" else make_appearance()

    with refused(f"{noun}_public_frozen"):
        run(f"UPDATE claims_{noun} SET stance = %s", "context" if noun == "evidence" else "denies")
    with accepted(f"{noun}_public_frozen"):
        row.reopen()
        run(f"UPDATE claims_{noun} SET stance = %s", "context" if noun == "evidence" else "denies")


@pytest.mark.parametrize("status", ["draft", "public"])
@pytest.mark.parametrize("noun", ["evidence", "appearance"])
def test_withdrawn_row_stays_withdrawn(noun, status):
    make = make_evidence if noun == "evidence" else make_appearance
    with accepted(f"{noun}_stays_withdrawn"):
        row = make(status="withdrawn")

    with refused(f"{noun}_stays_withdrawn"):
        run(f"UPDATE claims_{noun} SET status = %s WHERE id = %s", status, row.pk)


@pytest.mark.parametrize("noun", ["evidence", "appearance"])
def test_only_drafts_are_deleted(noun):
    make = make_evidence if noun == "evidence" else make_appearance

    with accepted(f"{noun}_kept"):
        make(status="draft").delete()
    for status in ("public", "withdrawn"):
        row = make(status=status)
        with refused(f"{noun}_kept"):
            run(f"DELETE FROM claims_{noun} WHERE id = %s", row.pk)


def test_cited_draft_of_evidence_is_not_deleted():
    claim = make_claim()
    evidence = make_evidence(claim=claim, status="draft")
    make_verdict(claim=claim, evidence=[evidence], state="submitted")

    with still_referenced():
        run("DELETE FROM claims_evidence WHERE id = %s", evidence.pk)


APPEARANCE = [
    "stance = 'denies'", "manner = 'implied'", "fidelity = 'inverted'", "original_wording = 'x'",
    "original_article_id = {article}", "said = '2001'", "occasion = 'x'", "claimant_id = {claimant}",
    "passage_id = {passage}", "claim_id = {claim}",
]  # fmt: skip


@pytest.mark.parametrize("assignment", APPEARANCE)
@pytest.mark.parametrize("state", ["submitted", "published", "retracted"])
def test_lead_of_a_verdict_is_not_changed(state, assignment):
    verdict = published_with_lead(state)
    values = {
        "article": make_article().pk, "claimant": make_claimant().pk, "passage": make_passage().pk,
        "claim": make_claim().pk,
    }  # fmt: skip

    with refused("appearance_cited_frozen"):
        run(f"UPDATE claims_appearance SET {assignment.format(**values)} WHERE id = %s", verdict.lead_appearance_id)


def test_lead_of_a_draft_is_changed():
    verdict = make_verdict(state="draft")
    appearance = make_appearance(claim=verdict.claim, status="draft")
    run("UPDATE claims_verdict SET lead_appearance_id = %s WHERE id = %s", appearance.pk, verdict.pk)

    with accepted("appearance_cited_frozen"):
        Appearance.objects.filter(pk=appearance.pk).update(stance="denies")


@pytest.mark.parametrize("verb", ["insert", "update", "delete"])
@pytest.mark.parametrize("status", ["draft", "public"])
def test_attribution_of_a_lead_is_not_changed(status, verb):
    claim = make_claim()
    appearance = make_appearance(claim=claim, status=status, steps=[(make_outlet(), "reports")])
    make_verdict(claim=claim, state="submitted")

    with refused("appearance_cited_frozen" if status == "draft" else "appearance_public_frozen"):
        match verb:
            case "insert":
                appearance.steps.create(position=2, claimant=make_claimant(), verb="says")
            case "update":
                appearance.steps.update(verb="denies")
            case "delete":
                run("DELETE FROM claims_attributionstep")


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_lead_that_a_verdict_relies_on_stays_public(status):
    verdict = published_with_lead()

    with refused("appearance_cited_frozen"):
        Appearance.objects.filter(pk=verdict.lead_appearance_id).update(
            status=status, approved_by=None if status == "draft" else make_reviewer()
        )


@pytest.mark.parametrize("state", ["submitted", "approved", "published", "retracted"])
@pytest.mark.parametrize("verb", ["insert", "update", "delete"])
def test_evidence_links_change_only_in_a_draft(state, verb):
    verdict = make_verdict(state=state)
    extra = make_evidence(claim=verdict.claim)

    with refused("verdict_evidence_frozen"):
        match verb:
            case "insert":
                VerdictEvidence.objects.create(verdict=verdict, evidence=extra)
            case "update":
                VerdictEvidence.objects.filter(verdict=verdict).update(evidence=extra)
            case "delete":
                run("DELETE FROM claims_verdictevidence WHERE verdict_id = %s", verdict.pk)


def test_evidence_links_of_a_draft_change():
    verdict = make_verdict(state="draft")

    with accepted("verdict_evidence_frozen"):
        verdict.evidence.set([make_evidence(claim=verdict.claim)])


def test_verdict_relies_on_evidence_of_its_own_claim():
    verdict = make_verdict(state="draft")

    with accepted("verdict_evidence_same_claim"):
        verdict.evidence.add(make_evidence(claim=verdict.claim))
    with refused("verdict_evidence_same_claim"):
        verdict.evidence.add(make_evidence())


def test_evidence_of_a_draft_verdict_stays_with_its_claim():
    claim = make_claim()
    evidence = make_evidence(claim=claim, status="draft")
    make_verdict(claim=claim, evidence=[evidence], state="draft")

    with refused("verdict_evidence_same_claim"):
        Evidence.objects.filter(pk=evidence.pk).update(claim=make_claim())
