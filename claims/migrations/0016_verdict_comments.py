"""Comments of colleagues on a verdict in work, with their history."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import sources.models.base
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0015_overview_counts"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="VerdictComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "external_id",
                    models.CharField(
                        default=sources.models.base.new_external_id,
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9._:-]*$",
                                "Use letters, digits, dots, colons, hyphens and underscores, starting with a letter or digit.",
                            )
                        ],
                        verbose_name="external id",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="created at")),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("title", "title"),
                            ("statement", "statement"),
                            ("rating", "rating"),
                            ("summary", "summary"),
                            ("rationale", "rationale"),
                            ("dates", "dates"),
                            ("change", "what changed"),
                            ("lead_appearance", "lead appearance"),
                            ("evidence", "evidence"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                ("text", models.TextField(verbose_name="comment")),
                ("resolved_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="settled at")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="claims.verdict",
                        verbose_name="verdict",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a verdict",
                "verbose_name_plural": "comments on verdicts",
                "ordering": ["verdict", "id"],
            },
        ),
        migrations.CreateModel(
            name="VerdictCommentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "external_id",
                    models.CharField(
                        default=sources.models.base.new_external_id,
                        max_length=120,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9._:-]*$",
                                "Use letters, digits, dots, colons, hyphens and underscores, starting with a letter or digit.",
                            )
                        ],
                        verbose_name="external id",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="created at")),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("title", "title"),
                            ("statement", "statement"),
                            ("rating", "rating"),
                            ("summary", "summary"),
                            ("rationale", "rationale"),
                            ("dates", "dates"),
                            ("change", "what changed"),
                            ("lead_appearance", "lead appearance"),
                            ("evidence", "evidence"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                ("text", models.TextField(verbose_name="comment")),
                ("resolved_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="settled at")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.verdictcomment",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.verdict",
                        verbose_name="verdict",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="verdictcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="comment_text_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="verdictcomment",
            constraint=models.CheckConstraint(condition=models.Q(("created_by__isnull", False)), name="comment_signed"),
        ),
        migrations.AddConstraint(
            model_name="verdictcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("field", ""),
                    (
                        "field__in",
                        [
                            "title",
                            "statement",
                            "rating",
                            "summary",
                            "rationale",
                            "dates",
                            "change",
                            "lead_appearance",
                            "evidence",
                        ],
                    ),
                    _connector="OR",
                ),
                name="comment_field_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdictcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="comment_resolved_by_and_at",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="updated_at",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.updated_at := clock_timestamp(); RETURN NEW;",
                    hash="81c1c5b7a1008ede5bd7e13db78e1e12227bc2b6",
                    operation="UPDATE",
                    pgid="pgtrigger_updated_at_385ff",
                    table="claims_verdictcomment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="comment_append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF ROW(OLD.external_id, OLD.verdict_id, OLD.field, OLD.text, OLD.created_by_id, OLD.created_at) IS DISTINCT FROM ROW(NEW.external_id, NEW.verdict_id, NEW.field, NEW.text, NEW.created_by_id, NEW.created_at) THEN RAISE EXCEPTION 'A comment stays as it was written; write another one.' USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_append_only'; END IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;",
                    hash="624d08539bf488c03def1ab40d9173317d7bda1a",
                    operation="UPDATE",
                    pgid="pgtrigger_comment_append_only_db4d9",
                    table="claims_verdictcomment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="deferred_comment_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="IF EXISTS (SELECT 1 FROM claims_verdict WHERE id = OLD.verdict_id) THEN RAISE EXCEPTION 'A comment is kept as long as its verdict.' USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_kept'; END IF;\nRETURN NULL;",
                    hash="bdf3407ca3e8298d6a6fab6d51c27b256481824a",
                    operation="DELETE",
                    pgid="pgtrigger_deferred_comment_kept_d25d0",
                    table="claims_verdictcomment",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_verdictcommenthistory" ("created_at", "created_by_id", "external_id", "field", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "text", "updated_at", "verdict_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."external_id", NEW."field", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolved_at", NEW."resolved_by_id", NEW."text", NEW."updated_at", NEW."verdict_id"); RETURN NULL;',
                    hash="78a770fcfd258c3d50e7f674750edbaad63f35cf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea5f0",
                    table="claims_verdictcomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "claims_verdictcommenthistory" ("created_at", "created_by_id", "external_id", "field", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "text", "updated_at", "verdict_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."external_id", NEW."field", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolved_at", NEW."resolved_by_id", NEW."text", NEW."updated_at", NEW."verdict_id"); RETURN NULL;',
                    hash="76976e1bffc44ef4c2d50c3ddcd3e7ee84076b4f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0bde4",
                    table="claims_verdictcomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_verdictcommenthistory" ("created_at", "created_by_id", "external_id", "field", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "text", "updated_at", "verdict_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."external_id", OLD."field", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resolved_at", OLD."resolved_by_id", OLD."text", OLD."updated_at", OLD."verdict_id"); RETURN NULL;',
                    hash="d9130c5257f4b80a1729728fe68bbc01e117b726",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f03fc",
                    table="claims_verdictcomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdictcommenthistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="60eb62a4679dd72b55c52432d2d0483e4c3379b9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1c420",
                    table="claims_verdictcommenthistory",
                    when="BEFORE",
                ),
            ),
        ),
    ]
