"""What a superseded verdict cites, and what a bundle may bring of a draft's earlier rounds."""

import pytest

from claims.models import VerdictEvent
from tests.factories import NOON, make_claim, make_editor, make_evidence, make_reviewer, make_verdict
from tests.rules import accepted, refused

pytestmark = pytest.mark.django_db

DIGEST = "ab" * 32


def test_what_a_superseded_verdict_cites_is_no_draft_again():
    claim = make_claim()
    evidence = make_evidence(claim=claim)
    make_verdict(claim=claim, evidence=[evidence], state="published")
    make_verdict(claim=claim, state="published")

    with refused("evidence_cited_frozen"):
        evidence.reopen()
    with accepted("evidence_cited_frozen"):
        evidence.withdraw()


def test_earlier_rounds_of_a_draft_keep_their_digest():
    verdict = make_verdict(state="draft")
    round_trip = [("submitted", make_editor()), ("approved", make_reviewer()), ("returned", make_reviewer())]

    with accepted("event_approved_by_reviewer"):
        for kind, by in round_trip:
            VerdictEvent.objects.create(verdict=verdict, kind=kind, by=by, at=NOON, note="Count again.", digest=DIGEST)

    assert set(verdict.events.values_list("digest", flat=True)) == {DIGEST}


def test_event_of_a_submitted_verdict_is_stamped_with_its_own_digest():
    verdict = make_verdict(state="submitted")

    assert verdict.events.get().digest == verdict.digest


def test_draft_is_not_left_with_an_approval():
    verdict = make_verdict(state="draft")

    with refused("verdict_event_recorded"):
        for kind, by in (("submitted", make_editor()), ("approved", make_reviewer())):
            VerdictEvent.objects.create(verdict=verdict, kind=kind, by=by, at=NOON, digest=DIGEST)
