"""Other desks' reviews are public rows of their own, and part of what a claim's page shows."""

import pgtrigger

from changes.triggers import Touch

EXTERNAL_REVIEW = [
    # No table is asked: files of others bring a million of these at once, all for drafts.
    Touch(
        "SELECT told.kind, told.id"
        " FROM (VALUES ('claim', ROW.claim_id), ('external_review', ROW.id)) AS told (kind, id) WHERE ROW.is_shown",
        internal=("is_shown",),
    ),
    pgtrigger.Trigger(
        name="visible_with_claim",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("claim_id"),
        # Shared: whoever publishes the claim meanwhile waits, and then finds this row.
        func=(
            "SELECT status = 'public' AND merged_into_id IS NULL INTO NEW.is_shown"
            " FROM claims_claim WHERE id = NEW.claim_id FOR SHARE;\n"
            "NEW.is_shown := COALESCE(NEW.is_shown, false);\n"
            "RETURN NEW;"
        ),
    ),
    pgtrigger.Trigger(
        name="updated_at",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        # That the claim was published is no change of the review.
        func=(
            "IF to_jsonb(OLD) - 'is_shown' <> to_jsonb(NEW) - 'is_shown' THEN\n"
            "NEW.updated_at := clock_timestamp();\n"
            "END IF;\n"
            "RETURN NEW;"
        ),
    ),
]
