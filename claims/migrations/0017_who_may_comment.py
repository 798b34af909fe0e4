"""Everybody at the desk may comment on verdicts, and call a comment settled."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUPS = ("editors", "reviewers", "administrators")
CODENAMES = ("add_verdictcomment", "change_verdictcomment", "view_verdictcomment")


def let_comment(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the permissions to the three groups."""
    from django.apps import apps as live_apps  # noqa: PLC0415  # permissions are made from the real models

    create_permissions(live_apps.get_app_config("claims"), apps=live_apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(codename__in=CODENAMES)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions)


def let_no_longer(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them back."""
    permissions = apps.get_model("auth", "Permission").objects.filter(codename__in=CODENAMES)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_verdict_comments"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(let_comment, let_no_longer)]
