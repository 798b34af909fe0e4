"""A review knows whether its claim is public, so that a few are found among a million of drafts."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# After the triggers: they take it for no change of the review.
SHOW = """
UPDATE claims_externalreview r SET is_shown = true FROM claims_claim c
WHERE c.id = r.claim_id AND c.status = 'public' AND c.merged_into_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0030_reviews_in_order")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="externalreview",
            name="updated_at",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="externalreview",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="externalreview",
            name="touch_public",
        ),
        migrations.AddField(
            model_name="externalreview",
            name="is_shown",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="show_reviews",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func="UPDATE claims_externalreview SET is_shown = NOT is_shown WHERE claim_id = NEW.id AND is_shown <> (NEW.status = 'public' AND NEW.merged_into_id IS NULL);\nRETURN NULL;",
                    hash="e7e93ae9dbf7169ac26296f9ae3da1f82eb268c4",
                    operation='UPDATE OF "status", "merged_into_id"',
                    pgid="pgtrigger_show_reviews_52b1b",
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
                    func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['updated_at', 'edited_by_id', 'editor_ids', 'is_shown'] = to_jsonb(NEW) - ARRAY['updated_at', 'edited_by_id', 'editor_ids', 'is_shown'] THEN\nRETURN NULL;\nEND IF;\nIF TG_OP IN ('UPDATE', 'DELETE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT told.kind, told.id FROM (VALUES ('claim', OLD.claim_id), ('external_review', OLD.id)) AS told (kind, id) WHERE OLD.is_shown;\nEND IF;\nIF TG_OP IN ('INSERT', 'UPDATE') THEN\nINSERT INTO changes_pendingchange (object_type, object_id) SELECT told.kind, told.id FROM (VALUES ('claim', NEW.claim_id), ('external_review', NEW.id)) AS told (kind, id) WHERE NEW.is_shown;\nEND IF;\nRETURN NULL;",
                    hash="a60ada51536886e376d96b3864e6aceec56e319d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_public_b2af9",
                    table="claims_externalreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="externalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="visible_with_claim",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="SELECT status = 'public' AND merged_into_id IS NULL INTO NEW.is_shown FROM claims_claim WHERE id = NEW.claim_id FOR SHARE;\nNEW.is_shown := COALESCE(NEW.is_shown, false);\nRETURN NEW;",
                    hash="c25f7caee1742a16b75c31fa14e14fc580e17dda",
                    operation='INSERT OR UPDATE OF "claim_id"',
                    pgid="pgtrigger_visible_with_claim_d6566",
                    table="claims_externalreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="externalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="updated_at",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF to_jsonb(OLD) - 'is_shown' <> to_jsonb(NEW) - 'is_shown' THEN\nNEW.updated_at := clock_timestamp();\nEND IF;\nRETURN NEW;",
                    hash="ad82bf10df0780d8deb5e7294ab17bdfadaad2f2",
                    operation="UPDATE",
                    pgid="pgtrigger_updated_at_fd810",
                    table="claims_externalreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="externalreview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."claimant_name" IS DISTINCT FROM (NEW."claimant_name") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."publisher_id" IS DISTINCT FROM (NEW."publisher_id") OR OLD."rating_id" IS DISTINCT FROM (NEW."rating_id") OR OLD."reviewed_on" IS DISTINCT FROM (NEW."reviewed_on") OR OLD."said" IS DISTINCT FROM (NEW."said") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                    func='INSERT INTO "claims_externalreviewhistory" ("claim_id", "claimant_name", "created_at", "created_by_id", "external_id", "id", "label", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher_id", "rating_id", "reviewed_on", "said", "sources", "title", "updated_at", "url") VALUES (NEW."claim_id", NEW."claimant_name", NEW."created_at", NEW."created_by_id", NEW."external_id", NEW."id", NEW."label", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publisher_id", NEW."rating_id", NEW."reviewed_on", NEW."said", NEW."sources", NEW."title", NEW."updated_at", NEW."url"); RETURN NULL;',
                    hash="44be71cf7cce413c2b8cf66213990e3364f61aa5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8151",
                    table="claims_externalreview",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(SHOW, migrations.RunSQL.noop),
    ]
