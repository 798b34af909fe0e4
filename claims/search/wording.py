"""A query as PostgreSQL understands it: in each language that the documents are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.search.documents import Documents
from claims.search.query import Query

# Read from their index one after the other, however many documents there are.
SPOKEN = """
WITH RECURSIVE spoken AS (
    (SELECT language FROM {languages} ORDER BY language LIMIT 1)
    UNION ALL
    SELECT (SELECT d.language FROM {languages} d WHERE d.language > s.language ORDER BY d.language LIMIT 1)
    FROM spoken s WHERE s.language IS NOT NULL
)
SELECT language FROM spoken WHERE language IS NOT NULL
"""

# A document answers a query if it does in one language as a whole: a stop word of one is a word of another.
UNDERSTOOD = """
WITH configs AS (
    SELECT DISTINCT claims_search_config(language) AS config FROM unnest(%(languages)s::text[]) language
), terms AS (
    SELECT n, is_excluded, is_prefix, config, words,
        count(*) FILTER (WHERE NOT is_alternative) OVER (PARTITION BY config ORDER BY n) AS place, CASE WHEN is_prefix
        THEN concat_ws(' | ', NULLIF(phraseto_tsquery(config, words)::text, ''),
            NULLIF(to_tsquery('claimtrack_simple', '''' || words || ''':*')::text, ''))
        ELSE NULLIF(phraseto_tsquery(config, words)::text, '') END AS term
    FROM configs, unnest(%(texts)s::text[], %(prefixes)s::boolean[], %(exclusions)s::boolean[],
            %(alternatives)s::boolean[])
        WITH ORDINALITY AS typed (text, is_prefix, is_excluded, is_alternative, n),
        claims_search_words(text) words
), choices AS (
    SELECT config, place, string_agg(term, ' | ' ORDER BY n) AS choice FROM terms
    WHERE NOT is_excluded GROUP BY config, place
), branches AS (
    SELECT DISTINCT string_agg('(' || choice || ')', ' & ' ORDER BY place) AS branch FROM choices GROUP BY config
)
SELECT
    COALESCE((SELECT string_agg('(' || branch || ')', ' | ' ORDER BY branch) FROM branches), ''),
    COALESCE((SELECT string_agg(DISTINCT '(' || term || ')', ' | ') FROM terms WHERE NOT is_excluded), ''),
    COALESCE((SELECT string_agg(DISTINCT '(' || term || ')', ' | ') FROM terms WHERE is_excluded), ''),
    NOT EXISTS (SELECT FROM terms
        WHERE NOT is_excluded AND term IS NOT NULL AND config = claims_search_config(%(interface)s)),
    CASE WHEN (SELECT max(n) FROM terms) = 1 THEN ARRAY(
        SELECT DISTINCT lexeme FROM terms, unnest(to_tsvector(config, words))
        WHERE NOT is_excluded AND NOT is_prefix AND numnode(term::tsquery) = 1) ELSE '{}' END
"""


@dataclass(frozen=True)
class Wording:
    """The tsquery that hits satisfy, the one that ranks them, and the one of any word that may be highlighted.

    ``is_common`` says that in the reader's language all wanted words are too frequent to be searched; ``stems`` are
    those of the only word, if that is all that was wanted.
    """

    condition: str
    rank: str
    any: str
    is_common: bool
    stems: Sequence[str] = ()


def spoken(documents: Documents) -> list[str]:
    """Return the languages that the documents are in."""
    with connection.cursor() as cursor:
        cursor.execute(SPOKEN.format(languages=documents.languages))
        return [language for (language,) in cursor.fetchall()]


def understood(query: Query, documents: Documents, *, interface: str, language: str = "") -> Wording:
    """Return the wording of ``query`` in every language of ``documents``, or in ``language`` if one is given."""
    values: dict[str, Any] = {
        "texts": [term.text for term in query.terms],
        "prefixes": [term.is_prefix for term in query.terms],
        "alternatives": [term.is_alternative for term in query.terms],
        "exclusions": [term.is_excluded for term in query.terms],
        "languages": [language, interface, ""] if language else [*spoken(documents), interface, ""],
        "interface": interface,
    }
    with connection.cursor() as cursor:
        cursor.execute(UNDERSTOOD, values)
        wanted, anything, excluded, is_common, stems = cursor.fetchone()
    conditions = [f"({wanted})"] if wanted else []
    conditions += [f"!({excluded})"] if excluded else []
    return Wording(" & ".join(conditions), wanted, anything, bool(query.wanted) and is_common, stems)
