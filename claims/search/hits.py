"""Hits, the newest first: as many as are wanted, without ever reading all hits of a frequent word.

Documents stand in eras of 16,384 ids. Era by era, from the newest on, the index answers for words and era at once,
so that the cost follows what is wanted and not how often a word occurs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db import connection

from claims.search.documents import Documents

ERA = 14  # bits of the id below its era; see claims_facets_of_claim
MARGIN = 1.2  # how much more than its share a stretch of eras is asked for
FIRST_STEP = 1  # eras
LARGEST_STEP = 8  # how many times longer a stretch may be than all before it

BOUNDS = "SELECT min({key}), max({key}) FROM {table}"
FOUND = """
SELECT {key} FROM {table}
WHERE {conditions} ORDER BY {key} {direction} LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Sought:
    """What a hit must satisfy: a tsquery (all documents if it is empty) and all of the facets."""

    documents: Documents
    condition: str = ""
    facets: Sequence[str] = ()


def hits(sought: Sought, *, limit: int, beyond: int | None = None, is_ascending: bool = False) -> list[int]:
    """Return the ids of public documents, descending from below ``beyond``, or ascending from above it."""
    ids = _ids(sought.documents)
    if beyond is not None:
        ids = range(max(ids.start, beyond + 1), ids.stop) if is_ascending else range(ids.start, min(ids.stop, beyond))
    found: list[int] = []
    asked, wanted = 0, FIRST_STEP << ERA
    while ids and len(found) < limit:
        stretch, ids = _split(ids, wanted, is_ascending=is_ascending)
        found += _found(sought, stretch, limit - len(found), is_ascending=is_ascending, is_all=not ids)
        asked += len(stretch)
        wanted = _next(asked, len(found), limit)
    return found


def _next(asked: int, found: int, limit: int) -> int:
    """Return how many ids will bring what is missing, if the next ones are like those asked so far."""
    if found == 0:
        return asked * LARGEST_STEP
    return min(ceil(asked * (limit - found) / found * MARGIN), asked * LARGEST_STEP)


def _split(ids: range, wanted: int, *, is_ascending: bool) -> tuple[range, range]:
    """Return the end of ``ids`` at which reading begins, in whole eras, and the rest."""
    if is_ascending:
        edge = min(_era(ids.start + wanted) << ERA, ids.stop)
        edge = edge if edge > ids.start else min((_era(ids.start) + 1) << ERA, ids.stop)
        return range(ids.start, edge), range(edge, ids.stop)
    edge = max(_era(ids.stop - wanted) << ERA, ids.start)
    return range(edge, ids.stop), range(ids.start, edge)


def _found(sought: Sought, stretch: range, limit: int, *, is_ascending: bool, is_all: bool) -> list[int]:
    documents = sought.documents
    # Only what is public has facets. Asked of the index, an empty array would mean all of it.
    conditions = ["facets <> '{}'", f"{documents.key} BETWEEN %(lowest)s AND %(highest)s"]
    if not is_all:
        conditions.append("facets && %(eras)s::text[]")
    if sought.facets:
        conditions.append("facets @> %(facets)s::text[]")
    if sought.condition:
        conditions.append("vector @@ %(condition)s::tsquery")
    statement = FOUND.format(
        key=documents.key,
        table=documents.table,
        conditions=" AND ".join(conditions),
        direction="ASC" if is_ascending else "DESC",
    )
    values: dict[str, Any] = {
        "lowest": stretch.start,
        "highest": stretch.stop - 1,
        "eras": [f"era:{era}" for era in range(_era(stretch.start), _era(stretch.stop - 1) + 1)],
        "facets": list(sought.facets),
        "condition": sought.condition,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]


def _era(pk: int) -> int:
    return pk >> ERA


def _ids(documents: Documents) -> range:
    with connection.cursor() as cursor:
        cursor.execute(BOUNDS.format(key=documents.key, table=documents.table))
        lowest, highest = cursor.fetchone()
    return range(0) if lowest is None else range(lowest, highest + 1)
