"""Administrators keep the webhooks; nobody else sees where the news goes."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CODENAMES = ("add_webhook", "change_webhook", "delete_webhook", "view_webhook", "view_delivery", "delete_delivery")


def let_keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the permissions to administrators."""
    from django.apps import apps as live_apps  # noqa: PLC0415  # permissions are made from the real models

    create_permissions(live_apps.get_app_config("changes"), apps=live_apps, verbosity=0)
    group = apps.get_model("auth", "Group").objects.get(name="administrators")
    group.permissions.add(*_permissions(apps))


def let_no_longer(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them back."""
    apps.get_model("auth", "Group").objects.get(name="administrators").permissions.remove(*_permissions(apps))


def _permissions(apps: Apps) -> list[object]:
    found = apps.get_model("auth", "Permission").objects
    return list(found.filter(content_type__app_label="changes", codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [("changes", "0003_webhooks"), ("claims", "0005_groups")]

    operations = [migrations.RunPython(let_keep, let_no_longer)]
