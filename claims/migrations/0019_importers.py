"""Everybody at the desk may take in files, and say what others' labels mean."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUPS = ("editors", "reviewers", "administrators")
CODES = (
    *(f"{verb}_labelmapping" for verb in ("add", "change", "delete", "view")),
    *(f"{verb}_importfile" for verb in ("add", "view")),
)


def permit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the three groups the permissions."""
    from django.apps import apps as live_apps  # noqa: PLC0415  # permissions are made from the real models

    create_permissions(live_apps.get_app_config("claims"), apps=live_apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="claims", codename__in=CODES
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions)


def forbid(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away."""
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="claims", codename__in=CODES
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_label_mappings")]

    operations = [migrations.RunPython(permit, forbid)]
