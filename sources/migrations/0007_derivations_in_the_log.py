"""The change log tells of derivations: each by itself, with its articles, and with the names that it shows."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

STATE = """
CREATE VIEW changes_state_derivation AS
SELECT d.id, d.status = 'confirmed' AND a.status = 'public' AND o.status = 'public' AS is_public, NULL::text AS word
FROM sources_derivation d
JOIN sources_article a ON a.id = d.article_id
JOIN sources_article o ON o.id = d.original_id;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0006_lists_in_order"), ("changes", "0006_webhooks_have_a_history")]

    operations = [
        migrations.RunSQL(STATE, "DROP VIEW changes_state_derivation"),
        pgtrigger.migrations.RemoveTrigger(
            model_name="article",
            name="touch_public",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="derivation",
            name="touch_public",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="outlet",
            name="touch_public",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'article', OLD.id;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'outlet', OLD.outlet_id WHERE OLD.status = 'public';\nEND IF;\nIF TG_OP = 'UPDATE' THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'derivation', d.id FROM sources_derivation d WHERE (d.article_id = OLD.id OR d.original_id = OLD.id) AND d.status = 'confirmed' AND (OLD.title, OLD.outlet_id, OLD.status) IS DISTINCT FROM (NEW.title, NEW.outlet_id, NEW.status);\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'article', NEW.id;\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'outlet', NEW.outlet_id WHERE NEW.status = 'public';\nEND IF;\nIF TG_OP = 'UPDATE' THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'derivation', d.id FROM sources_derivation d WHERE (d.article_id = NEW.id OR d.original_id = NEW.id) AND d.status = 'confirmed' AND (OLD.title, OLD.outlet_id, OLD.status) IS DISTINCT FROM (NEW.title, NEW.outlet_id, NEW.status);\nEND IF;\nRETURN NULL;",
                    hash="56babdc5ba5995755ef9222c19218f67d23eb2d0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_f96b0",
                    table="sources_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="derivation",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'derivation', OLD.id WHERE OLD.status = 'confirmed';\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'article', OLD.article_id WHERE OLD.status = 'confirmed';\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'article', OLD.original_id WHERE OLD.status = 'confirmed';\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'derivation', NEW.id WHERE NEW.status = 'confirmed';\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'article', NEW.article_id WHERE NEW.status = 'confirmed';\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'article', NEW.original_id WHERE NEW.status = 'confirmed';\nEND IF;\nRETURN NULL;",
                    hash="e80fa48e9ff341cc6ca8e8eea918737e21876663",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_0c445",
                    table="sources_derivation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlet",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'outlet', OLD.id;\nEND IF;\nIF TG_OP = 'UPDATE' THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'derivation', id FROM sources_derivation WHERE status = 'confirmed' AND OLD.name <> NEW.name AND (article_id IN (SELECT id FROM sources_article WHERE outlet_id = OLD.id) OR original_id IN (SELECT id FROM sources_article WHERE outlet_id = OLD.id));\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'outlet', NEW.id;\nEND IF;\nIF TG_OP = 'UPDATE' THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'derivation', id FROM sources_derivation WHERE status = 'confirmed' AND OLD.name <> NEW.name AND (article_id IN (SELECT id FROM sources_article WHERE outlet_id = NEW.id) OR original_id IN (SELECT id FROM sources_article WHERE outlet_id = NEW.id));\nEND IF;\nRETURN NULL;",
                    hash="ad2872b07918dcbd32acd55627d4ad35654f53e4",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_3ae81",
                    table="sources_outlet",
                    when="AFTER",
                ),
            ),
        ),
    ]
