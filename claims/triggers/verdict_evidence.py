"""Rules of what a verdict relies on, and of who wrote any part of it."""

import pgtrigger

from changes.triggers import ACTING_USER, DeferredRule, Rule, Touch, WrittenByDatabase, refuse_if

VERDICT_CONTRIBUTOR = [
    WrittenByDatabase(
        constraint="contributor_recorded",
        operation=pgtrigger.Update,
        message="Who wrote a verdict is recorded by the database alone.",
    ),
    Rule(
        name="contributor_added",
        operation=pgtrigger.Insert,
        checks=[
            # A bundle brings the names of those who wrote a draft; a name more only keeps one more from reviewing.
            refuse_if(
                "pg_trigger_depth() < 2"
                " AND (SELECT state FROM claims_verdict WHERE id = NEW.verdict_id) IS DISTINCT FROM 'draft'",
                "contributor_recorded",
                "Who wrote a verdict is recorded by the database alone.",
            )
        ],
    ),
    DeferredRule(
        name="contributor_kept",
        operation=pgtrigger.Delete,
        checks=[
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_verdict WHERE id = OLD.verdict_id)",
                "contributor_kept",
                "Who wrote a verdict stays on record as long as the verdict.",
            )
        ],
    ),
]

VERDICT_EVIDENCE = [
    Rule(
        name="verdict_evidence_rules",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("verdict", "record"), ("wanted", "bigint")],
        checks=[
            "IF TG_OP = 'DELETE' THEN wanted := OLD.verdict_id; ELSE wanted := NEW.verdict_id; END IF;",
            "SELECT id, state, claim_id INTO verdict FROM claims_verdict WHERE id = wanted FOR UPDATE;",
            refuse_if(
                "verdict.id IS NOT NULL AND verdict.state <> 'draft' OR TG_OP = 'UPDATE'",
                "verdict_evidence_frozen",
                "The evidence that a verdict relies on changes only while the verdict is a draft.",
            ),
            "IF TG_OP = 'INSERT' THEN",
            refuse_if(
                "verdict.claim_id IS DISTINCT FROM (SELECT claim_id FROM claims_evidence WHERE id = NEW.evidence_id)",
                "verdict_evidence_same_claim",
                "A verdict relies on evidence of its own claim.",
            ),
            "END IF;",
            "IF verdict.id IS NOT NULL THEN",
            "INSERT INTO claims_verdictcontributor (verdict_id, user_id)"
            f" SELECT wanted, {ACTING_USER} WHERE {ACTING_USER} IS NOT NULL ON CONFLICT DO NOTHING;",
            "END IF;",
        ],
    ),
    Touch("SELECT 'verdict', ROW.verdict_id"),
]
