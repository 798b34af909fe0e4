"""Recompute the chain of verdict events: has anybody rewritten the record?"""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from claims.models import Verdict

# Every event with what its hash, its place and its predecessor should be, and its verdict as it stands now.
EVENTS = """
SELECT e.position, e.id, e.hash, claims_event_hash(e), e.previous_hash,
    COALESCE(lag(e.hash) OVER chain, ''), row_number() OVER chain
FROM claims_verdictevent e
WINDOW chain AS (ORDER BY e.position NULLS LAST, e.id)
ORDER BY e.position NULLS LAST, e.id
"""

# The same of one verdict's events, each looked up beside the one before it in the whole chain.
EVENTS_OF_VERDICT = """
SELECT e.position, e.id, e.hash, claims_event_hash(e), e.previous_hash, COALESCE(before.hash, ''),
    CASE WHEN e.position = 1 OR before.id IS NOT NULL THEN e.position END
FROM claims_verdictevent e
LEFT JOIN claims_verdictevent before ON before.position = e.position - 1
WHERE e.verdict_id = %s
ORDER BY e.position NULLS LAST, e.id
"""

# Verdicts whose state or content is not what their last event recorded.
VERDICTS = """
SELECT e.position, v.external_id
FROM claims_verdict v
LEFT JOIN LATERAL (
    SELECT position, kind, digest FROM claims_verdictevent WHERE verdict_id = v.id ORDER BY id DESC LIMIT 1
) e ON true
WHERE (COALESCE(NULLIF(e.kind, 'returned'), 'draft') <> v.state
    OR v.state <> 'draft' AND (e.digest <> v.digest OR claims_verdict_digest(v) <> v.digest))
    AND (%(verdict)s::bigint IS NULL OR v.id = %(verdict)s)
ORDER BY e.position NULLS FIRST
LIMIT 1
"""


@dataclass(frozen=True)
class ChainFault:
    """The first place at which the record does not hold, and in words what is wrong there."""

    position: int | None
    reason: str


@dataclass(frozen=True)
class ChainCheck:
    """How many events were looked at, and the first fault if there is one."""

    events: int
    fault: ChainFault | None


def check_event_chain() -> ChainCheck:
    """Recompute every hash in order and compare every verdict with its last event."""
    return _check(EVENTS, [], None)


def check_events_of(verdict: Verdict) -> ChainCheck:
    """Recompute the hashes of one verdict's events and their links to those before, and compare the verdict with them.

    Its time does not grow with the chain; whether the rest of it holds, only `check_event_chain` tells.
    """
    return _check(EVENTS_OF_VERDICT, [verdict.pk], verdict.pk)


def _check(events: str, values: list[int], verdict: int | None) -> ChainCheck:
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(events, values)
        for position, identity, stored, computed, previous, before, place in cursor:
            count += 1
            reason = _fault_of_event(identity, position == place, stored == computed, previous == before)
            if reason:
                return ChainCheck(count, ChainFault(position, reason))
        cursor.execute(VERDICTS, {"verdict": verdict})
        found = cursor.fetchone()
    if found:
        reason = _("Verdict %(verdict)s is not as its last event recorded it.") % {"verdict": found[1]}
        return ChainCheck(count, ChainFault(found[0], reason))
    return ChainCheck(count, None)


def _fault_of_event(identity: int, *holds: bool) -> str:
    has_place, has_hash, follows = holds
    if not has_hash:
        return _("Event %(event)s was changed after it was recorded.") % {"event": identity}
    if not has_place or not follows:
        return _("Before event %(event)s a link of the chain is missing or was replaced.") % {"event": identity}
    return ""
