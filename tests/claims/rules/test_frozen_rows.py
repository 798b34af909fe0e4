"""What a verdict cites and leads with is frozen from its submission on, also against plain SQL."""

import pytest

from claims.models import Appearance, Evidence, VerdictEvidence
from tests.claims.rules.leads import published_with_lead
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
)
from tests.rules import accepted, refused, run, still_referenced

pytestmark = pytest.mark.django_db
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
