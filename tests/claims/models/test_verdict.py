"""What one row of a verdict must satisfy, and the way it walks: by statements of one's own, without the actions."""

import pytest

from claims.models import Verdict
from tests.factories import (
    NOON,
    make_administrator,
    make_appearance,
    make_claim,
    make_editor,
    make_evidence,
    make_reviewer,
    make_verdict,
    rating,
)
from tests.rules import Case, accepted, failing, made, passing, refused, run, triggers_off

pytestmark = pytest.mark.django_db

DIGEST = "0" * 64
SUBMITTED = {"state": "submitted", "submitted_at": NOON, "digest": DIGEST}
APPROVED = {**SUBMITTED, "state": "approved", "reviewer": make_reviewer, "decided_at": NOON}
PUBLISHED = {**APPROVED, "state": "published", "published_at": NOON}

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


def create(**fields):
    content = {
        "title": "The bridge was closed", "summary": "Closed.", "rationale": "The log.", "evidence_until": NOON.date(),
        "statement": "The bridge was open.", "short_statement": "Bridge open", "rating": rating(),
    }  # fmt: skip
    return Verdict.objects.create(
        **{"claim": make_claim(), "version": 1, "author": make_editor(), **content, **made(fields)}
    )


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


MOVES = [
    ("draft", "approved"),
    ("draft", "published"),
    ("submitted", "published"),
    ("submitted", "retracted"),
    ("approved", "submitted"),
    ("approved", "superseded"),
    ("published", "draft"),
    ("published", "submitted"),
    ("published", "approved"),
    ("retracted", "published"),
    ("retracted", "superseded"),
    ("retracted", "draft"),
]


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_verdict_does_not_jump(old, new):
    verdict = make_verdict(state=old)

    with refused("verdict_transition"):
        run("UPDATE claims_verdict SET state = %s WHERE id = %s", new, verdict.pk)


def test_superseded_verdict_does_not_come_back():
    first = make_verdict(state="published")
    make_verdict(claim=first.claim, state="retracted")

    with refused("verdict_transition"):
        run("UPDATE claims_verdict SET state = 'published' WHERE id = %s", first.pk)


def test_verdict_walks_by_statements_that_record_their_events():
    verdict = make_verdict(state="approved")

    with accepted("verdict_transition"), accepted("verdict_event_recorded"):
        run("UPDATE claims_verdict SET state = 'published', published_at = now() WHERE id = %s", verdict.pk)
        verdict.events.create(kind="published", by=make_reviewer(), at=NOON)


@pytest.mark.parametrize(
    ("old", "assignments"),
    [
        ("submitted", "state = 'draft', submitted_at = NULL, digest = ''"),
        ("submitted", "state = 'approved', decided_at = now(), reviewer_id = {reviewer}"),
        ("approved", "state = 'published', published_at = now()"),
        ("published", "state = 'retracted'"),
    ],
)
def test_step_without_its_event_is_refused(old, assignments):
    verdict = make_verdict(state=old)

    with refused("verdict_event_recorded"):
        run(f"UPDATE claims_verdict SET {assignments.format(reviewer=make_reviewer().pk)} WHERE id = %s", verdict.pk)


@pytest.mark.parametrize("assignment", ["submitted_at = now()", "reviewer_id = {other}", "decided_at = now()"])
def test_publication_does_not_rewrite_who_decided_and_when(assignment):
    verdict = make_verdict(state="approved")
    other = make_reviewer("other").pk

    with refused("verdict_transition"):
        run(
            "UPDATE claims_verdict SET state = 'published', published_at = now(), "
            f"{assignment.format(other=other)} WHERE id = %s",
            verdict.pk,
        )


@pytest.mark.parametrize("state", ["submitted", "approved"])
@pytest.mark.parametrize("assignment", ["submitted_at = '2020-01-01'", "digest = repeat('a', 64)"])
def test_record_changes_only_with_the_state(state, assignment):
    verdict = make_verdict(state=state)

    with refused("verdict_transition"):
        run(f"UPDATE claims_verdict SET {assignment} WHERE id = %s", verdict.pk)


def test_verdict_gives_way_to_a_newer_one():
    first = make_verdict(state="published")

    with accepted("verdict_superseded_by_newer"):
        make_verdict(claim=first.claim, state="published")


def test_verdict_does_not_give_way_to_nothing():
    verdict = make_verdict(state="published")

    with refused("verdict_superseded_by_newer"):
        run("UPDATE claims_verdict SET state = 'superseded' WHERE id = %s", verdict.pk)
        verdict.events.create(kind="superseded", by=make_reviewer(), at=NOON)


def test_verdict_does_not_give_way_to_one_that_is_not_published():
    verdict = make_verdict(state="published")
    make_verdict(claim=verdict.claim, state="approved")

    with refused("verdict_superseded_by_newer"):
        run("UPDATE claims_verdict SET state = 'superseded' WHERE id = %s", verdict.pk)
        verdict.events.create(kind="superseded", by=make_reviewer(), at=NOON)


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


def submit_by_statement(verdict):
    run(
        "UPDATE claims_verdict SET state = 'submitted', submitted_at = now(), statement = 'S', short_statement = 's'"
        " WHERE id = %s",
        verdict.pk,
    )
    verdict.events.create(kind="submitted", by=verdict.author, at=NOON)


def test_database_computes_the_digest_itself():
    verdict = make_verdict(state="draft")

    with accepted("verdict_has_evidence"), accepted("verdict_scale_serves_kind"), accepted("verdict_opinion_unrated"):
        submit_by_statement(verdict)

    verdict.refresh_from_db()
    assert len(verdict.digest) == 64


def test_verdict_without_evidence_is_not_submitted():
    verdict = make_verdict(state="draft", evidence=[])

    with refused("verdict_has_evidence"):
        submit_by_statement(verdict)


def test_rating_of_another_scale_is_not_submitted():
    verdict = make_verdict(state="draft", rating=rating("outcome-partly"))

    with refused("verdict_scale_serves_kind"):
        submit_by_statement(verdict)


def test_opinion_is_not_submitted():
    verdict = make_verdict(claim=make_claim(kind="opinion"), state="draft")

    with refused("verdict_opinion_unrated"):
        submit_by_statement(verdict)


def test_retired_rating_is_not_submitted():
    retired = rating("truth-mixed")
    verdict = make_verdict(state="draft", rating=retired)
    retired.retired_at = NOON
    retired.save()

    with refused("verdict_rating_in_use"):
        submit_by_statement(verdict)


def test_rating_that_was_retired_later_is_published():
    verdict = make_verdict(state="approved")

    with accepted("verdict_rating_in_use"):
        run("UPDATE claims_rating SET retired_at = now() WHERE id = %s", verdict.rating_id)
        run("UPDATE claims_verdict SET state = 'published', published_at = now() WHERE id = %s", verdict.pk)
        verdict.events.create(kind="published", by=make_reviewer(), at=NOON)


def test_verdict_of_a_merged_claim_is_not_submitted():
    verdict = make_verdict(state="draft")
    with accepted("verdict_claim_merged"):
        make_verdict(state="submitted")
    run("UPDATE claims_claim SET merged_into_id = %s WHERE id = %s", make_claim().pk, verdict.claim_id)

    with refused("verdict_claim_merged"):
        submit_by_statement(verdict)


def test_lead_of_another_claim_is_not_submitted():
    verdict = make_verdict(state="draft")
    with accepted("verdict_lead_of_claim"):
        run("UPDATE claims_verdict SET lead_appearance_id = %s", make_appearance(claim=verdict.claim).pk)
    run("UPDATE claims_verdict SET lead_appearance_id = %s", make_appearance().pk)

    with refused("verdict_lead_of_claim"):
        submit_by_statement(verdict)


def test_verdict_relies_on_evidence_once():
    verdict = make_verdict(state="draft")

    with accepted("verdict_evidence_once"):
        verdict.evidence_links.create(evidence=make_evidence(claim=verdict.claim))
    with refused("verdict_evidence_once"):
        verdict.evidence_links.create(evidence=verdict.evidence.first())
