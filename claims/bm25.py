"""BM25 inside PostgreSQL: what the words that a text and a claim share are worth.

Document frequencies come from ``LexemeCount``, candidates through the rarest words only, and those are scored by all
words. Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009).
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from claims.models import Claim
from claims.search.spelling import near_lexemes

K1 = 1.2  # how soon a repeated word stops to count
B = 0.75  # how much a long claim is held against it
CANDIDATES = 2_000  # how many documents the rarest words may bring in
SCORED_AT_LEAST = 300  # how many of those are scored by all words

FEW = 2  # with fewer known words than these, unknown ones are taken for typing errors
MISSPELT = 3  # how many of those are looked up

READ = """
SELECT lexeme, COALESCE(documents, 0) FROM unnest(claims_search_vector(%s, %s))
LEFT JOIN claims_lexemecount USING (lexeme) ORDER BY documents, lexeme
"""
COUNTED = "SELECT lexeme, documents FROM claims_lexemecount WHERE lexeme = ANY (%s) AND documents > 0"
TOTALS = "SELECT documents, occurrences FROM claims_lexemecount WHERE lexeme = ''"

# Equal scores go to the older claim; rounding keeps the order of additions from deciding.
SCORED = """
WITH words AS (SELECT * FROM unnest(%(lexemes)s::text[], %(weights)s::float8[]) AS w (lexeme, weight)),
{candidates},
best AS MATERIALIZED (
    SELECT d.claim_id, d.vector, held.* FROM candidates JOIN claims_searchdocument d USING (claim_id)
    CROSS JOIN LATERAL (
        SELECT round(sum(
                weight * cardinality(u.positions) * (%(k1)s + 1)
                / (cardinality(u.positions) + %(k1)s * (1 - %(b)s + %(b)s * d.length / %(average)s))
            )::numeric, 6)::float8 AS score,
            array_agg(lexeme ORDER BY weight DESC, lexeme) AS shared,
            count(*) FILTER (WHERE 'A' = ANY (u.weights)) AS shared_with_statement
        FROM unnest(d.vector) u JOIN words USING (lexeme)
    ) held
    WHERE held.score IS NOT NULL
    ORDER BY held.score DESC, d.claim_id LIMIT %(limit)s
)
SELECT claim_id, score, shared, (SELECT count(*) FROM unnest(vector) s WHERE 'A' = ANY (s.weights)),
    shared_with_statement
FROM best ORDER BY score DESC, claim_id
"""
# What the rarest words bring in, by their weights alone; then, as long as wanted, what may be seen of it. Whether a
# claim may be seen is asked of one after the other, whatever the planner thinks of the number of hits.
RAREST = """
rare AS (SELECT * FROM unnest(%(rare)s::text[], %(rare_weights)s::float8[]) AS r (query, weight)),
hits AS MATERIALIZED (
    SELECT d.claim_id, sum(r.weight) AS weight FROM rare r JOIN claims_searchdocument d ON d.vector @@ r.query::tsquery
    GROUP BY d.claim_id
),
candidates AS MATERIALIZED (
    SELECT claim_id FROM (SELECT * FROM hits ORDER BY weight DESC, claim_id OFFSET 0) ranked
    WHERE (SELECT true FROM ({visible}) v WHERE v.pk = ranked.claim_id) LIMIT %(scored)s
)
"""
GIVEN = "candidates AS (SELECT unnest(%(claims)s::bigint[]) AS claim_id)"
# Compiling takes longer than these queries do.
PLANNING = "SELECT set_config('jit', 'off', true)"


class Scored(NamedTuple):
    """A claim's score, the stems that it shares, the most telling first, and how much of its statement they are."""

    claim: int
    points: float
    shared: list[str]
    words_of_statement: int
    shared_with_statement: int

    @property
    def coverage(self) -> float:
        """Return which share (0-1) of the statement's words stands in the text."""
        return self.shared_with_statement / max(self.words_of_statement, 1)


@dataclass(frozen=True)
class Weighed:
    """The words of a text that some claim holds, rarest first, and how many claims hold each."""

    lexemes: list[str]
    documents: list[int]
    total: int
    average: float

    def weights(self) -> list[float]:
        """Return the inverse document frequency of each word."""
        return [math.log(1 + (self.total - n + 0.5) / (n + 0.5)) if n < self.total else 0.01 for n in self.documents]

    def rarest(self) -> list[str]:
        """Return the rarest words that together bring in no more than ``CANDIDATES`` documents, each as a tsquery."""
        chosen: list[str] = []
        seen = 0
        for lexeme, documents in zip(self.lexemes, self.documents, strict=True):
            if chosen and seen + documents > CANDIDATES:
                break
            chosen.append("'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''")))
            seen += documents
        return chosen


def weigh(words: str, language: str) -> Weighed | None:
    """Return the words that claims hold, or None where there are none; hardly any known word is taken for misspelt."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS)
        totals = cursor.fetchone()
        cursor.execute(READ, [language, words])
        read: list[tuple[str, int]] = cursor.fetchall()
    if not totals or totals[0] <= 0:
        return None
    known = {lexeme: documents for lexeme, documents in read if documents > 0}
    if len(known) < min(FEW, len(read)):
        known |= spelt_rightly([lexeme for lexeme, documents in read if documents <= 0])
    if not known:
        return None
    rarest_first = sorted(known, key=lambda lexeme: (known[lexeme], lexeme))
    return Weighed(rarest_first, [known[lexeme] for lexeme in rarest_first], totals[0], max(totals[1] / totals[0], 1.0))


def spelt_rightly(lexemes: list[str]) -> dict[str, int]:
    """Return the counted words that are nearest to unknown ones, the longest of those."""
    near = near_lexemes(sorted(lexemes, key=len, reverse=True)[:MISSPELT])
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [near])
        return dict(cursor.fetchall())


def score_best(weighed: Weighed, visible: QuerySet[Claim], limit: int) -> list[Scored]:
    """Return the claims among ``visible`` that share the most telling words, best first; needs a transaction."""
    inner, parameters = visible.order_by().values("pk").query.sql_with_params()
    names = {f"visible_{number}": value for number, value in enumerate(parameters)}
    rare = weighed.rarest()
    values = {
        "rare": rare,
        "rare_weights": weighed.weights()[: len(rare)],
        "scored": max(SCORED_AT_LEAST, limit),
        **names,
    }
    candidates = RAREST.format(visible=inner % tuple(f"%({name})s" for name in names))
    return score(weighed, candidates, values, limit)


def score_these(weighed: Weighed, claims: Collection[int]) -> list[Scored]:
    """Return those of ``claims`` (their ids) that share any word, best first; needs a transaction."""
    return score(weighed, GIVEN, {"claims": list(claims)}, len(claims)) if claims else []


def score(weighed: Weighed, candidates: str, parameters: dict[str, Any], limit: int) -> list[Scored]:
    """Score the documents of ``candidates``, a part of the statement."""
    values = {
        "lexemes": weighed.lexemes,
        "weights": weighed.weights(),
        "average": weighed.average,
        "k1": K1,
        "b": B,
        "limit": limit,
        **parameters,
    }
    with connection.cursor() as cursor:
        cursor.execute(PLANNING)
        cursor.execute(SCORED.format(candidates=candidates.strip()), values)
        return [Scored(*row) for row in cursor.fetchall()]
