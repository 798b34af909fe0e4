"""How close a text is to the statements of claims, from 0 to 1; unlike a ranking's scores comparable between texts.

The share of words (stems) that both have, each counted by how rare it is among all claims: Dice's coefficient with
inverse document frequencies. 1 is the same words, 0.5 means that half of what is said stands in both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from claims.enums import Polarity
from claims.matching import Match, find_matches
from claims.models import Claim
from claims.polarity import primary_tag
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


@dataclass(frozen=True)
class Near:
    """A claim close to a text: how close from 0 to 1, how it was found, and whether it says the same."""

    claim: Claim
    score: float
    method: str
    polarity: Polarity


def find_near(text: str, *, language: str, among: QuerySet[Claim], least: float, limit: int) -> list[Near]:
    """Return the claims of ``among`` that are at least ``least`` close to ``text``, the closest first."""
    found = find_matches(text, language=language, among=among, limit=limit)
    shares = closeness(text, language=language, claims=[match.claim.pk for match in found])
    near = [
        Near(match.claim, near_score(match, shares.get(match.claim.pk, 0.0), language), match.method, match.polarity)
        for match in found
    ]
    return sorted((one for one in near if one.score >= least), key=lambda one: (-one.score, one.claim.pk))


def near_score(match: Match, share: float, language: str) -> float:
    """Return the share of words, or its mean with the closeness in meaning where an encoder sees more than the words.

    Between languages, where words say little, the closeness in meaning alone.
    """
    if match.closeness is None:
        return share
    meaning = min(max(match.closeness, 0.0), 1.0)
    if primary_tag(match.claim.language) != primary_tag(language):
        return meaning
    return max(share, (share + meaning) / 2)
