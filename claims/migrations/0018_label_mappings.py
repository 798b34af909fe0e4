"""How others' labels are read, and the files that are handed in at the desk."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import sources.models.base
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0017_who_may_comment"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sources", "0003_quotes_are_short"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255, verbose_name="file")),
                ("content", models.BinaryField(verbose_name="content")),
                ("options", models.JSONField(default=dict, verbose_name="how it is read")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="handed in at")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="taken in at")),
                ("outcome", models.JSONField(default=dict, verbose_name="outcome")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed in by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file to take in",
                "verbose_name_plural": "files to take in",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="LabelMapping",
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
                ("label", models.CharField(max_length=200, verbose_name="label as given")),
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
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="label_mappings",
                        to="sources.outlet",
                        verbose_name="publisher",
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="label_mappings",
                        to="claims.rating",
                        verbose_name="rating it maps to",
                    ),
                ),
            ],
            options={
                "verbose_name": "label of a publisher",
                "verbose_name_plural": "labels of publishers",
                "ordering": ["publisher", "label"],
            },
        ),
        migrations.CreateModel(
            name="LabelMappingHistory",
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
                ("label", models.CharField(max_length=200, verbose_name="label as given")),
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
                        to="claims.labelmapping",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.outlet",
                        verbose_name="publisher",
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.rating",
                        verbose_name="rating it maps to",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="labelmapping",
            constraint=models.UniqueConstraint(
                models.F("publisher"), django.db.models.functions.text.Lower("label"), name="label_mapping_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="labelmapping",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="label_mapping_label_given"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelmapping",
            trigger=pgtrigger.compiler.Trigger(
                name="updated_at",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.updated_at := clock_timestamp(); RETURN NEW;",
                    hash="75161bcdd1d1c426e711a77130454af585509b2c",
                    operation="UPDATE",
                    pgid="pgtrigger_updated_at_2f4b8",
                    table="claims_labelmapping",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelmapping",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_labelmappinghistory" ("created_at", "created_by_id", "external_id", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher_id", "rating_id", "updated_at") VALUES (NEW."created_at", NEW."created_by_id", NEW."external_id", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publisher_id", NEW."rating_id", NEW."updated_at"); RETURN NULL;',
                    hash="a863b41c99b2c88a10b596434647b65694b0642b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_998e6",
                    table="claims_labelmapping",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelmapping",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "claims_labelmappinghistory" ("created_at", "created_by_id", "external_id", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher_id", "rating_id", "updated_at") VALUES (NEW."created_at", NEW."created_by_id", NEW."external_id", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publisher_id", NEW."rating_id", NEW."updated_at"); RETURN NULL;',
                    hash="013c87e76010d12663eeb2013fdf340fee4b25d1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b12e",
                    table="claims_labelmapping",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelmapping",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_labelmappinghistory" ("created_at", "created_by_id", "external_id", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher_id", "rating_id", "updated_at") VALUES (OLD."created_at", OLD."created_by_id", OLD."external_id", OLD."id", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publisher_id", OLD."rating_id", OLD."updated_at"); RETURN NULL;',
                    hash="423ccf6682ca684d37e3beec1ebaa87c9d7c5050",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7440e",
                    table="claims_labelmapping",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelmappinghistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4610d7f3cb5f100172c1541338f11d65dd55b481",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_96d67",
                    table="claims_labelmappinghistory",
                    when="BEFORE",
                ),
            ),
        ),
    ]
