"""The change log tells of inquiries and translations: each by itself, with its claim, and with what it shows of others."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

STATES = """
CREATE VIEW changes_state_inquiry AS
SELECT i.id, i.is_public AND c.status = 'public' AND c.merged_into_id IS NULL AS is_public, NULL::text AS word
FROM claims_inquiry i
JOIN claims_claim c ON c.id = i.claim_id;

CREATE VIEW changes_state_translation AS
SELECT t.id, t.checked_at IS NOT NULL AND c.status = 'public' AND c.merged_into_id IS NULL AS is_public,
    NULL::text AS word
FROM claims_translation t
JOIN claims_claim c ON c.id = t.claim_id;
"""
FORGET_STATES = "DROP VIEW changes_state_inquiry; DROP VIEW changes_state_translation"

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
    UNION SELECT 'external_review', id FROM claims_externalreview WHERE claim_id = wanted
    {more}
$$;
"""
MORE = """
    UNION SELECT 'inquiry', id FROM claims_inquiry WHERE claim_id = wanted AND is_public
    UNION SELECT 'translation', id FROM claims_translation WHERE claim_id = wanted AND checked_at IS NOT NULL
"""

# What a flat row shows of others: their table, the columns, and the rows that show them.
FOLLOWED = {
    "asked_about": (
        "claims_claim",
        "short_statement",
        "SELECT 'inquiry', id FROM claims_inquiry WHERE claim_id = wanted AND is_public",
    ),
    "addressee": (
        "claims_claimant",
        "name",
        "SELECT 'inquiry', id FROM claims_inquiry WHERE addressee_id = wanted AND is_public",
    ),
    "translated_claim": (
        "claims_claim",
        "short_statement",
        "SELECT 'translation', id FROM claims_translation WHERE claim_id = wanted AND checked_at IS NOT NULL",
    ),
    "translated_verdict": (
        "claims_verdict",
        "state",
        "SELECT 'translation', id FROM claims_translation WHERE verdict_id = wanted AND checked_at IS NOT NULL",
    ),
}
FOLLOW = "".join(
    f"""
CREATE FUNCTION claims_objects_naming_{name}(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$ {showing} $$;
CREATE TRIGGER claims_follow_{name} AFTER UPDATE ON {table} FOR EACH ROW
WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION claims_follow_label('{name}');
"""
    for name, (table, column, showing) in FOLLOWED.items()
)
UNFOLLOW = "".join(
    f"DROP TRIGGER claims_follow_{name} ON {table}; DROP FUNCTION claims_objects_naming_{name}(bigint);"
    for name, (table, _, _) in FOLLOWED.items()
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0032_shown_reviews_in_order")]

    operations = [
        migrations.RunSQL(STATES, FORGET_STATES),
        migrations.RunSQL(BELOW.format(more=MORE), BELOW.format(more="")),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        pgtrigger.migrations.RemoveTrigger(
            model_name="inquiry",
            name="touch_public",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="translation",
            name="touch_public",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'inquiry', OLD.id WHERE OLD.is_public;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', OLD.claim_id WHERE OLD.is_public;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claimant', OLD.addressee_id WHERE OLD.is_public;\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'inquiry', NEW.id WHERE NEW.is_public;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', NEW.claim_id WHERE NEW.is_public;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claimant', NEW.addressee_id WHERE NEW.is_public;\nEND IF;\nRETURN NULL;",
                    hash="ed9be0a490146d50817a5a66d579e5dc57539046",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_7b002",
                    table="claims_inquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="translation",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'translation', OLD.id WHERE OLD.checked_at IS NOT NULL;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', OLD.claim_id WHERE OLD.checked_at IS NOT NULL;\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'translation', NEW.id WHERE NEW.checked_at IS NOT NULL;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', NEW.claim_id WHERE NEW.checked_at IS NOT NULL;\nEND IF;\nRETURN NULL;",
                    hash="404e91f73f086374a40877a439a8c758de0a2004",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_a68e4",
                    table="claims_translation",
                    when="AFTER",
                ),
            ),
        ),
    ]
