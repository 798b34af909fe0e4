"""Writing a bundle: the whole of what the desk has written, as files.

It carries drafts, authors and the times of events, so it is never public. It carries no history, no change
log, and no accounts but the names of those who wrote.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction

from claims.interchange.bundle_tables import CLAIM_TABLES, USERS
from sources.interchange.bundle import TABLES as SOURCE_TABLES
from sources.interchange.bundle import dump_captures
from sources.interchange.bundle_files import write_manifest, write_table, writing
from sources.interchange.bundle_table import Table


def dump_bundle(directory: Path, *, report: Callable[[str], None]) -> dict[str, int]:
    """Write all tables to ``directory`` and return how many rows each has.

    The same rows give the same bytes, whatever the database. An older bundle there is replaced at the end;
    raises `BundleError` where anything else lies in the way.
    """
    with writing(directory) as fresh, one_moment():
        counts: dict[str, int] = {}
        named: set[str] = set()
        for table in (*SOURCE_TABLES, *CLAIM_TABLES):
            counts[table.name] = write_table(fresh, table.name, _naming(table, named))
            report(f"{table.name}: {counts[table.name]}")
        counts = {USERS.name: write_table(fresh, USERS.name, USERS.rows(named)), **counts}
        report(f"{USERS.name}: {counts[USERS.name]}")
        dump_captures(fresh)
        write_manifest(fresh, counts)
    return counts


def _naming(table: Table, named: set[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a table and note the users that they name."""
    keys = [column.key for column in table.columns if column.target is User]
    lists = [links.key for links in table.links if links.key in ("editors", "contributors")]
    for row in table.rows():
        named.update(row[key] for key in keys if row[key] is not None)
        for key in lists:
            named.update(row[key])
        yield row


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it is at one moment; inside a transaction, as that transaction sees it."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
