"""What a verdict's row alone must satisfy, and how it begins and ends."""

import pytest

from claims.models import Verdict
from tests.claims.models.verdicts import APPROVED, DIGEST, PUBLISHED, SUBMITTED, create
from tests.factories import (
    NOON,
    make_administrator,
    make_claim,
    make_editor,
    make_evidence,
    make_reviewer,
    make_verdict,
)
from tests.rules import Case, accepted, failing, made, passing, refused, run, triggers_off

pytestmark = pytest.mark.django_db
# What the row alone must satisfy; triggers, which also decide on this, are off.
CASES = [
    Case("verdict_version_positive", good=[{"version": 1}], bad=[{"version": 0}]),
    Case("verdict_change_kind_known", good=[{"change_kind": "wording"}], bad=[{"change_kind": "mood"}]),
    Case(
        "verdict_reviewer_not_author",
        good=[APPROVED],
        bad=[{**APPROVED, "reviewer": make_editor}],
    ),
    Case(
        "verdict_submitted_at_and_digest",
        good=[SUBMITTED, {}],
        bad=[
            {**SUBMITTED, "submitted_at": None},
            {**SUBMITTED, "digest": ""},
            {**SUBMITTED, "digest": "0" * 63 + "G"},
            {"submitted_at": NOON},
            {"digest": DIGEST},
        ],
    ),
    Case(
        "verdict_reviewer_and_decided_at",
        good=[SUBMITTED, APPROVED],
        bad=[
            {**APPROVED, "reviewer": None},
            {**APPROVED, "decided_at": None},
            {**SUBMITTED, "reviewer": make_reviewer},
            {**SUBMITTED, "decided_at": NOON},
            {"reviewer": make_reviewer, "decided_at": NOON},
        ],
    ),
    Case(
        "verdict_published_at",
        good=[APPROVED, PUBLISHED, {**PUBLISHED, "state": "retracted"}],
        bad=[{**APPROVED, "published_at": NOON}, {**PUBLISHED, "published_at": None}, {"published_at": NOON}],
    ),
    Case(
        "verdict_complete",
        good=[{"title": "", "rating": None, "summary": "", "rationale": "", "evidence_until": None}, SUBMITTED],
        bad=[
            {**SUBMITTED, "title": ""},
            {**SUBMITTED, "rating": None},
            {**SUBMITTED, "summary": ""},
            {**SUBMITTED, "rationale": ""},
            {**SUBMITTED, "evidence_until": None},
            {**SUBMITTED, "statement": ""},
            {**SUBMITTED, "short_statement": ""},
        ],
    ),
    Case(
        "verdict_change_explained",
        good=[
            {"version": 2},
            {**SUBMITTED, "version": 2, "change_kind": "wording", "change_note": "A comma."},
            {**SUBMITTED, "version": 1},
        ],
        bad=[
            {**SUBMITTED, "version": 2},
            {**SUBMITTED, "version": 2, "change_kind": "wording"},
            {**SUBMITTED, "version": 2, "change_note": "A comma."},
        ],
    ),
]


@passing(*CASES)
def test_verdict_is_accepted(rule, fields):
    with accepted(rule), triggers_off():
        create(**fields)

    assert Verdict.objects.count() == 1


@failing(*CASES)
def test_verdict_is_refused(rule, fields):
    with refused(rule), triggers_off():
        create(**fields)


def test_state_is_known():
    # The dates that go with each state refuse an unknown one as well, and are looked at first.
    run("ALTER TABLE claims_verdict DROP CONSTRAINT verdict_published_at")

    with triggers_off():
        with accepted("verdict_state_known"):
            create(**APPROVED)
        with refused("verdict_state_known"):
            create(**{**APPROVED, "state": "hidden"})


def test_version_is_given_once():
    first = make_verdict(state="published")

    with accepted("verdict_version_unique"):
        draft = create(claim=first.claim, version=2)
    with refused("verdict_version_unique"):
        Verdict.objects.filter(pk=draft.pk).update(version=1)


def test_verdict_begins_as_a_draft():
    with accepted("verdict_starts_as_draft"):
        create()
    with refused("verdict_starts_as_draft"):
        create(**PUBLISHED)


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_verdict_does_not_begin_further_on(state):
    fields = {"submitted": SUBMITTED, "approved": APPROVED, "published": PUBLISHED}[state]

    with refused("verdict_starts_as_draft"):
        create(**fields)


def test_only_a_draft_is_deleted():
    with accepted("verdict_kept"):
        make_verdict(state="draft").delete()
    for state in ("submitted", "approved", "published", "retracted"):
        verdict = make_verdict(state=state)
        with refused("verdict_kept"):
            run("DELETE FROM claims_verdict WHERE id = %s", verdict.pk)


@pytest.mark.parametrize("fields", [{"version": 7}, {"author": make_administrator}])
def test_draft_changes_its_version_and_author(fields):
    verdict = make_verdict(state="draft")

    with accepted("verdict_identity_fixed"):
        Verdict.objects.filter(pk=verdict.pk).update(**made(fields))


@pytest.mark.parametrize("state", ["submitted", "approved", "published", "retracted"])
@pytest.mark.parametrize(
    "fields", [{"claim": make_claim}, {"version": 7}, {"author": make_administrator}, {"external_id": "another"}]
)
def test_verdict_under_review_and_later_keeps_its_identity(state, fields):
    verdict = make_verdict(state=state)

    with refused("verdict_identity_fixed"):
        Verdict.objects.filter(pk=verdict.pk).update(**made(fields))


def test_draft_stays_with_its_claim():
    verdict = make_verdict(state="draft")

    with refused("verdict_identity_fixed"):
        run("UPDATE claims_verdict SET claim_id = %s WHERE id = %s", make_claim().pk, verdict.pk)


def test_claim_has_a_published_and_an_open_version():
    verdict = make_verdict(state="published")

    with accepted("verdict_one_published"), accepted("verdict_one_open"):
        make_verdict(claim=verdict.claim, state="approved")


def test_second_published_version_is_refused():
    first = make_verdict(state="published")
    second = make_verdict(claim=first.claim, state="approved")

    with refused("verdict_one_published"):
        run("UPDATE claims_verdict SET state = 'published', published_at = now() WHERE id = %s", second.pk)


@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_second_open_version_is_refused(state):
    first = make_verdict(state=state)

    with refused("verdict_one_open"):
        create(claim=first.claim, version=2)


def test_verdict_relies_on_evidence_once():
    verdict = make_verdict(state="draft")

    with accepted("verdict_evidence_once"):
        verdict.evidence_links.create(evidence=make_evidence(claim=verdict.claim))
    with refused("verdict_evidence_once"):
        verdict.evidence_links.create(evidence=verdict.evidence.first())
