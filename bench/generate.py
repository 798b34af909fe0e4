"""A database of any size: invented rows through COPY, and what the database's triggers keep, in one go."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import connection, transaction

from bench.rows import COLUMNS, Known, Lines, Rows

SEED = 7
DERIVED = ("claims_searchdocument", "claims_lexemecount")
CHUNK = 50_000  # documents

# As claims_index_claim() makes them, but for many claims at once. OFFSET 0 keeps each vector from being made twice.
DOCUMENTS = """
INSERT INTO claims_searchdocument (claim_id, vector, length)
SELECT id, vector, (SELECT COALESCE(sum(cardinality(positions)), 0) FROM unnest(vector)) FROM (
    SELECT c.id, setweight(claims_search_vector(c.language, c.statement), 'A')
        || setweight(claims_search_vector(c.language, COALESCE(v.title, '')), 'B')
        || setweight(claims_search_vector(c.language, COALESCE(q.quotes, '')), 'C') AS vector
    FROM claims_claim c
    LEFT JOIN claims_verdict v ON v.claim_id = c.id AND v.state = 'published'
    LEFT JOIN (
        SELECT a.claim_id, split_part(s.language, '-', 1) AS language, string_agg(DISTINCT p.exact, ' ') AS quotes
        FROM claims_appearance a
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id
        JOIN sources_article s ON s.id = t.article_id
        WHERE a.status = 'public' AND s.status = 'public' AND a.claim_id BETWEEN %(first)s AND %(last)s
        GROUP BY 1, 2
    ) q ON q.claim_id = c.id AND q.language = split_part(c.language, '-', 1)
    WHERE c.id BETWEEN %(first)s AND %(last)s
    ORDER BY c.id
    OFFSET 0
) made
"""
# As fold_lexemes() leaves them when it has folded everything.
LEXEMES = """
INSERT INTO claims_lexemecount (lexeme, documents, occurrences)
SELECT word, ndoc, nentry FROM ts_stat('SELECT vector FROM claims_searchdocument')
UNION ALL SELECT '', count(*), sum(length) FROM claims_searchdocument HAVING count(*) > 0
"""
# What only speeds reading up; it is made again when all rows are in.
INDEXES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(indexname), indexdef FROM pg_indexes
WHERE tablename = ANY (%s) AND schemaname = 'public' AND NOT EXISTS (
    SELECT 1 FROM pg_constraint
    WHERE conindid = (quote_ident(schemaname) || '.' || quote_ident(indexname))::regclass AND contype <> 'f'
) ORDER BY 1
"""


class Progress:
    """Says on the terminal how far a step is, every few seconds."""

    def __init__(self, *, is_quiet: bool) -> None:
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
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.id FROM claims_rating r JOIN claims_ratingscale s ON s.id = r.scale_id WHERE s.name = 'truth'"
            " ORDER BY r.position"
        )
        ratings = [row[0] for row in cursor.fetchall()]
    rows = Rows(claims, Known(author.pk, reviewer.pk, ratings), seed)
    with triggers_off(), indexes_off(progress):
        for done, lines in rows.batches():
            copy(lines)
            progress.count("claims", done, claims)
        number_on()
        derive(claims, progress)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
    progress.step("ready")


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
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            if columns.startswith("id "):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


def derive(claims: int, progress: Progress) -> None:
    """Make the search documents and the counts of their words."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for first in range(1, claims + 1, CHUNK):
            last = min(first + CHUNK - 1, claims)
            cursor.execute(DOCUMENTS, {"first": first, "last": last})
            progress.count("search documents", last, claims)
        cursor.execute(LEXEMES)
        progress.step("words counted")


@contextmanager
def triggers_off() -> Iterator[None]:
    """Let no trigger of this session fire meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("RESET session_replication_role")


@contextmanager
def indexes_off(progress: Progress) -> Iterator[None]:
    """Drop the indexes that hold no constraint, and make them again at the end."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [[*COLUMNS, *DERIVED]])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for number, (_, definition) in enumerate(indexes, start=1):
            cursor.execute(definition)
            progress.count("indexes", number, len(indexes))
        cursor.execute("RESET maintenance_work_mem")
