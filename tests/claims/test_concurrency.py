"""Several people at the same moment: real connections, real commits."""

import pytest

from claims.actions.appearance import approve_appearance, record_appearance
from claims.actions.evidence import revise_evidence
from claims.actions.merge import merge_claim
from claims.actions.verdict import (
    approve_verdict,
    draft_verdict,
    edit_verdict,
    publish_verdict,
    return_verdict,
    submit_verdict,
)
from claims.models import Appearance, Claim, SourceCount, Verdict, VerdictEvent
from sources.actions.derivation import record_derivation
from sources.actions.mark import mark_span
from sources.models import Derivation, Mark
from sources.rules import Refusal
from tests.committed import at_once, committed_database  # noqa: F401  # a fixture
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
)
from tests.rules import ask

pytestmark = pytest.mark.usefixtures("committed_database")

VERDICTS = "SELECT 1 FROM claims_verdict FOR UPDATE"
CLAIMS = "SELECT 1 FROM claims_claim FOR UPDATE"


def refusals(outcomes):
    return [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]


def successes(outcomes):
    return [outcome for outcome in outcomes if not isinstance(outcome, Exception)]


def kinds_of_events():
    return list(VerdictEvent.objects.order_by("id").values_list("kind", flat=True))


def test_two_reviewers_approve_at_once():
    verdict = make_verdict(state="submitted")
    reviewers = [make_reviewer("one"), make_reviewer("two")]

    outcomes = at_once(
        *(lambda by=reviewer: approve_verdict(verdict=verdict, digest=verdict.digest, by=by) for reviewer in reviewers),
        holding=VERDICTS,
    )

    (approved,) = successes(outcomes)
    assert refusals(outcomes) == ["verdict_transition"]
    assert Verdict.objects.get().reviewer == approved.reviewer
    assert kinds_of_events() == ["submitted", "approved"]


def test_two_reviewers_publish_at_once():
    verdict = make_verdict(state="approved")
    reviewers = [make_reviewer("one"), make_reviewer("two")]

    outcomes = at_once(
        *(lambda by=reviewer: publish_verdict(verdict=verdict, by=by) for reviewer in reviewers), holding=CLAIMS
    )

    assert len(successes(outcomes)) == 1
    assert refusals(outcomes) == ["verdict_transition"]
    assert kinds_of_events() == ["submitted", "approved", "published"]


def test_one_approves_and_another_returns_at_once():
    verdict = make_verdict(state="submitted")
    one, two = make_reviewer("one"), make_reviewer("two")

    outcomes = at_once(
        lambda: approve_verdict(verdict=verdict, digest=verdict.digest, by=one),
        lambda: return_verdict(verdict=verdict, note="Which log?", by=two),
        holding=VERDICTS,
    )

    # Whoever came second saw what the first had done: a return undoes an approval, and nothing approves a draft.
    assert Verdict.objects.get().state == "draft"
    assert (refusals(outcomes), kinds_of_events()) in [
        (["verdict_transition"], ["submitted", "returned"]),
        ([], ["submitted", "approved", "returned"]),
    ]


def test_one_edits_while_another_approves():
    verdict = make_verdict(state="submitted")
    editor, reviewer = make_editor("second"), make_reviewer()

    outcomes = at_once(
        lambda: edit_verdict(verdict=verdict, summary="Other words.", by=editor),
        lambda: approve_verdict(verdict=verdict, digest=verdict.digest, by=reviewer),
        holding=VERDICTS,
    )

    # What was edited is never approved: either the approval came first and is void, or it came too late.
    after = Verdict.objects.get()
    assert (after.state, after.summary, after.reviewer) == ("draft", "Other words.", None)
    assert refusals(outcomes) in ([], ["verdict_transition"])
    assert kinds_of_events()[-1] == "returned"


def test_statement_edits_while_another_publishes():
    verdict = make_verdict(state="approved")
    reviewer = make_reviewer()

    outcomes = at_once(
        lambda: Verdict.objects.filter(pk=verdict.pk).update(summary="Other words."),
        lambda: publish_verdict(verdict=verdict, by=reviewer),
        holding=VERDICTS,
    )

    after = Verdict.objects.get()
    assert len(successes(outcomes)) == 1
    assert (after.state, after.summary) in [("draft", "Other words."), ("published", "It was closed that day.")]


def test_evidence_is_changed_while_the_verdict_is_submitted():
    claim, editor, reviewer = make_claim(), make_editor(), make_reviewer()
    evidence = make_evidence(claim=claim, status="draft", comment="As it was.")
    verdict = make_verdict(claim=claim, evidence=[evidence], state="draft")

    at_once(
        lambda: revise_evidence(evidence=evidence, comment="As it became.", by=editor),
        lambda: submit_verdict(verdict=verdict, by=editor),
        holding="LOCK TABLE claims_evidence, claims_verdict IN EXCLUSIVE MODE",
    )

    # If the change slipped in after the digest was taken, nobody can approve what the reviewer did not read.
    verdict.refresh_from_db()
    evidence.refresh_from_db()
    matches = ask("SELECT claims_verdict_digest(v) = v.digest FROM claims_verdict v")
    if matches:
        approve_verdict(verdict=verdict, digest=verdict.digest, by=reviewer)
    else:
        with pytest.raises(Refusal) as refusal:
            approve_verdict(verdict=verdict, digest=verdict.digest, by=reviewer)
        assert refusal.value.code == "verdict_digest_matches"


def test_two_editors_begin_a_version_at_once():
    claim = make_claim()
    editors = [make_editor("one"), make_editor("two")]

    outcomes = at_once(*(lambda by=editor: draft_verdict(claim=claim, by=by) for editor in editors), holding=CLAIMS)

    assert len(successes(outcomes)) == 1
    assert refusals(outcomes) == ["verdict_one_open"]


def test_two_reviewers_approve_an_appearance_at_once():
    appearance = make_appearance(status="draft")
    reviewers = [make_reviewer("one"), make_reviewer("two")]

    outcomes = at_once(
        *(lambda by=reviewer: approve_appearance(appearance=appearance, by=by) for reviewer in reviewers),
        holding="SELECT 1 FROM claims_appearance FOR UPDATE",
    )

    (approved,) = successes(outcomes)
    assert refusals(outcomes) == ["appearance_signatures_fixed"]
    assert Appearance.objects.get().approved_by == approved.approved_by


def test_two_halves_of_a_cycle_at_once():
    one, other, editor = make_article(), make_article(), make_editor()

    outcomes = at_once(
        lambda: record_derivation(article=one, original=other, kind="republishes", by=editor),
        lambda: record_derivation(article=other, original=one, kind="republishes", by=editor),
        holding="SELECT pg_advisory_xact_lock(7233002)",
    )

    assert refusals(outcomes) == ["derivation_no_cycle"]
    assert Derivation.objects.count() == 1


def test_two_claims_merged_into_each_other_at_once():
    one, other = make_claim(), make_claim()
    reviewer = make_reviewer()

    outcomes = at_once(
        lambda: merge_claim(claim=one, into=other, by=reviewer),
        lambda: merge_claim(claim=other, into=one, by=reviewer),
        holding=CLAIMS,
    )

    assert refusals(outcomes) == ["claim_merge_flat"]
    assert Claim.objects.filter(merged_into__isnull=False).count() == 1


def test_two_halves_of_a_cycle_of_merges_by_statements_at_once():
    one, other = make_claim(), make_claim()

    outcomes = at_once(
        lambda: Claim.objects.filter(pk=one.pk).update(merged_into=other),
        lambda: Claim.objects.filter(pk=other.pk).update(merged_into=one),
        holding="SELECT pg_advisory_xact_lock(7233003)",
    )

    assert len(successes(outcomes)) == 1
    assert Claim.objects.filter(merged_into__isnull=False).count() == 1


def test_claim_is_merged_while_its_verdict_is_submitted():
    verdict = make_verdict(state="draft")
    into, reviewer = make_claim(), make_reviewer()

    outcomes = at_once(
        lambda: merge_claim(claim=verdict.claim, into=into, by=reviewer),
        lambda: submit_verdict(verdict=verdict, by=verdict.author),
        holding=CLAIMS,
    )

    assert refusals(outcomes) in (["claim_merge_published_verdict"], ["verdict_claim_merged"])


def test_mark_is_made_while_an_appearance_is_recorded_in_it():
    claim, claimant, outlet, editor = make_claim(), make_claimant(), make_outlet(), make_editor()
    passage = make_passage()

    outcomes = at_once(
        lambda: record_appearance(
            claim=claim, passage=passage, claimant=claimant, stance="asserts", manner="quoted", by=editor
        ),
        lambda: mark_span(text=passage.text, kind="insertion", start=0, end=passage.end, inserted_by=outlet, by=editor),
        holding="SELECT 1 FROM sources_articletext FOR UPDATE",
    )

    assert refusals(outcomes) == ["appearance_claimant_of_mark"]
    assert Appearance.objects.count() + Mark.objects.count() == 1


def test_copies_that_are_approved_at_once_are_counted_once():
    claim, root = make_claim(), make_article()
    copies = [make_article() for _ in range(3)]
    for copy in copies:
        make_derivation(article=copy, original=root)
    drafts = [make_appearance(claim=claim, passage=make_passage(article=copy), status="draft") for copy in copies]
    reviewer = make_reviewer()

    outcomes = at_once(
        *(lambda row=draft: approve_appearance(appearance=row, by=reviewer) for draft in drafts), holding=CLAIMS
    )

    count = SourceCount.objects.get(claim=claim)
    assert len(successes(outcomes)) == 3
    assert (count.articles, count.sources) == (3, 1)


def test_second_publication_waits_for_the_first_and_follows_it_in_the_chain():
    first, second = make_verdict(state="approved"), make_verdict(state="approved")
    reviewer = make_reviewer()

    at_once(
        lambda: publish_verdict(verdict=first, by=reviewer),
        lambda: publish_verdict(verdict=second, by=reviewer),
        holding="SELECT pg_advisory_xact_lock(7233001)",
    )

    events = list(VerdictEvent.objects.in_chain_order())
    assert [event.position for event in events] == list(range(1, 7))
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]
