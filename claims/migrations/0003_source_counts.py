"""How many independent sources stand behind a claim."""

from django.db import migrations

# Articles that share a root are one source; the sources are the connected components.
COUNT_SOURCES = """
CREATE FUNCTION claims_count_sources(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Two writers of one claim take turns, so that each counts what the other has committed.
    PERFORM 1 FROM claims_claim WHERE id = wanted FOR NO KEY UPDATE;
    WITH RECURSIVE cited (stance, article) AS (
        SELECT DISTINCT a.stance::text, t.article_id FROM claims_appearance a
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id
        JOIN sources_article s ON s.id = t.article_id AND s.status = 'public'
        WHERE a.claim_id = wanted AND a.status = 'public'
        UNION
        SELECT DISTINCT e.stance::text, e.article_id FROM claims_evidence e
        JOIN sources_article s ON s.id = e.article_id AND s.status = 'public'
        WHERE e.claim_id = wanted AND e.status = 'public'
    ), sets (stance, roots) AS (
        SELECT c.stance, array_agg(o.root_id ORDER BY o.root_id)
        FROM cited c JOIN sources_articleorigin o ON o.article_id = c.article GROUP BY c.stance, c.article
    ), families (id, stance, roots, articles) AS MATERIALIZED (
        -- Copies of one story have the same roots; only families with different roots are compared.
        SELECT row_number() OVER (), stance, roots, count(*) FROM sets GROUP BY stance, roots
    ), links (id, stance, root) AS MATERIALIZED (
        SELECT id, stance, unnest(roots) FROM families
    ), reach (first, id) AS (
        SELECT id, id FROM families
        UNION
        SELECT r.first, theirs.id FROM reach r
        JOIN links mine ON mine.id = r.id
        JOIN links theirs ON theirs.root = mine.root AND theirs.stance = mine.stance
    ), component (first, label) AS (
        SELECT first, min(id) FROM reach GROUP BY first
    ), counted (stance, articles, sources) AS (
        SELECT f.stance, sum(f.articles), count(DISTINCT c.label)
        FROM families f JOIN component c ON c.first = f.id GROUP BY f.stance
    ), gone AS (
        DELETE FROM claims_sourcecount
        WHERE claim_id = wanted AND stance NOT IN (SELECT stance FROM counted)
    )
    INSERT INTO claims_sourcecount (claim_id, stance, articles, sources)
    SELECT wanted, stance, articles, sources FROM counted
    ON CONFLICT (claim_id, stance) DO UPDATE SET articles = EXCLUDED.articles, sources = EXCLUDED.sources
    WHERE (claims_sourcecount.articles, claims_sourcecount.sources)
        IS DISTINCT FROM (EXCLUDED.articles, EXCLUDED.sources);
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_visibility")]

    operations = [
        migrations.RunSQL(COUNT_SOURCES, "DROP FUNCTION claims_count_sources(bigint)"),
    ]
