"""Rules of verdict events: append-only, stamped with the digest, chained by hashes."""

import pgtrigger

from changes.triggers import Rule, refuse, refuse_if
from claims.triggers.frozen import differs

VERDICT_EVENT = [
    Rule(
        name="event_stamped",
        operation=pgtrigger.Insert,
        declare=[("verdict", "record")],
        checks=[
            "SELECT digest, reviewer_id INTO verdict FROM claims_verdict WHERE id = NEW.verdict_id;",
            "NEW.digest := COALESCE(verdict.digest, '');",
            "NEW.position := NULL; NEW.previous_hash := ''; NEW.hash := '';",
            refuse_if(
                "NEW.kind = 'approved' AND NEW.by_id IS DISTINCT FROM verdict.reviewer_id",
                "event_approved_by_reviewer",
                "The approval must be recorded in the name of the reviewer.",
            ),
        ],
    ),
    Rule(
        name="event_append_only",
        operation=pgtrigger.Update | pgtrigger.Delete,
        checks=[
            "IF TG_OP = 'DELETE' OR OLD.hash <> '' OR NEW.hash IS DISTINCT FROM claims_event_hash(NEW)",
            "OR " + differs(["id", "verdict_id", "kind", "by_id", "at", "note", "digest"]) + " THEN",
            refuse("event_append_only", "The events of a verdict are a record: nothing is changed or removed."),
            "END IF;",
        ],
    ),
    pgtrigger.Trigger(
        name="event_chained",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func="PERFORM claims_chain_event(NEW.id); RETURN NULL;",
    ),
]
