"""Rows into the tables, many at a time: COPY into a table of the transaction, then one statement a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from claims.enums import Priority
from claims.interchange.imports.labels import Key, key_of
from claims.interchange.imports.row import Row
from sources.enums import OutletKind, Publication
from sources.models import Outlet
from sources.models.base import new_external_id

_STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS import_row (
    external_id text, statement text, short_statement text, language text, kind text, note text,
    publisher_id bigint, url text, title text, label text, rating_id bigint, reviewed_on date,
    claimant_name text, said text, sources text[]
) ON COMMIT DELETE ROWS;
TRUNCATE import_row
"""
_COPY = (
    "COPY import_row (external_id, statement, short_statement, language, kind, note, publisher_id, url, title, label,"
    " rating_id, reviewed_on, claimant_name, said, sources) FROM STDIN"
)
# Of rows with the same id the first counts. Only rows whose claim is new bring their review: what an editor has
# removed does not come back.
_STORE = f"""
WITH fresh AS MATERIALIZED (
    SELECT DISTINCT ON (external_id) * FROM import_row row
    WHERE NOT EXISTS (SELECT FROM claims_claim c WHERE c.external_id = row.external_id)
    ORDER BY external_id, ctid
), made AS (
    INSERT INTO claims_claim (external_id, created_by_id, created_at, statement, short_statement, language, kind,
                              speaks_of, context, status, priority, note)
    SELECT external_id, %(by)s::integer, now(), statement, short_statement, language, kind,
           '', '', '{Publication.DRAFT}', '{Priority.NORMAL}', note
    FROM fresh ORDER BY external_id
    ON CONFLICT (external_id) DO NOTHING
    RETURNING id, external_id, language
), reviewed AS (
    INSERT INTO claims_externalreview (external_id, created_by_id, created_at, claim_id, publisher_id, url, title,
                                       label, rating_id, reviewed_on, language, claimant_name, said, sources)
    SELECT made.external_id || ':review', %(by)s::integer, now(), made.id, publisher_id, url,
           title, label, rating_id, reviewed_on, made.language, claimant_name, said, sources
    FROM made JOIN fresh USING (external_id) WHERE publisher_id IS NOT NULL
    RETURNING id
)
SELECT (SELECT count(*) FROM made), (SELECT count(*) FROM reviewed)
"""  # noqa: S608  # nothing but values of enums


def store_rows(
    rows: Sequence[Row], *, publishers: Mapping[str, int], ratings: Mapping[Key, int | None], by: int | None
) -> tuple[int, int]:
    """Store the rows that are not there yet; return how many claims and how many reviews are new.

    Runs inside the caller's transaction and in the name of its history's context.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(_COPY) as copy:
            for row in rows:
                copy.write_row(_cells(row, publishers, ratings))
        cursor.execute(_STORE, {"by": by})
        claims, reviews = cursor.fetchone()
    return claims, reviews


def make_publishers(rows: Sequence[Row], known: dict[str, int], *, by: Any) -> None:  # noqa: ANN401  # a user or nobody
    """Add to ``known`` the outlets of the rows' reviews by domain, and make those that there are not."""
    wanted = {row.domain: row.publisher for row in rows if row.domain and row.domain not in known}
    if not wanted:
        return
    known.update({str(outlet.domain): outlet.pk for outlet in Outlet.objects.filter(domain__in=wanted)})
    for domain in sorted(wanted.keys() - known.keys()):
        known[domain] = Outlet.objects.create(
            external_id=new_external_id(), name=wanted[domain], domain=domain, kind=OutletKind.FACT_CHECKER,
            created_by=by,
        ).pk  # fmt: skip


def _cells(row: Row, publishers: Mapping[str, int], ratings: Mapping[Key, int | None]) -> tuple[object, ...]:
    return (
        row.external_id, row.statement, row.short_statement, row.language, row.kind, row.note,
        publishers[row.domain] if row.domain else None, row.url, row.title, row.label,
        ratings.get(key_of(row.domain, row.label)), row.reviewed_on, row.claimant_name, row.said,
        list(row.sources),
    )  # fmt: skip
