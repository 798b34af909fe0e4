"""From draft to retracted: which step follows which, and what each demands."""

import pytest

from tests.claims.models.verdicts import submit_by_statement
from tests.factories import (
    NOON,
    make_appearance,
    make_claim,
    make_reviewer,
    make_verdict,
    rating,
)
from tests.rules import accepted, refused, run

pytestmark = pytest.mark.django_db
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
