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

NEWEST = 2_000  # the newest so many hits compete for a place
ERA = 14  # bits of the id below its era; see claims_facets_of_claim
MARGIN = 1.2  # how much more than its share a stretch of eras is asked for
FIRST_STEP = 1  # eras
NEAREST = 2  # times as many ids as hits are wanted are looked at one by one where facets alone were chosen
MOST_ERAS = 16  # that are asked for by name where the rest is read: of rare words it is sooner told whole
LARGEST_STEP = 8  # how many times longer a stretch may be than all before it

BOUNDS = "SELECT min({key}), max({key}) FROM {table}"
# Whatever is public, from an index of nothing else.
SHOWN = """
SELECT {key} FROM {table}
WHERE facets <> '{{}}' AND {key} BETWEEN %(lowest)s AND %(highest)s ORDER BY {key} {direction} LIMIT %(limit)s
"""
# The nearest documents one after the other: what holds a frequent facet is soon found among them.
NEAR = """
SELECT {key} FROM (
    SELECT {key}, facets FROM {table} WHERE facets <> '{{}}' AND {key} BETWEEN %(lowest)s AND %(highest)s OFFSET 0
) near WHERE facets @> %(facets)s::text[] ORDER BY {key} {direction} LIMIT %(limit)s
"""
# An id plus nothing keeps the planner from reading all the ids of a stretch beside what the words bring in.
FOUND = """
SELECT {key} FROM {table} WHERE {conditions} AND {key} + 0 BETWEEN %(lowest)s AND %(highest)s
ORDER BY {key} + 0 {direction} LIMIT %(limit)s
"""
COUNTED = "SELECT count(*) FROM (SELECT FROM {table} WHERE {conditions} LIMIT %(limit)s) found"


@dataclass(frozen=True)
class Sought:
    """What a hit must satisfy: a tsquery (all documents if it is empty) and all of the facets."""

    documents: Documents
    condition: str = ""
    facets: Sequence[str] = ()

    def conditions(self) -> list[str]:
        """Return what a public document must satisfy, in SQL."""
        # Only what is public has facets. Asked of the index of words, an empty array would mean all of it.
        conditions = ["facets <> '{}'"]
        conditions += ["facets @> %(facets)s::text[]"] if self.facets else []
        conditions += ["vector @@ %(condition)s::tsquery"] if self.condition else []
        return conditions

    def values(self) -> dict[str, Any]:
        """Return the parameters of `conditions`."""
        return {"facets": list(self.facets), "condition": self.condition}


def hits(sought: Sought, *, limit: int, beyond: int | None = None, is_ascending: bool = False) -> list[int]:
    """Return the ids of public documents, descending from below ``beyond``, or ascending from above it."""
    ids = _ids(sought.documents)
    if beyond is not None:
        ids = range(max(ids.start, beyond + 1), ids.stop) if is_ascending else range(ids.start, min(ids.stop, beyond))
    if not ids:
        return []
    if not sought.condition and not sought.facets:
        return _read(SHOWN, sought, ids, limit, is_ascending=is_ascending)
    found: list[int] = []
    asked, wanted = 0, FIRST_STEP << ERA
    if not sought.condition:
        stretch, ids = _cut(ids, NEAREST * limit, is_ascending=is_ascending)
        found = _read(NEAR, sought, stretch, limit, is_ascending=is_ascending)
        asked, wanted = len(stretch), _next(len(stretch), len(found), limit)
    while ids and len(found) < limit:
        stretch, ids = _split(ids, wanted, is_ascending=is_ascending)
        found += _found(sought, stretch, limit - len(found), is_ascending=is_ascending, is_all=not ids)
        asked += len(stretch)
        wanted = _next(asked, len(found), limit)
    return found


def count(sought: Sought, *, limit: int) -> int:
    """Return the number of public documents, or ``limit`` if there are no fewer."""
    statement = COUNTED.format(table=sought.documents.table, conditions=" AND ".join(sought.conditions()))
    with connection.cursor() as cursor:
        cursor.execute(statement, {**sought.values(), "limit": limit})
        number: int = cursor.fetchone()[0]
    return number


def _next(asked: int, found: int, limit: int) -> int:
    """Return how many ids will bring what is missing, if the next ones are like those asked so far."""
    if found == 0:
        return asked * LARGEST_STEP
    return min(ceil(asked * (limit - found) / found * MARGIN), asked * LARGEST_STEP)


def _cut(ids: range, wanted: int, *, is_ascending: bool) -> tuple[range, range]:
    """Return so many of ``ids`` from the end at which reading begins, and the rest."""
    return (ids[:wanted], ids[wanted:]) if is_ascending else (ids[-wanted:], ids[:-wanted])


def _split(ids: range, wanted: int, *, is_ascending: bool) -> tuple[range, range]:
    """Return the end of ``ids`` at which reading begins, in whole eras, and the rest."""
    if is_ascending:
        edge = min(_era(ids.start + wanted) << ERA, ids.stop)
        edge = edge if edge > ids.start else min((_era(ids.start) + 1) << ERA, ids.stop)
        return range(ids.start, edge), range(edge, ids.stop)
    edge = max(_era(ids.stop - wanted) << ERA, ids.start)
    return range(edge, ids.stop), range(ids.start, edge)


def _found(sought: Sought, stretch: range, limit: int, *, is_ascending: bool, is_all: bool) -> list[int]:
    """Return the hits of a stretch of eras; ``is_all`` says that nothing is left beyond it."""
    numbers = range(_era(stretch.start), _era(stretch.stop - 1) + 1)
    eras = [] if is_all and len(numbers) > MOST_ERAS else [f"era:{number}" for number in numbers]
    return _read(FOUND, sought, stretch, limit, is_ascending=is_ascending, eras=eras)


def _read(
    statement: str, sought: Sought, ids: range, limit: int, *, is_ascending: bool, eras: Sequence[str] = ()
) -> list[int]:
    conditions = [*sought.conditions(), *(["facets && %(eras)s::text[]"] if eras else [])]
    values = {"lowest": ids.start, "highest": ids.stop - 1, "limit": limit, "eras": list(eras), **sought.values()}
    asked = statement.format(
        key=sought.documents.key,
        table=sought.documents.table,
        conditions=" AND ".join(conditions),
        direction="ASC" if is_ascending else "DESC",
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return [pk for (pk,) in cursor.fetchall()]


def _era(pk: int) -> int:
    return pk >> ERA


def _ids(documents: Documents) -> range:
    with connection.cursor() as cursor:
        cursor.execute(BOUNDS.format(key=documents.key, table=documents.table))
        lowest, highest = cursor.fetchone()
    return range(0) if lowest is None else range(lowest, highest + 1)
