"""A database of any size: invented rows through COPY, and what the database's triggers keep, in one go."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import connection, transaction

from bench.derived import STEPS
from bench.rows import COLUMNS, Known, Lines, Rows

SEED = 7
TABLES = (*COLUMNS, *(step.table for step in STEPS))
FILLED = "{} generated claims of seed {}"

# What only speeds reading up; it is made again when all rows are in.
INDEXES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(indexname), indexdef FROM pg_indexes
WHERE tablename = ANY (%s) AND schemaname = 'public' AND NOT EXISTS (
    SELECT 1 FROM pg_constraint
    WHERE conindid = (quote_ident(schemaname) || '.' || quote_ident(indexname))::regclass AND contype <> 'f'
) ORDER BY 1
"""
RATINGS = """
SELECT r.id FROM claims_rating r JOIN claims_ratingscale s ON s.id = r.scale_id
WHERE s.name = 'truth' ORDER BY r.position
"""


class Progress:
    """Says on the terminal how far a step is, every few seconds."""

    def __init__(self, *, is_quiet: bool = False) -> None:
        """Start the clock."""
        self.is_quiet = is_quiet
        self.began = self.said = time.monotonic()

    def step(self, what: str) -> None:
        """Say that a step is done or begins."""
        self.said = time.monotonic()
        if not self.is_quiet:
            print(f"  {self.said - self.began:7.1f} s  {what}", flush=True)

    def count(self, what: str, done: int, total: int) -> None:
        """Say how much of a step is done, unless it was said a moment ago."""
        if done == total or time.monotonic() - self.said > 10:
            self.step(f"{what} {done:,} of {total:,}")


def fill(claims: int, *, seed: int = SEED, is_quiet: bool = False) -> None:
    """Write ``claims`` claims with their articles, appearances, evidence, verdicts and search documents.

    The tables must be empty and the user a superuser: triggers are off meanwhile, the rows and what hangs on them are
    made so that every rule holds. History and change log stay empty, digests stand for real ones.
    """
    progress = Progress(is_quiet=is_quiet)
    author, reviewer = (User.objects.create(username=name) for name in ("author", "second"))
    rows = Rows(claims, Known(author.pk, reviewer.pk, [row[0] for row in fetched(RATINGS)]), seed)
    with triggers_off(), indexes_off(progress):
        for done, lines in rows.batches():
            copy(lines)
            progress.count("claims", done, claims)
        number_on()
        derive(progress)
    execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
    execute(f"COMMENT ON TABLE claims_claim IS '{FILLED.format(claims, seed)}'")
    progress.step("ready")


def held() -> tuple[int, int] | None:
    """Return how many claims of which seed the database was filled with, or None where it never was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('claims_claim'::regclass)")
        said = re.fullmatch(FILLED.format(r"(\d+)", r"(\d+)"), cursor.fetchone()[0] or "")
    return (int(said[1]), int(said[2])) if said else None


def copy(lines: Lines) -> None:
    """Send the lines to their tables, all or none."""
    connection.ensure_connection()
    with transaction.atomic(), connection.connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            names = ", ".join(f'"{name}"' for name in columns.split())
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                stream.write("".join(lines[table]))


def number_on() -> None:
    """Let rows that are written later get the next numbers."""
    for table, columns in COLUMNS.items():
        if columns.startswith("id "):
            execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


def derive(progress: Progress) -> None:
    """Make what the triggers would have made."""
    execute("ANALYZE")
    for step in STEPS:
        if not step.follows:
            execute(step.statement)
            progress.step(f"{step.table} filled")
            continue
        last = fetched(f"SELECT COALESCE(max(id), 0) FROM {step.follows}")[0][0]
        for stretch in step.stretches(last):
            execute(step.statement, stretch)
            progress.count(step.table, stretch["last"], last)


def execute(statement: str, values: dict[str, int] | None = None) -> None:
    """Execute one statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def fetched(query: str) -> list[tuple[int, ...]]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows: list[tuple[int, ...]] = cursor.fetchall()
    return rows


@contextmanager
def triggers_off() -> Iterator[None]:
    """Let no trigger of this session fire meanwhile."""
    execute("SET session_replication_role = replica")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            execute("RESET session_replication_role")


@contextmanager
def indexes_off(progress: Progress) -> Iterator[None]:
    """Drop the indexes that hold no constraint, and make them again at the end."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [list(TABLES)])
        indexes = cursor.fetchall()
    for name, _ in indexes:
        execute(f"DROP INDEX {name}")
    yield
    execute("SET maintenance_work_mem = '1GB'")
    for number, (_, definition) in enumerate(indexes, start=1):
        execute(definition)
        progress.count("indexes", number, len(indexes))
    execute("RESET maintenance_work_mem")
