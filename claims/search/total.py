"""How many hits there are: exactly as long as they are few."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from claims.search.documents import CLAIMS
from claims.search.hits import Sought, count
from claims.search.query import Query

COUNTED_UP_TO = 10_000
HIDDEN_UP_TO = 2_000  # documents of a word that the public may not see, which have to be counted one by one
PENDING_UP_TO = 20_000  # changes of words that wait to be folded into the vocabulary
BEGUN_UP_TO = 2 * COUNTED_UP_TO

# How many documents hold a stem: what the vocabulary counts and what is not folded into it yet, in one snapshot, and
# how many of them the public may not see.
HELD = """
SELECT COALESCE((SELECT documents FROM claims_lexemecount WHERE lexeme = %(stem)s), 0),
    COALESCE(sum(documents) FILTER (WHERE lexeme = %(stem)s), 0), count(*), (
        SELECT count(*) FROM (
            SELECT FROM claims_searchdocument WHERE facets = '{}' AND vector @@ %(condition)s::tsquery
            LIMIT %(hidden)s
        ) found
    )
FROM (SELECT lexeme, documents FROM claims_lexemedelta ORDER BY id DESC LIMIT %(pending)s) newest
"""


# How many times the words that begin so occur in documents, several of them in one document counted again.
BEGUN = "SELECT COALESCE(sum(documents), 0) FROM claims_lexemecount WHERE lexeme LIKE %s"


def total_of(sought: Sought, query: Query, stems: Sequence[str], read: int) -> tuple[int, bool]:
    """Return the number of hits, 10,000 at most, and whether there are more, knowing that there are ``read``.

    ``stems`` are those of the only word, if nothing else is sought: how many documents hold one is known. The hits
    of a frequent beginning are not counted beyond ``read``, as all of them would have to be looked up first.
    """
    if len(stems) == 1 and sought.documents == CLAIMS and not sought.facets:
        held = _held(sought, stems[0])
        if held is not None:
            return min(held, COUNTED_UP_TO), held > COUNTED_UP_TO
    if _is_frequent_beginning(query):
        return min(read, COUNTED_UP_TO), True
    number = count(sought, limit=COUNTED_UP_TO + 1)
    return min(number, COUNTED_UP_TO), number > COUNTED_UP_TO


def _held(sought: Sought, stem: str) -> int | None:
    """Return how many public documents hold a stem, or None where counting them is no slower than working it out."""
    values: dict[str, Any] = {
        "condition": sought.condition,
        "stem": stem,
        "hidden": HIDDEN_UP_TO,
        "pending": PENDING_UP_TO,
    }
    with connection.cursor() as cursor:
        cursor.execute(HELD, values)
        row: tuple[int, int, int, int] = cursor.fetchone()
    counted, pending, changes, hidden = row
    if changes == PENDING_UP_TO or hidden == HIDDEN_UP_TO:
        return None
    return max(int(counted + pending) - hidden, 0)


def _is_frequent_beginning(query: Query) -> bool:
    with connection.cursor() as cursor:
        for term in query.wanted:
            if term.is_prefix:
                cursor.execute(BEGUN, [f"{term.text.lower()}%"])
                if cursor.fetchone()[0] > BEGUN_UP_TO:
                    return True
    return False
