"""Administrators give and revoke tokens; nobody else sees to whom."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CODENAMES = ("add_apitoken", "change_apitoken", "view_apitoken")


def let_give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the permissions to administrators."""
    from django.apps import apps as live_apps  # noqa: PLC0415  # permissions are made from the real models

    create_permissions(live_apps.get_app_config("rest"), apps=live_apps, verbosity=0)
    group = apps.get_model("auth", "Group").objects.get(name="administrators")
    group.permissions.add(*_permissions(apps))


def let_no_longer(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them back."""
    apps.get_model("auth", "Group").objects.get(name="administrators").permissions.remove(*_permissions(apps))


def _permissions(apps: Apps) -> list[object]:
    found = apps.get_model("auth", "Permission").objects
    return list(found.filter(content_type__app_label="rest", codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [("rest", "0002_used_allowances"), ("claims", "0005_groups")]

    operations = [migrations.RunPython(let_give, let_no_longer)]
