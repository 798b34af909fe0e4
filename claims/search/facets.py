"""How many hits there are of each rating, claimant, topic and so on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.search.documents import Documents
from claims.search.hits import Sought, hits

SAMPLE = 1_000  # the newest so many hits are counted
CHOICES = 12  # of a facet, the most frequent first

COUNTED = """
SELECT name, value, documents FROM (
    SELECT split_part(facet, ':', 1) AS name, split_part(facet, ':', 2) AS value, documents, row_number() OVER (
        PARTITION BY split_part(facet, ':', 1) ORDER BY facet = ANY(%(chosen)s) DESC, documents DESC, facet
    ) AS place FROM (
        SELECT facet, count(*) AS documents FROM {table}, unnest(facets) facet WHERE {key} = ANY(%(ids)s)
        GROUP BY facet OFFSET 0
    ) counted WHERE split_part(facet, ':', 1) = ANY(%(names)s)
) placed WHERE place <= %(choices)s ORDER BY name, documents DESC, value
"""


@dataclass(frozen=True)
class Count:
    """A value of a facet, and how many hits have it: at least so many where the sample was not all."""

    value: str
    documents: int


@dataclass(frozen=True)
class Counts:
    """The values of one facet, the most frequent first; ``is_sample`` where more hits exist than were counted."""

    values: Sequence[Count]
    is_sample: bool


def written(chosen: Mapping[str, str]) -> list[str]:
    """Return chosen values as documents hold them."""
    return [f"{name}:{value}" for name, value in chosen.items() if value]


def count_facets(
    found: Sequence[int], documents: Documents, condition: str, chosen: Mapping[str, str], names: Sequence[str]
) -> dict[str, Counts]:
    """Return the counts of the facets ``names`` among ``found``, which come newest first.

    The counts of a facet that was chosen leave its own choice out, so that the other values stay choosable.
    """
    free = [name for name in names if not chosen.get(name)]
    counts = _counted(found, documents, chosen, free)
    for name in names:
        if chosen.get(name):
            others = {other: value for other, value in chosen.items() if other != name}
            wider = hits(Sought(documents, condition, written(others)), limit=SAMPLE + 1)
            counts |= _counted(wider, documents, chosen, [name])
    return {name: counts[name] for name in names}


def _counted(
    found: Sequence[int], documents: Documents, chosen: Mapping[str, str], names: Sequence[str]
) -> dict[str, Counts]:
    values: dict[str, Any] = {
        "ids": list(found[:SAMPLE]),
        "chosen": written(chosen),
        "choices": CHOICES,
        "names": list(names),
    }
    rows: dict[str, list[Count]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(table=documents.table, key=documents.key), values)
        for name, value, number in cursor.fetchall():
            rows[name].append(Count(value, number))
    return {name: Counts(rows[name], is_sample=len(found) > SAMPLE) for name in names}
