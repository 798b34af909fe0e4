"""Events are append-only, follow the verdict's steps, and form a chain that anybody can recompute."""

import hashlib
import json

import pytest

from claims.actions.event_chain import check_event_chain
from claims.models import VerdictEvent
from tests.factories import NOON, make_editor, make_reviewer, make_verdict
from tests.rules import accepted, at_commit, refused, run, triggers_off

pytestmark = pytest.mark.django_db


def record(verdict, kind, **fields):
    return verdict.events.create(**{"kind": kind, "by": make_reviewer(), "at": NOON, "note": "Because.", **fields})


@pytest.mark.parametrize("kind", ["returned", "retracted"])
def test_reason_is_given(kind):
    verdict = make_verdict(state="submitted" if kind == "returned" else "published")

    with triggers_off():
        with accepted("event_reason_given"):
            record(verdict, kind)
        with refused("event_reason_given"):
            record(verdict, kind, note="")


def test_kind_is_known():
    verdict = make_verdict(state="submitted")

    with triggers_off():
        with accepted("event_kind_known"):
            record(verdict, "approved")
        with refused("event_kind_known"):
            record(verdict, "praised")


@pytest.mark.parametrize("kind", ["submitted", "approved", "superseded", "published"])
def test_event_that_does_not_follow_is_refused(kind):
    verdict = make_verdict(state="published")

    with refused("event_in_sequence" if kind != "approved" else "event_approved_by_reviewer"):
        if kind == "approved":
            record(verdict, kind, by=make_editor())
        elif kind == "superseded":
            record(verdict, kind)
            record(verdict, kind)
        else:
            record(verdict, kind)


def test_steps_in_their_order_are_accepted():
    with accepted("event_in_sequence"), accepted("event_approved_by_reviewer"):
        make_verdict(state="retracted")


def test_event_without_its_step_is_refused():
    verdict = make_verdict(state="published")

    with refused("verdict_event_recorded"):
        record(verdict, "retracted")


@pytest.mark.parametrize(
    "assignment",
    ["note = 'Another reason.'", "by_id = {other}", "at = now()", "digest = ''", "hash = repeat('0', 64)",
     "position = position + 1", "previous_hash = ''", "kind = 'returned'"],
)  # fmt: skip
def test_event_is_never_changed(assignment):
    verdict = make_verdict(state="published")
    at_commit()

    with refused("event_append_only"):
        run(
            f"UPDATE claims_verdictevent SET {assignment.format(other=make_editor().pk)}"
            " WHERE verdict_id = %s AND kind = 'published'",
            verdict.pk,
        )


def test_event_is_never_removed():
    verdict = make_verdict(state="submitted")

    with refused("event_append_only"):
        run("DELETE FROM claims_verdictevent WHERE verdict_id = %s", verdict.pk)


def test_event_is_not_given_a_place_by_hand():
    verdict = make_verdict(state="submitted")

    # Before the end of the transaction, with a hash that fits: only the database itself completes an event.
    with refused("event_append_only"):
        run(
            "UPDATE claims_verdictevent SET position = 900, previous_hash = 'made up' WHERE verdict_id = %s", verdict.pk
        )


def test_event_is_completed_at_the_end_of_the_transaction():
    with accepted("event_append_only"):
        verdict = make_verdict(state="submitted")

    (event,) = verdict.events.all()
    assert (event.position, len(event.hash)) == (1, 64)
    assert event.digest == verdict.digest


def test_positions_and_hashes_given_on_insert_are_ignored():
    verdict = make_verdict(state="published")

    run("UPDATE claims_verdict SET state = 'retracted' WHERE id = %s", verdict.pk)
    record(verdict, "retracted", position=77, hash="f" * 64, previous_hash="e" * 64, digest="d" * 64)
    at_commit()

    event = VerdictEvent.objects.get(kind="retracted")
    assert (event.position, event.digest) == (4, verdict.digest)


def recomputed(event):
    """Compute an event's hash from its columns alone, as docs describe it: jsonb's text, shorter keys first."""
    facts = {
        "position": event.position,
        "previous": event.previous_hash,
        "verdict": event.verdict.external_id,
        "kind": event.kind,
        "by": event.by_id,
        "at": event.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "note": event.note,
        "digest": event.digest,
    }
    ordered = {key: facts[key] for key in sorted(facts, key=lambda key: (len(key), key))}
    return hashlib.sha256(json.dumps(ordered, ensure_ascii=False).encode()).hexdigest()


def test_chain_is_recomputed_outside_the_database():
    make_verdict(state="retracted")
    make_verdict(state="published")
    at_commit()

    events = list(VerdictEvent.objects.in_chain_order())

    assert [event.position for event in events] == list(range(1, 8))
    assert [event.hash for event in events] == [recomputed(event) for event in events]
    assert [event.previous_hash for event in events] == ["", *(event.hash for event in events[:-1])]


def test_untouched_chain_holds():
    make_verdict(state="retracted")
    at_commit()

    check = check_event_chain()

    assert (check.events, check.fault) == (4, None)


@pytest.mark.parametrize(
    ("tampering", "position"),
    [
        ("UPDATE claims_verdictevent SET note = 'Nicer.' WHERE position = 2", 2),
        ("UPDATE claims_verdictevent SET at = now() WHERE position = 3", 3),
        ("DELETE FROM claims_verdictevent WHERE position = 2", 3),
        ("DELETE FROM claims_verdictevent WHERE position = 1", 2),
        ("UPDATE claims_verdictevent SET hash = '' WHERE position = 4", 4),
        ("UPDATE claims_verdictevent SET digest = repeat('0', 64) WHERE position = 1", 1),
    ],
)
def test_first_broken_link_is_named(tampering, position):
    make_verdict(state="retracted")
    at_commit()
    with triggers_off():
        run(tampering)

    check = check_event_chain()

    assert check.fault is not None
    assert check.fault.position == position


def test_rehashed_link_breaks_the_next():
    make_verdict(state="retracted")
    at_commit()
    with triggers_off():
        run("UPDATE claims_verdictevent SET note = 'Nicer.' WHERE position = 2")
        run("UPDATE claims_verdictevent e SET hash = claims_event_hash(e) WHERE position = 2")

    check = check_event_chain()

    assert check.fault is not None
    assert check.fault.position == 3


@pytest.mark.parametrize("assignment", ["state = 'published'", "digest = repeat('0', 64)", "summary = 'Other words.'"])
def test_verdict_that_does_not_match_its_last_event_is_named(assignment):
    verdict = make_verdict(state="retracted")
    at_commit()
    with triggers_off():
        run(f"UPDATE claims_verdict SET {assignment}")

    check = check_event_chain()

    assert check.fault is not None
    assert check.fault.position == 4
    assert verdict.external_id in check.fault.reason
