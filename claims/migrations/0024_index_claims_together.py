"""The claims of one statement are indexed together: their documents, facets, counts of words and wordings."""

from django.db import migrations

# A row that points to a claim may be stored before it in a transaction; such a claim is indexed on its own.
TOGETHER = """
CREATE FUNCTION claims_is_said_already(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM claims_appearance WHERE claim_id = wanted)
        OR EXISTS (SELECT FROM claims_verdict WHERE claim_id = wanted)
$$;

CREATE FUNCTION claims_index_together() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said bigint[] := ARRAY(SELECT id FROM new_claims WHERE claims_is_said_already(id) ORDER BY id);
BEGIN
    -- OFFSET has each text made once, and not again for every column that reads it.
    WITH worded AS MATERIALIZED (
        SELECT id, vector, facets, (SELECT COALESCE(sum(cardinality(positions)), 0) FROM unnest(vector)) AS length FROM (
            SELECT id, setweight(claims_search_vector(language, statement), 'A') AS vector,
                CASE WHEN status = 'public' THEN claims_facets_of_claim(id) ELSE '{}' END AS facets
            FROM new_claims WHERE id <> ALL (said) OFFSET 0
        ) shown
    ), stored AS (
        INSERT INTO claims_searchdocument (claim_id, vector, length, facets)
        SELECT id, vector, length, facets FROM worded
    )
    INSERT INTO claims_lexemedelta (lexeme, documents, occurrences)
    SELECT u.lexeme, count(*), sum(cardinality(u.positions)) FROM worded, unnest(worded.vector) u GROUP BY u.lexeme
    UNION ALL SELECT '', count(*), sum(length) FROM worded HAVING count(*) > 0;

    INSERT INTO claims_claimwording (claim_id, text, language)
    SELECT id, text, language FROM (
        SELECT id, claims_encoded_text(statement) AS text, language FROM new_claims WHERE id <> ALL (said) OFFSET 0
    ) encoded WHERE text <> '';

    PERFORM claims_index_claim(id), claims_sort_claim(id), claims_reword_claim(id) FROM unnest(said) id;
    RETURN NULL;
END
$$;

DROP TRIGGER claims_index_insert ON claims_claim;
DROP TRIGGER claims_sort_insert ON claims_claim;
DROP TRIGGER claims_wordings_insert ON claims_claim;
CREATE TRIGGER claims_index_together AFTER INSERT ON claims_claim
REFERENCING NEW TABLE AS new_claims FOR EACH STATEMENT EXECUTE FUNCTION claims_index_together();
"""
APART = """
DROP TRIGGER claims_index_together ON claims_claim;
CREATE TRIGGER claims_index_insert AFTER INSERT ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_index_follows();
CREATE TRIGGER claims_sort_insert AFTER INSERT ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_facets_follow();
CREATE TRIGGER claims_wordings_insert AFTER INSERT ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_wordings_follow();
DROP FUNCTION claims_index_together();
DROP FUNCTION claims_is_said_already(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_follow_labels")]

    operations = [migrations.RunSQL(TOGETHER, APART)]
