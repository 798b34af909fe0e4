"""How many independent sources stand behind claims, worked out from whatever rows the tables' names stand for.

The database keeps these numbers for today (`SourceCount`); here they are queries, for other days.
"""

# An article's roots are the ancestors, under confirmed derivations, that are derived from nothing themselves.
ORIGINS = """
SELECT article.id AS id, article.id AS article_id, roots.id AS root_id
FROM "sources_article" article CROSS JOIN LATERAL (
    WITH RECURSIVE above (id) AS (
        SELECT article.id
        UNION
        SELECT d.original_id FROM above
        JOIN "sources_derivation" d ON d.article_id = above.id AND d.status = 'confirmed'
    )
    SELECT above.id FROM above WHERE NOT EXISTS (
        SELECT FROM "sources_derivation" d WHERE d.article_id = above.id AND d.status = 'confirmed'
    )
) roots
"""

# Articles that share a root are one source; the sources are the connected components.
SOURCE_COUNTS = """
SELECT claim.id AS id, claim.id AS claim_id, counted.stance, counted.articles, counted.sources
FROM "claims_claim" claim CROSS JOIN LATERAL (
    WITH RECURSIVE cited (stance, article) AS (
        SELECT a.stance::text, t.article_id FROM "claims_appearance" a
        JOIN "sources_passage" p ON p.id = a.passage_id
        JOIN "sources_articletext" t ON t.id = p.text_id
        JOIN "sources_article" s ON s.id = t.article_id AND s.status = 'public'
        WHERE a.claim_id = claim.id AND a.status = 'public'
        UNION
        SELECT e.stance::text, e.article_id FROM "claims_evidence" e
        JOIN "sources_article" s ON s.id = e.article_id AND s.status = 'public'
        WHERE e.claim_id = claim.id AND e.status = 'public'
    ), links (stance, article, root) AS MATERIALIZED (
        SELECT c.stance, c.article, o.root_id FROM cited c JOIN "sources_articleorigin" o ON o.article_id = c.article
    ), reach (stance, first, article) AS (
        SELECT stance, article, article FROM links
        UNION
        SELECT r.stance, r.first, theirs.article FROM reach r
        JOIN links mine ON mine.article = r.article AND mine.stance = r.stance
        JOIN links theirs ON theirs.root = mine.root AND theirs.stance = mine.stance
    ), component (stance, first, label) AS (
        SELECT stance, first, min(article) FROM reach GROUP BY stance, first
    )
    SELECT stance, count(*)::integer AS articles, count(DISTINCT label)::integer AS sources
    FROM component GROUP BY stance
) counted
"""
