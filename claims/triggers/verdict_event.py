"""Rules of verdict events: append-only, stamped with the digest, chained by hashes."""

import pgtrigger

from changes.triggers import DeferredRule, Rule, refuse, refuse_if
from claims.triggers.frozen import differs

# Which kind of event follows which; the first is a submission.
SEQUENCE = [
    ("", "submitted"),
    ("returned", "submitted"),
    ("submitted", "returned"),
    ("submitted", "approved"),
    ("approved", "returned"),
    ("approved", "published"),
    ("published", "superseded"),
    ("published", "retracted"),
]
ALLOWED_PAIRS = ", ".join(f"('{old}', '{new}')" for old, new in SEQUENCE)

VERDICT_EVENT = [
    Rule(
        name="event_stamped",
        operation=pgtrigger.Insert,
        declare=[("verdict", "record")],
        checks=[
            "SELECT state, digest, reviewer_id INTO verdict FROM claims_verdict WHERE id = NEW.verdict_id;",
            # A bundle brings the earlier rounds of a draft: the words that they were about are gone, their digest not.
            "IF verdict.state IS DISTINCT FROM 'draft' THEN NEW.digest := COALESCE(verdict.digest, ''); END IF;",
            "NEW.position := NULL; NEW.previous_hash := ''; NEW.hash := '';",
            refuse_if(
                "verdict.state <> 'draft' AND NEW.kind = 'approved' AND NEW.by_id IS DISTINCT FROM verdict.reviewer_id",
                "event_approved_by_reviewer",
                "The approval must be recorded in the name of the reviewer.",
            ),
            refuse_if(
                "(COALESCE((SELECT kind FROM claims_verdictevent WHERE verdict_id = NEW.verdict_id"
                f" ORDER BY id DESC LIMIT 1), ''), NEW.kind) NOT IN ({ALLOWED_PAIRS})",
                "event_in_sequence",
                "This step does not follow the last one that was recorded of this verdict.",
            ),
        ],
    ),
    Rule(
        name="event_append_only",
        operation=pgtrigger.Update | pgtrigger.Delete,
        checks=[
            # Only the trigger below completes an event, once.
            "IF TG_OP = 'DELETE' OR pg_trigger_depth() < 2 OR OLD.hash <> ''",
            "OR NEW.hash IS DISTINCT FROM claims_event_hash(NEW)",
            "OR " + differs(["id", "verdict_id", "kind", "by_id", "at", "note", "digest"]) + " THEN",
            refuse("event_append_only", "The events of a verdict are a record: nothing is changed or removed."),
            "END IF;",
        ],
    ),
    DeferredRule(
        name="event_matches_state",
        operation=pgtrigger.Insert,
        declare=[("last_kind", "text")],
        checks=[
            "SELECT kind INTO last_kind FROM claims_verdictevent WHERE verdict_id = NEW.verdict_id"
            " ORDER BY id DESC LIMIT 1;",
            refuse_if(
                "COALESCE(NULLIF(last_kind, 'returned'), 'draft') IS DISTINCT FROM"
                " (SELECT state FROM claims_verdict WHERE id = NEW.verdict_id)",
                "verdict_event_recorded",
                "An event records a step that the verdict has taken in the same transaction.",
            ),
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
