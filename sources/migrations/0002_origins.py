"""Roots of articles, and what the change log needs to know of outlets and articles."""

from django.db import migrations

# An article's roots are the ancestors, under confirmed derivations, that are derived from nothing themselves.
REBUILD_ORIGINS = """
CREATE FUNCTION sources_rebuild_origins(changed bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH RECURSIVE below (id) AS (
        SELECT changed
        UNION
        SELECT d.article_id FROM sources_derivation d JOIN below ON d.original_id = below.id
        WHERE d.status = 'confirmed'
    ), above (article, ancestor) AS (
        SELECT id, id FROM below
        UNION
        SELECT a.article, d.original_id
        FROM above a JOIN sources_derivation d ON d.article_id = a.ancestor AND d.status = 'confirmed'
    ), roots AS (
        SELECT article, ancestor FROM above
        WHERE NOT EXISTS (
            SELECT 1 FROM sources_derivation d WHERE d.article_id = ancestor AND d.status = 'confirmed'
        )
    ), gone AS (
        DELETE FROM sources_articleorigin o
        WHERE o.article_id IN (SELECT id FROM below)
          AND NOT EXISTS (SELECT 1 FROM roots r WHERE r.article = o.article_id AND r.ancestor = o.root_id)
    )
    INSERT INTO sources_articleorigin (article_id, root_id)
    SELECT article, ancestor FROM roots
    ON CONFLICT DO NOTHING;
END
$$;
"""

STATES = """
CREATE VIEW changes_state_article AS
SELECT id, status = 'public' AS is_public, NULL::text AS word FROM sources_article;

CREATE VIEW changes_state_outlet AS
SELECT o.id,
    EXISTS (SELECT 1 FROM sources_article a WHERE a.outlet_id = o.id AND a.status = 'public') AS is_public,
    NULL::text AS word
FROM sources_outlet o;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_source_tables")]

    operations = [
        migrations.RunSQL(REBUILD_ORIGINS, "DROP FUNCTION sources_rebuild_origins(bigint)"),
        migrations.RunSQL(STATES, "DROP VIEW changes_state_outlet; DROP VIEW changes_state_article"),
    ]
