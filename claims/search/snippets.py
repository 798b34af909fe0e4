"""Where the words stand in what a page shows: statement, title of the verdict, and a public quote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

BEGIN, END = "\x02", "\x03"
LONGEST = 240  # characters of a quote around its first hit
OPTIONS = f"HighlightAll=true, StartSel={BEGIN}, StopSel={END}"

# A quote in which somebody else's words are marked is left out: cut out of its passage, they could not be credited.
CLAIMS = """
SELECT c.id, ts_headline(claims_search_config(c.language), translate(c.statement, %(signs)s, ''), q, %(options)s),
    ts_headline(claims_search_config(c.language), translate(COALESCE(v.title, ''), %(signs)s, ''), q, %(options)s),
    ts_headline(claims_search_config(c.language), translate(COALESCE(quote.exact, ''), %(signs)s, ''), q, %(options)s),
    COALESCE(quote.language, '')
FROM claims_claim c CROSS JOIN (SELECT %(words)s::tsquery AS q) asked
LEFT JOIN claims_verdict v ON v.claim_id = c.id AND v.state = 'published'
LEFT JOIN LATERAL (
    SELECT p.exact, s.language FROM claims_appearance a
    JOIN sources_passage p ON p.id = a.passage_id
    JOIN sources_articletext t ON t.id = p.text_id
    JOIN sources_article s ON s.id = t.article_id AND s.status = 'public'
    WHERE a.claim_id = c.id AND a.status = 'public'
        AND split_part(s.language, '-', 1) = split_part(c.language, '-', 1)
        AND claims_search_vector(c.language, p.exact) @@ q
        AND NOT EXISTS (
            SELECT FROM sources_mark m WHERE m.text_id = p.text_id AND m.status <> 'rejected'
                AND m.start < p."end" AND m."end" > p.start)
    ORDER BY a.id LIMIT 1
) quote ON true
WHERE c.id = ANY(%(ids)s) AND c.status = 'public' AND c.merged_into_id IS NULL
"""


@dataclass(frozen=True)
class Piece:
    """A run of text; ``is_hit`` where it is a word that was searched for."""

    text: str
    is_hit: bool


@dataclass(frozen=True)
class Snippet:
    """A claim's texts in pieces; title and quote are empty unless a word stands in them."""

    statement: list[Piece]
    title: list[Piece]
    quote: list[Piece]
    quote_language: str


def snippets(ids: Sequence[int], words: str) -> dict[int, Snippet]:
    """Return the snippets of public claims by id; ``words`` is a tsquery of any word to be highlighted."""
    values: dict[str, Any] = {"ids": list(ids), "words": words, "options": OPTIONS, "signs": BEGIN + END}
    with connection.cursor() as cursor:
        cursor.execute(CLAIMS, values)
        return {
            pk: Snippet(pieces(statement), pieces(title, hits_only=True), excerpt(pieces(quote, hits_only=True)), tag)
            for pk, statement, title, quote, tag in cursor.fetchall()
        }


def with_snippets(rows: Sequence[Any], words: str) -> None:
    """Give each row of a page its ``snippet``."""
    found = snippets([row.pk for row in rows], words) if rows and words else {}
    for row in rows:
        row.snippet = found.get(row.pk)


def pieces(highlighted: str, *, hits_only: bool = False) -> list[Piece]:
    """Return a text whose hits stand between signs in pieces; nothing, with ``hits_only``, if it has no hit."""
    if hits_only and BEGIN not in highlighted:
        return []
    parts = re.split(f"[{BEGIN}{END}]", highlighted)
    return [Piece(text, is_hit=bool(place % 2)) for place, text in enumerate(parts) if text]


def excerpt(text: list[Piece]) -> list[Piece]:
    """Return the pieces around the first hit, with an ellipsis wherever something was left out."""
    whole = "".join(piece.text for piece in text)
    if len(whole) <= LONGEST:
        return text
    before = len(text[0].text) if text and not text[0].is_hit else 0
    start = max(0, before - LONGEST // 3)
    start = whole.rfind(" ", 0, start) + 1 if start else 0
    stop = start + LONGEST
    stop = whole.rfind(" ", start, stop) if stop < len(whole) and " " in whole[start:stop] else stop
    cut = _between(text, start, stop)
    return [*([Piece("… ", is_hit=False)] * (start > 0)), *cut, *([Piece(" …", is_hit=False)] * (stop < len(whole)))]


def _between(text: list[Piece], start: int, stop: int) -> list[Piece]:
    cut, place = [], 0
    for piece in text:
        part = piece.text[max(0, start - place) : max(0, stop - place)]
        place += len(piece.text)
        if part:
            cut.append(Piece(part, piece.is_hit))
    return cut
