"""A bundle misses nothing: every table and every column is carried, or it is known why not."""

from django.apps import apps

from claims.interchange.bundle_tables import TABLES

# Worked out by the database.
COMPUTED_TABLES = {
    "ArticleDocument", "ArticleOrigin", "ClaimEncoder", "ClaimWording", "EncodingTask", "LexemeCount", "LexemeDelta",
    "OverviewCount", "SearchDocument", "SourceCount",
}  # fmt: skip
# Carried by a list in the row that they belong to.
LISTED_TABLES = {"AttributionStep", "ClaimTopic", "VerdictContributor", "VerdictEvidence"}
# Of this desk alone: how it reads others' labels, and the files that it was handed.
DESK_TABLES = {"ImportFile", "LabelMapping"}
COMPUTED_COLUMNS = {
    "id", "updated_at", "current_text", "published_on", "said_on", "position", "previous_hash", "hash", "is_shown",
}  # fmt: skip
# Carried under another name: as a file, as usernames.
RENAMED_COLUMNS = {"Capture": {"content"}, "Appearance": {"editor_ids"}, "Evidence": {"editor_ids"}}


def test_every_table_is_carried():
    tables = {
        model.__name__
        for app in ("sources", "claims")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.endswith("History")
    }

    carried = {table.model.__name__ for table in TABLES} - {"User"}
    assert tables == carried | COMPUTED_TABLES | LISTED_TABLES | DESK_TABLES


def test_every_column_is_carried():
    missing = {
        (name, field.name)
        for table in TABLES[1:]
        for name in [table.model.__name__]
        for field in table.model._meta.concrete_fields
        if field.name not in {*table.fields, *COMPUTED_COLUMNS, *RENAMED_COLUMNS.get(name, set())}
    }

    assert missing == set()
