"""Has this been checked before? Claims by the words that they share with a text.

BM25 inside PostgreSQL: document frequencies from ``LexemeCount``, candidates through the rarest words only, and
those scored by all words. Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from claims.models import Claim
from claims.polarity import Polarity, compare
from claims.posts import plain_words

K1 = 1.2  # how soon a repeated word stops to count
B = 0.75  # how much a long claim is held against it
CANDIDATES = 3_000  # how many documents the rarest words may bring in

WEIGHED = """
SELECT lexeme, documents FROM unnest(claims_search_vector(%s, %s)) JOIN claims_lexemecount USING (lexeme)
WHERE documents > 0 ORDER BY documents, lexeme
"""
TOTALS = "SELECT documents, occurrences FROM claims_lexemecount WHERE lexeme = ''"

# Equal scores go to the older claim; rounding keeps the order of additions from deciding.
SCORED = """
WITH words AS (SELECT * FROM unnest(%(lexemes)s::text[], %(weights)s::float8[]) AS w (lexeme, weight)),
candidates AS MATERIALIZED (
    SELECT d.claim_id, d.vector, d.length FROM claims_searchdocument d
    WHERE d.vector @@ %(rarest)s::tsquery AND d.claim_id IN ({visible})
)
SELECT claim_id,
    round(sum(
        weight * tf * (%(k1)s + 1) / (tf + %(k1)s * (1 - %(b)s + %(b)s * length / %(average)s))
    )::numeric, 6) AS score,
    array_agg(lexeme ORDER BY weight DESC, lexeme) AS shared,
    (SELECT count(*) FROM unnest(c.vector) s WHERE 'A' = ANY (s.weights)) AS words_of_statement,
    count(*) FILTER (WHERE in_statement) AS shared_with_statement
FROM candidates c
CROSS JOIN LATERAL (
    SELECT u.lexeme, cardinality(u.positions) AS tf, 'A' = ANY (u.weights) AS in_statement FROM unnest(c.vector) u
) held
JOIN words USING (lexeme)
GROUP BY claim_id, c.vector, length
ORDER BY score DESC, claim_id
LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Match:
    """A claim that may say what a text says.

    ``score`` is comparable within one answer only; ``words`` are the stems that matched, the most telling first.
    """

    claim: Claim
    score: float
    method: str
    polarity: Polarity
    words: Sequence[str]


@dataclass(frozen=True)
class Weighed:
    """The words of a query that some claim holds, rarest first, and how many claims hold each."""

    lexemes: list[str]
    documents: list[int]
    total: int
    average: float

    def weights(self) -> list[float]:
        """Return the inverse document frequency of each word."""
        return [math.log(1 + (self.total - n + 0.5) / (n + 0.5)) if n < self.total else 0.01 for n in self.documents]

    def rarest(self) -> str:
        """Return a tsquery of the rarest words that together bring in no more than ``CANDIDATES`` documents."""
        chosen: list[str] = []
        seen = 0
        for lexeme, documents in zip(self.lexemes, self.documents, strict=True):
            if chosen and seen + documents > CANDIDATES:
                break
            chosen.append("'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''")))
            seen += documents
        return " | ".join(chosen)


def find_matches(text: str, *, language: str, among: QuerySet[Claim] | None = None, limit: int = 10) -> list[Match]:
    """Return the claims closest in wording to ``text``, best first; ``among`` are the public ones unless given.

    ``language`` is a BCP 47 tag. Words new to the database within the last minutes may not count yet.
    """
    words = plain_words(text)
    weighed = weigh(words, language)
    if weighed is None:
        return []
    visible = Claim.objects.public() if among is None else among
    rows = score(weighed, visible, limit)
    claims = visible.in_bulk([row[0] for row in rows])
    return [
        Match(
            claim=claims[claim_id],
            score=float(points),
            method="words",
            polarity=compare(
                text, language, claims[claim_id].statement, claims[claim_id].language, coverage=common / max(of, 1)
            ),
            words=shared,
        )
        for claim_id, points, shared, of, common in rows
    ]


def weigh(words: str, language: str) -> Weighed | None:
    """Return the words that claims hold, or None where there are none."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS)
        totals = cursor.fetchone()
        cursor.execute(WEIGHED, [language, words])
        rows = cursor.fetchall()
    if not rows or not totals or totals[0] <= 0:
        return None
    lexemes, documents = (list(column) for column in zip(*rows, strict=True))
    return Weighed(lexemes, documents, totals[0], max(totals[1] / totals[0], 1.0))


def score(weighed: Weighed, visible: QuerySet[Claim], limit: int) -> list[tuple[int, float, list[str], int, int]]:
    """Return claim id, score, shared words, words of the statement, and how many of those are shared, best first."""
    inner, parameters = visible.order_by().values("pk").query.sql_with_params()
    names = {f"visible_{number}": value for number, value in enumerate(parameters)}
    query = SCORED.format(visible=inner % tuple(f"%({name})s" for name in names))
    values = {
        "lexemes": weighed.lexemes,
        "weights": weighed.weights(),
        "rarest": weighed.rarest(),
        "average": weighed.average,
        "k1": K1,
        "b": B,
        "limit": limit,
        **names,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[int, float, list[str], int, int]] = cursor.fetchall()
    return rows
