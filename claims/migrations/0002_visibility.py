"""What the change log needs to know of claims: what is public, and what a parent takes along."""

from django.db import migrations

STATES = """
CREATE VIEW changes_state_claim AS
SELECT id, status = 'public' AND merged_into_id IS NULL AS is_public,
    CASE WHEN merged_into_id IS NOT NULL THEN 'merged' END AS word
FROM claims_claim;

CREATE VIEW changes_state_appearance AS
SELECT a.id,
    a.status = 'public' AND c.status = 'public' AND c.merged_into_id IS NULL AND s.status = 'public' AS is_public,
    NULL::text AS word
FROM claims_appearance a
JOIN claims_claim c ON c.id = a.claim_id
JOIN sources_passage p ON p.id = a.passage_id
JOIN sources_articletext t ON t.id = p.text_id
JOIN sources_article s ON s.id = t.article_id;

CREATE VIEW changes_state_evidence AS
SELECT e.id,
    e.status = 'public' AND c.status = 'public' AND c.merged_into_id IS NULL AND s.status = 'public' AS is_public,
    NULL::text AS word
FROM claims_evidence e
JOIN claims_claim c ON c.id = e.claim_id
JOIN sources_article s ON s.id = e.article_id;

CREATE VIEW changes_state_verdict AS
SELECT v.id,
    v.state IN ('published', 'superseded', 'retracted') AND c.status = 'public' AND c.merged_into_id IS NULL
        AS is_public,
    CASE WHEN v.state = 'retracted' AND c.status = 'public' AND c.merged_into_id IS NULL THEN 'retracted' END AS word
FROM claims_verdict v
JOIN claims_claim c ON c.id = v.claim_id;

CREATE VIEW changes_state_topic AS
SELECT t.id,
    EXISTS (SELECT 1 FROM claims_claimtopic l JOIN changes_state_claim c ON c.id = l.claim_id
            WHERE l.topic_id = t.id AND c.is_public) AS is_public,
    NULL::text AS word
FROM claims_topic t;

CREATE VIEW changes_state_claimant AS
SELECT m.id,
    EXISTS (SELECT 1 FROM claims_appearance a JOIN changes_state_appearance s ON s.id = a.id
            WHERE a.claimant_id = m.id AND s.is_public)
    OR EXISTS (SELECT 1 FROM claims_attributionstep l JOIN changes_state_appearance s ON s.id = l.appearance_id
               WHERE l.claimant_id = m.id AND s.is_public)
    OR EXISTS (SELECT 1 FROM claims_inquiry i JOIN changes_state_claim s ON s.id = i.claim_id
               WHERE i.addressee_id = m.id AND i.is_public AND s.is_public) AS is_public,
    NULL::text AS word
FROM claims_claimant m;

CREATE VIEW changes_state_rating AS
SELECT id, true AS is_public, NULL::text AS word FROM claims_rating;
"""

DROP_STATES = "".join(
    f"DROP VIEW changes_state_{name};"
    for name in ("rating", "claimant", "topic", "verdict", "evidence", "appearance", "claim")
)

# Whose public state hangs on a claim's, and on an article's.
BELOW = """
CREATE FUNCTION claims_objects_of_claim(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'appearance', id FROM claims_appearance WHERE claim_id = wanted
    UNION SELECT 'evidence', id FROM claims_evidence WHERE claim_id = wanted
    UNION SELECT 'verdict', id FROM claims_verdict WHERE claim_id = wanted
    UNION SELECT 'topic', topic_id FROM claims_claimtopic WHERE claim_id = wanted
    UNION SELECT 'claimant', claimant_id FROM claims_appearance WHERE claim_id = wanted AND status = 'public'
    UNION SELECT 'claimant', l.claimant_id FROM claims_attributionstep l
        JOIN claims_appearance a ON a.id = l.appearance_id
        WHERE a.claim_id = wanted AND a.status = 'public' AND l.claimant_id IS NOT NULL
    UNION SELECT 'claimant', addressee_id FROM claims_inquiry WHERE claim_id = wanted AND is_public
$$;

CREATE FUNCTION claims_objects_of_article(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    -- Drafts hang on nothing that the public sees.
    WITH shown AS (
        SELECT a.id, a.claim_id, a.claimant_id FROM claims_appearance a
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id
        WHERE t.article_id = wanted AND a.status = 'public'
    )
    SELECT 'appearance', id FROM shown
    UNION SELECT 'claim', claim_id FROM shown
    UNION SELECT 'claimant', claimant_id FROM shown
    UNION SELECT 'claimant', l.claimant_id FROM claims_attributionstep l JOIN shown ON shown.id = l.appearance_id
        WHERE l.claimant_id IS NOT NULL
    UNION SELECT 'evidence', id FROM claims_evidence WHERE article_id = wanted AND status = 'public'
    UNION SELECT 'claim', claim_id FROM claims_evidence WHERE article_id = wanted AND status = 'public'
$$;
"""

DROP_BELOW = "DROP FUNCTION claims_objects_of_claim(bigint); DROP FUNCTION claims_objects_of_article(bigint)"

# The source tables know nothing of claims; these triggers stand with the claims, on their tables.
FOLLOW_SOURCES = """
CREATE FUNCTION claims_follow_article() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citing bigint;
BEGIN
    IF OLD.status <> 'public' AND NEW.status <> 'public'
        OR to_jsonb(OLD) - 'updated_at'::text = to_jsonb(NEW) - 'updated_at'::text THEN
        RETURN NULL;
    END IF;
    INSERT INTO changes_pendingchange (object_type, object_id)
    SELECT object_type, object_id FROM claims_objects_of_article(NEW.id);
    IF OLD.status <> NEW.status THEN
        FOR citing IN
            SELECT DISTINCT object_id FROM claims_objects_of_article(NEW.id) WHERE object_type = 'claim' ORDER BY 1
        LOOP
            PERFORM claims_count_sources(citing);
        END LOOP;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_follow_article AFTER UPDATE ON sources_article
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION claims_follow_article();

CREATE FUNCTION claims_follow_origin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citing bigint;
BEGIN
    FOR citing IN
        SELECT DISTINCT object_id
        FROM claims_objects_of_article(CASE TG_OP WHEN 'DELETE' THEN OLD.article_id ELSE NEW.article_id END)
        WHERE object_type = 'claim' ORDER BY 1
    LOOP
        PERFORM claims_count_sources(citing);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_follow_origin AFTER INSERT OR DELETE ON sources_articleorigin
FOR EACH ROW EXECUTE FUNCTION claims_follow_origin();

CREATE FUNCTION claims_follow_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.status = 'confirmed' THEN
        INSERT INTO changes_pendingchange (object_type, object_id)
        SELECT object_type, object_id FROM claims_objects_of_text(OLD.text_id, OLD.start, OLD."end");
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = 'confirmed' THEN
        -- Locked, so that no appearance is recorded in the mark meanwhile.
        PERFORM 1 FROM sources_articletext WHERE id = NEW.text_id FOR NO KEY UPDATE;
        INSERT INTO changes_pendingchange (object_type, object_id)
        SELECT object_type, object_id FROM claims_objects_of_text(NEW.text_id, NEW.start, NEW."end");
        IF EXISTS (
            SELECT 1 FROM claims_appearance a JOIN sources_passage p ON p.id = a.passage_id
            WHERE p.text_id = NEW.text_id AND a.status <> 'withdrawn' AND claims_in_foreign_mark(p.id, a.claimant_id)
        ) THEN
            RAISE EXCEPTION 'An appearance inside this mark has another claimant than the outlet that inserted it; '
                'withdraw the appearance first.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'appearance_claimant_of_mark';
        END IF;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_follow_mark AFTER INSERT OR UPDATE OR DELETE ON sources_mark
FOR EACH ROW EXECUTE FUNCTION claims_follow_mark();

CREATE FUNCTION claims_objects_of_text(wanted bigint, first integer, last integer)
RETURNS TABLE (object_type text, object_id bigint) LANGUAGE sql STABLE AS $$
    SELECT 'appearance', a.id FROM claims_appearance a JOIN sources_passage p ON p.id = a.passage_id
    WHERE p.text_id = wanted AND p.start < last AND p."end" > first
    UNION
    SELECT 'evidence', e.id FROM claims_evidence e JOIN sources_passage p ON p.id = e.passage_id
    WHERE p.text_id = wanted AND p.start < last AND p."end" > first
$$;

-- Whether the whole passage stands inside a confirmed mark of an outlet that is not the claimant.
CREATE FUNCTION claims_in_foreign_mark(quoted bigint, speaker bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM sources_passage p
        JOIN sources_mark m ON m.text_id = p.text_id AND m.start <= p.start AND m."end" >= p."end"
        WHERE p.id = quoted AND m.status = 'confirmed' AND m.inserted_by_id IS NOT NULL
          AND m.inserted_by_id IS DISTINCT FROM (SELECT outlet_id FROM claims_claimant WHERE id = speaker)
    )
$$;
"""

DROP_FOLLOW_SOURCES = """
DROP TRIGGER claims_follow_mark ON sources_mark;
DROP TRIGGER claims_follow_origin ON sources_articleorigin;
DROP TRIGGER claims_follow_article ON sources_article;
DROP FUNCTION claims_follow_mark();
DROP FUNCTION claims_follow_origin();
DROP FUNCTION claims_follow_article();
DROP FUNCTION claims_objects_of_text(bigint, integer, integer);
DROP FUNCTION claims_in_foreign_mark(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_claim_tables"), ("sources", "0002_origins")]

    operations = [
        migrations.RunSQL(STATES, DROP_STATES),
        migrations.RunSQL(BELOW, DROP_BELOW),
        migrations.RunSQL(FOLLOW_SOURCES, DROP_FOLLOW_SOURCES),
    ]
