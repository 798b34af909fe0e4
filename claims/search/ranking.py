"""The best hits first."""

from collections.abc import Sequence

from django.db import connection

from claims.search.documents import Documents
from claims.search.hits import NEWEST

LONGEST_RANKING = 1_000

# Nearness of the words to each other, by field (D unused, quotes, title, statement), over the logarithm of the length.
RANKED = """
SELECT {key} FROM {table} WHERE {key} = ANY(%s)
ORDER BY ts_rank_cd('{{0.1, 0.3, 0.6, 1.0}}', vector, %s::tsquery, 1) DESC, {key} DESC LIMIT %s
"""


def best_first(ids: Sequence[int], rank: str, documents: Documents) -> list[int]:
    """Return the best of ``ids``, which come newest first, by the tsquery ``rank``; equals keep the newest first."""
    if not rank:
        return list(ids[:LONGEST_RANKING])
    statement = RANKED.format(key=documents.key, table=documents.table)
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(ids[:NEWEST]), rank, LONGEST_RANKING])
        return [pk for (pk,) in cursor.fetchall()]
