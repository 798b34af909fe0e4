"""What the database's triggers keep beside the rows that people write, made for many rows at once.

Each statement says the same as the function named above it; tests/bench compares the two.
"""

import math
from dataclasses import dataclass

# claims_index_claim() and claims_facets_of_claim(). OFFSET 0 keeps each vector from being made twice.
CLAIM_DOCUMENTS = """
WITH chosen AS MATERIALIZED (
    SELECT id, statement, kind, language, status = 'public' AND merged_into_id IS NULL AS is_shown
    FROM claims_claim WHERE id BETWEEN %(first)s AND %(last)s
), spoken AS MATERIALIZED (
    SELECT a.claim_id AS id, a.claimant_id, a.said_on, s.outlet_id, split_part(s.language, '-', 1) AS language, p.exact
    FROM claims_appearance a
    JOIN sources_passage p ON p.id = a.passage_id
    JOIN sources_articletext t ON t.id = p.text_id
    JOIN sources_article s ON s.id = t.article_id
    WHERE a.status = 'public' AND s.status = 'public' AND a.claim_id BETWEEN %(first)s AND %(last)s
), quoted AS (
    SELECT id, language, string_agg(DISTINCT exact, ' ') AS quotes FROM spoken GROUP BY 1, 2
), rated AS (
    SELECT v.claim_id AS id, v.title, r.id AS rating, r.normalised
    FROM claims_verdict v JOIN claims_rating r ON r.id = v.rating_id
    WHERE v.state = 'published' AND v.claim_id BETWEEN %(first)s AND %(last)s
), sorted AS (
    SELECT id, 'era:' || (id >> 14) AS facet FROM chosen
    UNION SELECT id, 'kind:' || kind FROM chosen
    UNION SELECT id, 'language:' || lower(split_part(language, '-', 1)) FROM chosen
    UNION SELECT claim_id, 'topic:' || topic_id FROM claims_claimtopic WHERE claim_id BETWEEN %(first)s AND %(last)s
    UNION SELECT id, unnest(ARRAY['rating:' || rating, 'verdict:' || normalised]) FROM rated
    UNION SELECT id, 'claimant:' || claimant_id FROM spoken
    UNION SELECT id, 'outlet:' || outlet_id FROM spoken
    UNION SELECT id, 'year:' || extract(year FROM said_on)::int FROM spoken WHERE said_on IS NOT NULL
), facets AS (
    SELECT id, array_agg(facet ORDER BY facet) AS facets FROM sorted GROUP BY 1
)
INSERT INTO claims_searchdocument (claim_id, vector, length, facets)
SELECT id, vector, (SELECT COALESCE(sum(cardinality(positions)), 0) FROM unnest(vector)), facets FROM (
    SELECT c.id, setweight(claims_search_vector(c.language, c.statement), 'A')
        || setweight(claims_search_vector(c.language, COALESCE(r.title, '')), 'B')
        || setweight(claims_search_vector(c.language, COALESCE(q.quotes, '')), 'C') AS vector,
        CASE WHEN c.is_shown THEN f.facets ELSE '{}' END AS facets
    FROM chosen c
    LEFT JOIN rated r USING (id)
    LEFT JOIN quoted q ON q.id = c.id AND q.language = split_part(c.language, '-', 1)
    LEFT JOIN facets f ON f.id = c.id
    ORDER BY c.id
    OFFSET 0
) made
"""
# claims_index_citation(); generated evidence cites whole articles, so that all quotes are appearances'.
ARTICLE_DOCUMENTS = """
WITH quoted AS (
    SELECT article_id, string_agg(DISTINCT exact, ' ') AS quotes FROM (
        SELECT t.article_id, p.exact FROM sources_articletext t
        JOIN sources_passage p ON p.text_id = t.id
        JOIN claims_appearance a ON a.passage_id = p.id AND a.status = 'public'
        JOIN claims_claim c ON c.id = a.claim_id AND c.status = 'public' AND c.merged_into_id IS NULL
        WHERE t.article_id BETWEEN %(first)s AND %(last)s
    ) shown GROUP BY 1
)
INSERT INTO claims_articledocument (article_id, vector, language, facets)
SELECT a.id, setweight(claims_search_vector(a.language, a.title), 'A')
    || setweight(claims_search_vector(
        a.language, concat_ws(' ', o.name, array_to_string(a.byline, ' '))), 'B')
    || setweight(claims_search_vector(
        a.language, CASE WHEN a.status = 'public' THEN COALESCE(q.quotes, '') ELSE '' END), 'C'),
    a.language,
    CASE WHEN a.status <> 'public' THEN '{}' ELSE ARRAY(
        SELECT 'era:' || (a.id >> 14)
        UNION SELECT 'kind:' || a.kind
        UNION SELECT 'language:' || lower(split_part(a.language, '-', 1)) WHERE a.language <> ''
        UNION SELECT 'outlet:' || a.outlet_id
        UNION SELECT 'year:' || extract(year FROM a.published_on)::int WHERE a.published_on IS NOT NULL
        ORDER BY 1
    ) END
FROM sources_article a
JOIN sources_outlet o ON o.id = a.outlet_id
LEFT JOIN quoted q ON q.article_id = a.id
WHERE a.id BETWEEN %(first)s AND %(last)s
ORDER BY a.id
"""
# claims_reword_claim() says the same.
WORDINGS = """
INSERT INTO claims_claimwording (claim_id, text, language)
SELECT DISTINCT ON (id, text) id, text, language FROM (
    SELECT id, claims_encoded_text(wording) AS text, language FROM (
        SELECT c.id, concat_ws('. ', v.title, c.statement) AS wording, c.language FROM claims_claim c
        LEFT JOIN claims_verdict v ON v.claim_id = c.id AND v.state = 'published'
        WHERE c.id BETWEEN %(first)s AND %(last)s
        UNION ALL SELECT a.claim_id, said.* FROM claims_appearance a
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id
        JOIN sources_article s ON s.id = t.article_id
        LEFT JOIN sources_article o ON o.id = a.original_article_id
        CROSS JOIN LATERAL (VALUES (p.exact, s.language), (a.original_wording, COALESCE(o.language, 'und'))) said
        WHERE a.status = 'public' AND s.status = 'public' AND a.claim_id BETWEEN %(first)s AND %(last)s
    ) written
) encoded WHERE text <> '' ORDER BY 1, 2, 3
"""
# fold_lexemes(), when it has folded everything.
LEXEMES = """
INSERT INTO claims_lexemecount (lexeme, documents, occurrences)
SELECT word, ndoc, nentry FROM ts_stat('SELECT vector FROM claims_searchdocument')
UNION ALL SELECT '', count(*), sum(length) FROM claims_searchdocument HAVING count(*) > 0
"""


@dataclass(frozen=True)
class Step:
    """A statement that fills ``table``, for a stretch of the ids of ``follows`` at a time, or all at once."""

    table: str
    statement: str
    follows: str = ""

    def stretches(self, last: int, *, length: int = 50_000) -> list[dict[str, int]]:
        """Return the stretches of ids from 1 to ``last``."""
        return [
            {"first": number * length + 1, "last": min((number + 1) * length, last)}
            for number in range(math.ceil(last / length))
        ]


STEPS = (
    Step("claims_searchdocument", CLAIM_DOCUMENTS, "claims_claim"),
    Step("claims_lexemecount", LEXEMES),
    Step("claims_articledocument", ARTICLE_DOCUMENTS, "sources_article"),
    Step("claims_claimwording", WORDINGS, "claims_claim"),
)
