"""Rules of claims: the lead belongs to the claim, merging is flat and spares what is published."""

import pgtrigger

from changes.triggers import DeferredRule, Rule, Touch, refuse_if

TOPIC = [Touch("SELECT 'topic', ROW.id")]
CLAIM_TOPIC = [
    Touch(
        "SELECT 'claim', ROW.claim_id",
        "SELECT 'topic', ROW.topic_id FROM changes_state_claim WHERE id = ROW.claim_id AND is_public",
    )
]

CLAIM = [
    Rule(
        name="claim_lead_appearance",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("lead_appearance_id"),
        checks=[
            refuse_if(
                "NEW.lead_appearance_id IS NOT NULL AND NEW.id IS DISTINCT FROM"
                " (SELECT claim_id FROM claims_appearance WHERE id = NEW.lead_appearance_id)",
                "claim_lead_appearance",
                "The lead appearance must be one of this claim.",
            )
        ],
    ),
    Rule(
        name="claim_kind_served",
        operation=pgtrigger.UpdateOf("kind"),
        checks=[
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_verdict v JOIN claims_rating r ON r.id = v.rating_id"
                " JOIN claims_ratingscale s ON s.id = r.scale_id"
                " WHERE v.claim_id = NEW.id AND NOT NEW.kind = ANY (s.kinds))",
                "claim_kind_served",
                "A verdict of this claim uses a scale that does not serve the new kind.",
            )
        ],
    ),
    Rule(
        name="claim_merge",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
        checks=[
            refuse_if(
                "TG_OP = 'UPDATE' AND OLD.merged_into_id IS NOT NULL"
                " AND (NEW.merged_into_id IS NULL OR NEW.merged_into_id NOT IN (OLD.merged_into_id,"
                " (SELECT COALESCE(merged_into_id, 0) FROM claims_claim WHERE id = OLD.merged_into_id)))",
                "claim_stays_merged",
                "A merged claim points on for ever; it follows its target and goes nowhere else.",
            ),
            "IF NEW.merged_into_id IS NOT NULL THEN",
            # One merge at a time: two halves of a cycle must not be written side by side.
            "PERFORM pg_advisory_xact_lock(7233003);",
            refuse_if(
                "(SELECT merged_into_id FROM claims_claim WHERE id = NEW.merged_into_id) IS NOT NULL",
                "claim_merge_flat",
                "The claim to merge into has itself been merged; merge into the claim that it points to.",
            ),
            refuse_if(
                "EXISTS (SELECT 1 FROM claims_verdict WHERE claim_id = NEW.id"
                " AND state IN ('submitted', 'approved', 'published'))",
                "claim_merge_published_verdict",
                "A claim with a published verdict, or one under review, cannot be merged into another.",
            ),
            "END IF;",
        ],
    ),
    DeferredRule(
        name="claim_merge_flat",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
        checks=[
            refuse_if(
                "NEW.merged_into_id IS NOT NULL"
                " AND EXISTS (SELECT 1 FROM claims_claim a JOIN claims_claim b ON b.id = a.merged_into_id"
                " WHERE b.merged_into_id IS NOT NULL AND (a.id = NEW.id OR b.id = NEW.id))",
                "claim_merge_flat",
                "Claims merged into this one must be pointed at its target as well.",
            )
        ],
    ),
    pgtrigger.Trigger(
        name="show_reviews",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("status", "merged_into_id"),
        condition=pgtrigger.AnyChange("status", "merged_into"),
        func=(
            "UPDATE claims_externalreview SET is_shown = NOT is_shown WHERE claim_id = NEW.id"
            " AND is_shown <> (NEW.status = 'public' AND NEW.merged_into_id IS NULL);\n"
            "RETURN NULL;"
        ),
    ),
    Touch(
        # A draft that was one before is nothing to readers; files of others bring a million at once.
        "SELECT 'claim', ROW.id WHERE ROW.status = 'public'",
        # What belongs to a claim comes and goes with it.
        on_update=(
            "SELECT object_type, object_id FROM claims_objects_of_claim(ROW.id)"
            " WHERE (OLD.status = 'public' AND OLD.merged_into_id IS NULL)"
            " <> (NEW.status = 'public' AND NEW.merged_into_id IS NULL)",
        ),
        internal=("assignee_id", "priority", "note"),
    ),
]
