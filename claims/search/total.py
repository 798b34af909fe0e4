"""How many hits there are: exactly as long as they are few."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from claims.search.documents import CLAIMS
from claims.search.hits import Sought, count
from claims.search.query import Query

COUNTED_UP_TO = 10_000
HIDDEN_UP_TO = 2_000  # documents of a word that the public may not see, which have to be counted one by one
BEGUN_UP_TO = 2 * COUNTED_UP_TO

# How many public documents hold a stem at least: those of the vocabulary, which counts all, without the hidden ones.
HELD = """
SELECT documents, (
    SELECT count(*) FROM (
        SELECT FROM claims_searchdocument WHERE facets = '{}' AND vector @@ %(condition)s::tsquery
        LIMIT %(hidden)s
    ) found
) FROM claims_lexemecount WHERE lexeme = ANY(%(stems)s) ORDER BY documents DESC LIMIT 1
"""


# How many times the words that begin so occur in documents, several of them in one document counted again.
BEGUN = "SELECT COALESCE(sum(documents), 0) FROM claims_lexemecount WHERE lexeme LIKE %s"


def total_of(sought: Sought, query: Query, stems: Sequence[str], read: int) -> tuple[int, bool]:
    """Return the number of hits, 10,000 at most, and whether there are more, knowing that there are ``read``.

    ``stems`` are those of the only word, if nothing else is sought: how many documents hold them is known. The hits
    of a frequent beginning are not counted beyond ``read``, as all of them would have to be looked up first.
    """
    if stems and sought.documents == CLAIMS and not sought.facets and _is_held_by_more(sought, stems):
        return COUNTED_UP_TO, True
    if _is_frequent_beginning(query):
        return min(read, COUNTED_UP_TO), True
    number = count(sought, limit=COUNTED_UP_TO + 1)
    return min(number, COUNTED_UP_TO), number > COUNTED_UP_TO


def _is_held_by_more(sought: Sought, stems: Sequence[str]) -> bool:
    values: dict[str, Any] = {"condition": sought.condition, "stems": list(stems), "hidden": HIDDEN_UP_TO}
    with connection.cursor() as cursor:
        cursor.execute(HELD, values)
        row = cursor.fetchone()
    return row is not None and row[1] < HIDDEN_UP_TO and row[0] - row[1] > COUNTED_UP_TO


def _is_frequent_beginning(query: Query) -> bool:
    with connection.cursor() as cursor:
        for term in query.wanted:
            if term.is_prefix:
                cursor.execute(BEGUN, [f"{term.text.lower()}%"])
                if cursor.fetchone()[0] > BEGUN_UP_TO:
                    return True
    return False
