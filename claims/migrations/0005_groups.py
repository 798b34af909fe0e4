"""The three groups of the desk: editors, reviewers, administrators."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITORIAL = {
    "sources": ["outlet", "article", "mark", "derivation"],
    "claims": [
        "affiliation", "appearance", "attributionstep", "claim", "claimant", "claimmatch", "claimtopic", "evidence",
        "externalreview", "inquiry", "topic", "translation", "verdict", "verdictevidence",
    ],
}  # fmt: skip
READABLE = {
    "sources": ["articletext", "capture", "passage", "articleorigin"],
    "claims": ["rating", "ratingscale", "sourcecount", "verdictcontributor", "verdictevent"],
    "changes": ["change"],
}
EDITOR_ONLY = ["sources.add_articletext", "sources.add_passage", "claims.submit_verdict"]
REVIEWER_ONLY = [
    "claims.review_verdict",
    "claims.publish_verdict",
    "claims.approve_appearance",
    "claims.approve_evidence",
    "claims.publish_claim",
    "claims.merge_claim",
]
ADMINISTRATOR_ONLY = [
    f"auth.{verb}_{model}" for verb in ("add", "change", "delete", "view") for model in ("user", "group")
] + [f"claims.{verb}_{model}" for verb in ("add", "change") for model in ("rating", "ratingscale")]


def permissions_of_editors() -> list[str]:
    """Return what every editor may do: write the editorial tables, read the rest."""
    codes = list(EDITOR_ONLY)
    for app, models in EDITORIAL.items():
        codes += [f"{app}.{verb}_{model}" for model in models for verb in ("add", "change", "delete", "view")]
    for app, models in READABLE.items():
        codes += [f"{app}.view_{model}" for model in models]
    return codes


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the groups with their permissions."""
    from django.apps import apps as live_apps  # noqa: PLC0415  # permissions are made from the real models

    for label in ("auth", "changes", "sources", "claims"):
        create_permissions(live_apps.get_app_config(label), apps=live_apps, verbosity=0)
    group_model = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    editors = permissions_of_editors()
    reviewers = editors + REVIEWER_ONLY
    for name, codes in (
        ("editors", editors),
        ("reviewers", reviewers),
        ("administrators", reviewers + ADMINISTRATOR_ONLY),
    ):
        group, _ = group_model.objects.get_or_create(name=name)
        for code in codes:
            app, codename = code.split(".")
            group.permissions.add(permission.objects.get(content_type__app_label=app, codename=codename))


def drop_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the groups."""
    apps.get_model("auth", "Group").objects.filter(name__in=["editors", "reviewers", "administrators"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_digest_and_chain"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
