"""Another spelling for words that no document holds: the nearest word that some claim does hold.

The vocabulary is that of claims, for articles too. It holds stems, so what was typed is compared as a stem.
"""

from collections.abc import Iterable
from itertools import product

from django.db import connection

from claims.search.documents import Documents
from claims.search.query import Query, Term
from claims.search.wording import spoken

CANDIDATES = 60
PENDING = 20_000  # words of the log that are looked at before a worker has counted them

STEMS = """
SELECT DISTINCT lexeme, claims_stand_ins(lexeme)
FROM unnest(%s::text[]) language, unnest(claims_search_vector(language, %s))
"""
HELD = "SELECT EXISTS (SELECT FROM {table} WHERE vector @@ %s::tsquery AND facets <> '{{}}')"

# Trigrams of the stand-ins bring in the candidates; the edit distance of the real letters decides.
NEAR = """
SELECT lexeme, sum(documents) FROM (
    SELECT lexeme, documents FROM claims_lexemecount WHERE claims_stand_ins(lexeme) %% ANY (%(stand_ins)s::text[])
    UNION ALL
    SELECT lexeme, documents FROM (
        SELECT lexeme, documents FROM claims_lexemedelta ORDER BY id DESC LIMIT %(pending)s
    ) newest WHERE claims_stand_ins(lexeme) %% ANY (%(stand_ins)s::text[])
) known
WHERE lexeme <> '' GROUP BY lexeme HAVING sum(documents) > 0
ORDER BY (
    SELECT max(similarity(claims_stand_ins(lexeme), typed)) FROM unnest(%(stand_ins)s::text[]) typed
) DESC, sum(documents) DESC LIMIT %(candidates)s
"""

NEAR_STEM = NEAR.replace("%(stand_ins)s::text[]", "ARRAY[claims_stand_ins(%(stem)s)]")

# A stem is not a word that one could show: the word itself is taken from a public claim that holds it.
SHOWN = """
SELECT ts_headline(claims_search_config(c.language), claims_search_words(c.statement), asked.words,
    'HighlightAll=true, StartSel=\x02, StopSel=\x03')
FROM claims_searchdocument d JOIN claims_claim c ON c.id = d.claim_id, (SELECT %s::tsquery AS words) asked
WHERE d.vector @@ asked.words AND d.facets <> '{}' ORDER BY d.claim_id DESC LIMIT 1
"""


def respelt(query: Query, documents: Documents) -> Query | None:
    """Return ``query`` with its unknown words replaced by the nearest known ones; None if there is nothing nearer."""
    other = query
    for term in query.wanted:
        if not term.is_phrase and not term.is_prefix and (nearest := _nearest(term, documents)):
            other = other.spelt(term, nearest)
    return None if other == query else other


def near_lexemes(stems: Iterable[str]) -> list[str]:
    """Return, for each stem that has one, the nearest one that some claim holds."""
    with connection.cursor() as cursor:
        found = []
        for stem in stems:
            cursor.execute(NEAR_STEM, {"stem": stem, "pending": PENDING, "candidates": CANDIDATES})
            found.append(_choose([stem], cursor.fetchall()))
    return [lexeme for lexeme in found if lexeme]


def _nearest(term: Term, documents: Documents) -> str | None:
    """Return the word nearest to one that no document holds; None if one does, or if nothing is near."""
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [[*spoken(documents), ""], term.text])
        stems = dict(cursor.fetchall())
        if not stems:
            return None
        cursor.execute(HELD.format(table=documents.table), [" | ".join(map(_quoted, stems))])
        if cursor.fetchone()[0]:
            return None
        cursor.execute(NEAR, {"stand_ins": list(stems.values()), "pending": PENDING, "candidates": CANDIDATES})
        lexeme = _choose(stems, cursor.fetchall())
    return _shown(lexeme) if lexeme else None


def _choose(stems: Iterable[str], near: Iterable[tuple[str, int]]) -> str | None:
    """Return the lexeme with the fewest edits, of those that most documents hold."""
    ranked = [
        (distance, -documents, lexeme)
        for stem, (lexeme, documents) in product(stems, near)
        if (distance := edits(stem, lexeme)) <= max(1, len(stem) // 4)
    ]
    return min(ranked)[2] if ranked else None


def _shown(lexeme: str) -> str | None:
    """Return a word as it stands in a public claim that holds the lexeme; None if only other fields hold it."""
    with connection.cursor() as cursor:
        cursor.execute(SHOWN, [_quoted(lexeme)])
        row = cursor.fetchone()
    word: str = row[0].partition("\x02")[2].partition("\x03")[0].lower() if row else ""
    return word or None


def _quoted(lexeme: str) -> str:
    """Return the tsquery of one lexeme."""
    return "'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''"))


def edits(one: str, other: str) -> int:
    """Return how many letters must be changed, added, left out or swapped with their neighbour between two words."""
    earlier: list[int] = []
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
