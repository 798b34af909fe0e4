"""The change log tells of other desks' reviews: each by itself, with its claim, and with the names that it shows."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

STATE = """
CREATE VIEW changes_state_external_review AS
SELECT r.id, c.status = 'public' AND c.merged_into_id IS NULL AS is_public, NULL::text AS word
FROM claims_externalreview r
JOIN claims_claim c ON c.id = r.claim_id;
"""

# Whose public state hangs on a claim's.
BELOW = """
CREATE OR REPLACE FUNCTION claims_objects_of_claim(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'appearance', id FROM claims_appearance WHERE claim_id = wanted
    UNION SELECT 'evidence', id FROM claims_evidence WHERE claim_id = wanted
    UNION SELECT 'verdict', id FROM claims_verdict WHERE claim_id = wanted
    UNION SELECT 'topic', topic_id FROM claims_claimtopic WHERE claim_id = wanted
    UNION SELECT 'claimant', claimant_id FROM claims_appearance WHERE claim_id = wanted AND status = 'public'
    UNION SELECT 'claimant', l.claimant_id FROM claims_attributionstep l
        JOIN claims_appearance a ON a.id = l.appearance_id
        WHERE a.claim_id = wanted AND a.status = 'public' AND l.claimant_id IS NOT NULL
    UNION SELECT 'claimant', addressee_id FROM claims_inquiry WHERE claim_id = wanted AND is_public
    {reviews}
$$;
"""
REVIEWS = "UNION SELECT 'external_review', id FROM claims_externalreview WHERE claim_id = wanted"

# What a flat row shows of others: their table, the columns, and which reviews show them.
FOLLOWED = {
    "publisher": ("sources_outlet", ["name", "domain"], "r.publisher_id = wanted"),
    "reviewed_claim": ("claims_claim", ["short_statement"], "r.claim_id = wanted"),
    "mapped_rating": ("claims_rating", ["label", "value", "normalised", "scale_id"], "r.rating_id = wanted"),
    "mapped_scale": (
        "claims_ratingscale",
        ["name"],
        "r.rating_id IN (SELECT id FROM claims_rating WHERE scale_id = wanted)",
    ),
}
FOLLOW = "".join(
    f"""
CREATE FUNCTION claims_objects_naming_{name}(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'external_review', r.id FROM claims_externalreview r
    JOIN claims_claim c ON c.id = r.claim_id AND c.status = 'public'
    WHERE {condition}
$$;
CREATE TRIGGER claims_follow_{name} AFTER UPDATE ON {table} FOR EACH ROW
WHEN ({" OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)})
EXECUTE FUNCTION claims_follow_label('{name}');
"""
    for name, (table, columns, condition) in FOLLOWED.items()
)
UNFOLLOW = "".join(
    f"DROP TRIGGER claims_follow_{name} ON {table}; DROP FUNCTION claims_objects_naming_{name}(bigint);"
    for name, (table, _, _) in FOLLOWED.items()
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0027_lists_in_order"), ("changes", "0006_webhooks_have_a_history")]

    operations = [
        migrations.RunSQL(STATE, "DROP VIEW changes_state_external_review"),
        migrations.RunSQL(BELOW.format(reviews=REVIEWS), BELOW.format(reviews="")),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        pgtrigger.migrations.RemoveTrigger(model_name="externalreview", name="touch_public"),
        pgtrigger.migrations.AddTrigger(
            model_name="externalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT told.kind, told.id FROM claims_claim c CROSS JOIN LATERAL (VALUES ('claim', c.id), ('external_review', OLD.id)) AS told (kind, id) WHERE c.id = OLD.claim_id AND c.status = 'public';\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT told.kind, told.id FROM claims_claim c CROSS JOIN LATERAL (VALUES ('claim', c.id), ('external_review', NEW.id)) AS told (kind, id) WHERE c.id = NEW.claim_id AND c.status = 'public';\nEND IF;\nRETURN NULL;",
                    hash="3b5d6603ed6c5647426c06b501623b3a6008841f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_b2af9",
                    table="claims_externalreview",
                    when="AFTER",
                ),
            ),
        ),
    ]
