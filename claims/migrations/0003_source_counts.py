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
    ), reach (stance, first, article) AS (
        SELECT stance, article, article FROM cited
        UNION
        SELECT r.stance, r.first, c.article FROM reach r
        JOIN sources_articleorigin mine ON mine.article_id = r.article
        JOIN sources_articleorigin theirs ON theirs.root_id = mine.root_id
        JOIN cited c ON c.article = theirs.article_id AND c.stance = r.stance
    ), component (stance, first, label) AS (
        SELECT stance, first, min(article) FROM reach GROUP BY stance, first
    ), counted (stance, articles, sources) AS (
        SELECT stance, count(*), count(DISTINCT label) FROM component GROUP BY stance
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
