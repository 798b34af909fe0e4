"""How close a text is to the statements of claims, from 0 to 1; unlike a ranking's scores comparable between texts.

The share of words (stems) that both have, each counted by how rare it is among all claims: Dice's coefficient with
inverse document frequencies. 1 is the same words, 0.5 means that half of what is said stands in both.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from claims.posts import plain_words

CLOSENESS = """
WITH total AS (SELECT COALESCE((SELECT documents FROM claims_lexemecount WHERE lexeme = ''), 0) AS documents),
asked AS (SELECT lexeme FROM unnest(claims_search_vector(%(language)s, %(words)s))),
said AS (
    SELECT d.claim_id, u.lexeme FROM claims_searchdocument d CROSS JOIN LATERAL unnest(d.vector) u
    WHERE d.claim_id = ANY (%(claims)s) AND 'A' = ANY (u.weights)
),
weighed AS (
    SELECT w.lexeme, ln(1 + greatest(t.documents - n.documents + 0.5, 0.5) / (n.documents + 0.5)) AS weight
    FROM (SELECT lexeme FROM asked UNION SELECT lexeme FROM said) w
    CROSS JOIN total t
    CROSS JOIN LATERAL (
        SELECT COALESCE((SELECT documents FROM claims_lexemecount c WHERE c.lexeme = w.lexeme), 0) AS documents
    ) n
)
SELECT claim_id, (2 * COALESCE(sum(weight) FILTER (WHERE lexeme IN (SELECT lexeme FROM asked)), 0)
    / (sum(weight) + (SELECT sum(weight) FROM asked JOIN weighed USING (lexeme))))::float8
FROM said JOIN weighed USING (lexeme) GROUP BY claim_id
"""


def closeness(text: str, *, language: str, claims: Iterable[int]) -> dict[int, float]:
    """Return how close each claim's statement is to ``text`` (a BCP 47 tag says its language), by claim id."""
    values: dict[str, Any] = {"language": language, "words": plain_words(text), "claims": list(claims)}
    with connection.cursor() as cursor:
        cursor.execute(CLOSENESS, values)
        return {claim: float(share or 0) for claim, share in cursor.fetchall()}
