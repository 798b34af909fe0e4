"""Inserting a draft asks nothing of the change log, and only a merged claim whether it is merged flat."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0019_importers"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="deferred_claim_merge_flat",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="touch_public",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="externalreview",
            name="touch_public",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="deferred_claim_merge_flat",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="IF NEW.merged_into_id IS NOT NULL AND EXISTS (SELECT 1 FROM claims_claim a JOIN claims_claim b ON b.id = a.merged_into_id WHERE b.merged_into_id IS NOT NULL AND (a.id = NEW.id OR b.id = NEW.id)) THEN RAISE EXCEPTION 'Claims merged into this one must be pointed at its target as well.' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_merge_flat'; END IF;\nRETURN NULL;",
                    hash="96a35ddf33e3283717f6a0baad2d432e0ddc186f",
                    operation='INSERT OR UPDATE OF "merged_into_id"',
                    pgid="pgtrigger_deferred_claim_merge_flat_3ee35",
                    table="claims_claim",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids', 'assignee_id', 'priority', 'note'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids', 'assignee_id', 'priority', 'note'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', OLD.id WHERE OLD.status = 'public';\nEND IF;\nIF TG_OP = 'UPDATE' THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT object_type, object_id FROM claims_objects_of_claim(OLD.id) WHERE (OLD.status = 'public' AND OLD.merged_into_id IS NULL) <> (NEW.status = 'public' AND NEW.merged_into_id IS NULL);\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', NEW.id WHERE NEW.status = 'public';\nEND IF;\nIF TG_OP = 'UPDATE' THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT object_type, object_id FROM claims_objects_of_claim(NEW.id) WHERE (OLD.status = 'public' AND OLD.merged_into_id IS NULL) <> (NEW.status = 'public' AND NEW.merged_into_id IS NULL);\nEND IF;\nRETURN NULL;",
                    hash="2faf13b0b210824c21a62c9e5819346f9379d3b7",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_0a857",
                    table="claims_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="externalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_public",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', id FROM claims_claim WHERE id = OLD.claim_id AND status = 'public';\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT 'claim', id FROM claims_claim WHERE id = NEW.claim_id AND status = 'public';\nEND IF;\nRETURN NULL;",
                    hash="5066aaa4b772ffe9f833eddf515f7bb1e5d2be28",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_b2af9",
                    table="claims_externalreview",
                    when="AFTER",
                ),
            ),
        ),
    ]
