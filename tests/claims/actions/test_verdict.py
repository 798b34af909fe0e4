"""The way of a verdict."""

from functools import partial

import pytest

from claims.actions.verdict import (
    approve_verdict,
    draft_verdict,
    edit_verdict,
    publish_verdict,
    retract_verdict,
    return_verdict,
)
from claims.models import SourceCount, Verdict, VerdictEvent
from sources.rules import Refusal
from tests.factories import (
    make_appearance,
    make_claim,
    make_editor,
    make_evidence,
    make_reviewer,
    make_verdict,
    walk_verdict,
)

pytestmark = pytest.mark.django_db


def test_verdict_walks_from_draft_to_published():
    verdict = make_verdict(state="published")

    kinds = list(VerdictEvent.objects.order_by("id").values_list("kind", flat=True))

    assert verdict.state == "published"
    assert verdict.reviewer == make_reviewer()
    assert verdict.statement == verdict.claim.statement
    assert kinds == ["submitted", "approved", "published"]


def test_publishing_a_new_version_supersedes_the_old():
    first = make_verdict(state="published")

    second = make_verdict(claim=first.claim, state="published")

    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("superseded", "published", 2)


def test_author_cannot_approve_own_verdict():
    author = make_reviewer("another")
    verdict = make_verdict(state="submitted", by=author)

    with pytest.raises(Refusal) as refusal:
        approve_verdict(verdict=verdict, digest=verdict.digest, by=author)

    assert refusal.value.code == "verdict_reviewer_not_author" or refusal.value.code == "verdict_reviewer_contributed"


def test_editor_of_a_part_cannot_approve_the_verdict():
    helper = make_reviewer("helper")
    verdict = make_verdict(state="draft")
    verdict = edit_verdict(verdict=verdict, summary="Shorter.", by=helper)
    verdict = walk_verdict(verdict, state="submitted")

    with pytest.raises(Refusal) as refusal:
        approve_verdict(verdict=verdict, digest=verdict.digest, by=helper)

    assert refusal.value.code == "verdict_reviewer_contributed"


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("submitted", partial(return_verdict, note="Not yet.")),
        ("approved", partial(return_verdict, note="Not yet.")),
        ("approved", publish_verdict),
        ("published", partial(retract_verdict, note="The log was of another bridge.")),
    ],
    ids=["return submitted", "return approved", "publish", "retract"],
)
def test_reviewer_takes_no_step_on_a_verdict_of_their_own(state, step):
    author = make_reviewer("another")
    verdict = make_verdict(state=state, by=author)

    with pytest.raises(Refusal) as refusal:
        step(verdict=verdict, by=author)

    verdict.refresh_from_db()
    assert (refusal.value.code, verdict.state) == ("verdict_of_another", state)


def test_own_verdict_is_not_among_those_to_publish():
    author, other = make_reviewer("another"), make_reviewer("third")
    verdict = make_verdict(state="approved", by=author)

    waiting = Verdict.objects.awaiting_publication_by

    assert (list(waiting(author)), list(waiting(other))) == ([], [verdict])


def test_edit_after_approval_voids_it():
    verdict = make_verdict(state="approved")

    verdict = edit_verdict(verdict=verdict, summary="Other words.", by=make_editor())

    assert (verdict.state, verdict.reviewer, verdict.digest) == ("draft", None, "")
    assert VerdictEvent.objects.latest("id").kind == "returned"


def test_editor_may_not_approve():
    verdict = make_verdict(state="submitted")

    with pytest.raises(Refusal) as refusal:
        approve_verdict(verdict=verdict, digest=verdict.digest, by=make_editor("second"))

    assert refusal.value.code == "permission"


def test_approval_of_another_digest_is_refused():
    verdict = make_verdict(state="submitted")

    with pytest.raises(Refusal) as refusal:
        approve_verdict(verdict=verdict, digest="0" * 64, by=make_reviewer())

    assert refusal.value.code == "verdict_digest_matches"


def test_return_without_a_reason_is_refused():
    verdict = make_verdict(state="submitted")

    with pytest.raises(Refusal) as refusal:
        return_verdict(verdict=verdict, note="", by=make_reviewer())

    assert refusal.value.code == "event_reason_given"
    verdict.refresh_from_db()
    assert verdict.state == "submitted"


def test_opinion_is_not_rated():
    claim = make_claim(kind="opinion")

    with pytest.raises(Refusal) as refusal:
        make_verdict(claim=claim, state="submitted")

    assert refusal.value.code == "verdict_opinion_unrated"


def test_publication_needs_public_evidence():
    claim = make_claim()
    evidence = make_evidence(claim=claim, status="draft")
    verdict = make_verdict(claim=claim, evidence=[evidence], state="approved")

    with pytest.raises(Refusal) as refusal:
        publish_verdict(verdict=verdict, by=make_reviewer())

    assert refusal.value.code == "verdict_evidence_public"


def test_two_open_versions_are_refused():
    verdict = make_verdict(state="draft")

    with pytest.raises(Refusal) as refusal:
        draft_verdict(claim=verdict.claim, by=make_editor())

    assert refusal.value.code == "verdict_one_open"


def test_submission_keeps_the_lead_appearance():
    claim = make_claim()
    appearance = make_appearance(claim=claim)

    verdict = make_verdict(claim=claim, state="published")

    assert verdict.lead_appearance == appearance
    assert SourceCount.objects.get(claim=claim, stance="asserts").articles == 1
