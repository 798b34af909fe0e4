"""Days for tests: what was written so far becomes as old as a test wants."""

import datetime

from django.apps import apps
from django.utils import timezone

from tests.rules import run, triggers_off


def today() -> datetime.date:
    """Return the day in UTC."""
    return timezone.now().astimezone(datetime.UTC).date()


def ago(days: int) -> datetime.date:
    """Return the day so many days before today."""
    return today() - datetime.timedelta(days=days)


def let_pass(days: int) -> None:
    """Make all history that there is so many days older, as if nothing had been written since."""
    tables = [
        model._meta.db_table
        for app in ("sources", "claims")
        for model in apps.get_app_config(app).get_models()
        if model.__name__.endswith("History")
    ]
    with triggers_off():
        for table in tables:
            run(f"UPDATE {table} SET pgh_created_at = pgh_created_at - interval '1 day' * %s", days)
        run("UPDATE claims_verdictevent SET at = at - interval '1 day' * %s", days)
        run("UPDATE claims_verdict SET published_at = published_at - interval '1 day' * %s", days)
