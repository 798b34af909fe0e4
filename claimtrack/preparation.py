"""What a database needs before ClaimTrack is served from it: to be reached, migrated, and not empty."""

import io
import os
from collections.abc import Callable, Iterator

import django
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from claimtrack.postgres_binaries import MINIMUM_MAJOR

SEED_BUNDLE = "fixtures/seed"
Task = tuple[str, Callable[[], object]]


class PreparationError(Exception):
    """The database cannot be used; the message is one sentence that says what to do."""


def connect() -> None:
    """Set Django up and reach the database, or say in one sentence why not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    # libpq's own limit is the system's: minutes, where packets vanish.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "5")
    django.setup()
    if connection.vendor != "postgresql":
        raise PreparationError("DATABASE_URL does not name a PostgreSQL server: it begins with postgres://")
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise PreparationError(
            f"The server of DATABASE_URL cannot be reached, start it or correct the URL: {reason}"
        ) from error
    if connection.get_database_version() < (MINIMUM_MAJOR,):
        raise PreparationError(
            f"ClaimTrack needs PostgreSQL {MINIMUM_MAJOR} or newer: DATABASE_URL names an older server."
        )


def outstanding() -> Iterator[Task]:
    """Give what is still to be done, with a label for each; nothing where all was done before."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield (
            f"Applying {len(plan)} migrations",
            lambda: call_command("migrate", interactive=False, verbosity=1),
        )
    if not apps.get_model("sources", "Article").objects.exists():
        yield "Loading the corpus and the worked example", load_example


@transaction.atomic
def load_example() -> None:
    """Load the corpus and the seed bundle, both or none, and count their words for matching."""
    call_command("import_corpus", verbosity=1)
    call_command("load_bundle", SEED_BUNDLE, verbosity=1)
    call_command("fold_lexemes", verbosity=1)


def demo_log_ins() -> str:
    """Make the demo log-ins where they are missing, and return what one types to sign in."""
    said = io.StringIO()
    call_command("create_demo_users", stdout=said)
    return said.getvalue().rstrip()
