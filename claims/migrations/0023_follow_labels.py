"""The change log follows what flat rows show of other rows: their labels, and which of them are public."""

from django.db import migrations

# Only what readers see is told: the log drops the objects that are not public.
FOLLOW_LABELS = """
CREATE FUNCTION claims_objects_naming_outlet(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'article', id FROM sources_article WHERE outlet_id = wanted AND status = 'public'
    UNION SELECT 'claimant', id FROM claims_claimant WHERE outlet_id = wanted
    UNION SELECT 'appearance', a.id FROM claims_appearance a
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id
        JOIN sources_article s ON s.id = t.article_id
        WHERE s.outlet_id = wanted AND a.status = 'public'
    UNION SELECT 'evidence', e.id FROM claims_evidence e
        JOIN sources_article s ON s.id = e.article_id WHERE s.outlet_id = wanted AND e.status = 'public'
    UNION SELECT 'appearance', appearance_id FROM claims_attributionstep WHERE outlet_id = wanted
    UNION SELECT o.object_type, o.object_id FROM sources_mark m
        CROSS JOIN LATERAL claims_objects_of_text(m.text_id, m.start, m."end") o
        WHERE m.inserted_by_id = wanted AND m.status = 'confirmed'
$$;

CREATE FUNCTION claims_objects_naming_claimant(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'appearance', id FROM claims_appearance WHERE claimant_id = wanted AND status = 'public'
    UNION SELECT 'claim', claim_id FROM claims_appearance WHERE claimant_id = wanted AND status = 'public'
    UNION SELECT 'appearance', appearance_id FROM claims_attributionstep WHERE claimant_id = wanted
$$;

CREATE FUNCTION claims_objects_naming_claim(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'appearance', id FROM claims_appearance WHERE claim_id = wanted AND status = 'public'
    UNION SELECT 'evidence', id FROM claims_evidence WHERE claim_id = wanted AND status = 'public'
    UNION SELECT 'verdict', id FROM claims_verdict WHERE claim_id = wanted
$$;

CREATE FUNCTION claims_objects_naming_topic(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'claim', claim_id FROM claims_claimtopic WHERE topic_id = wanted
$$;

CREATE FUNCTION claims_objects_naming_article(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'claimant', id FROM claims_claimant WHERE article_id = wanted
    UNION SELECT 'appearance', id FROM claims_appearance WHERE original_article_id = wanted
    UNION SELECT 'verdict', l.verdict_id FROM claims_verdictevidence l
        JOIN claims_evidence e ON e.id = l.evidence_id WHERE e.article_id = wanted
    UNION SELECT 'verdict', v.id FROM claims_verdict v
        JOIN claims_appearance a ON a.id = v.lead_appearance_id
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id WHERE t.article_id = wanted
$$;

CREATE FUNCTION claims_objects_naming_evidence(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'verdict', verdict_id FROM claims_verdictevidence WHERE evidence_id = wanted
$$;

CREATE FUNCTION claims_objects_naming_appearance(wanted bigint) RETURNS TABLE (object_type text, object_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT 'verdict', id FROM claims_verdict WHERE lead_appearance_id = wanted
$$;

-- The function that knows what shows the row is named by the trigger.
CREATE FUNCTION claims_follow_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO changes_pendingchange (object_type, object_id) SELECT object_type, object_id FROM %I($1)',
        'claims_objects_naming_' || TG_ARGV[0]
    ) USING NEW.id;
    RETURN NULL;
END
$$;
"""

# By what the row is called: its table, and the columns that other rows show.
FOLLOWED = {
    "outlet": ("sources_outlet", ["name"]),
    "article": ("sources_article", ["title", "status"]),
    "claimant": ("claims_claimant", ["name"]),
    "claim": ("claims_claim", ["short_statement"]),
    "topic": ("claims_topic", ["name"]),
    "evidence": ("claims_evidence", ["status"]),
    "appearance": ("claims_appearance", ["status"]),
}
TRIGGERS = "".join(
    f"CREATE TRIGGER claims_follow_label AFTER UPDATE ON {table} FOR EACH ROW"
    f" WHEN ({' OR '.join(f'OLD.{column} IS DISTINCT FROM NEW.{column}' for column in columns)})"
    f" EXECUTE FUNCTION claims_follow_label('{name}');\n"
    for name, (table, columns) in FOLLOWED.items()
)
DROP = (
    "".join(f"DROP TRIGGER claims_follow_label ON {table};" for table, _ in FOLLOWED.values())
    + "DROP FUNCTION claims_follow_label();"
    + "".join(f"DROP FUNCTION claims_objects_naming_{name}(bigint);" for name in FOLLOWED)
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0022_latest_said"), ("sources", "0002_origins")]

    operations = [migrations.RunSQL(FOLLOW_LABELS + TRIGGERS, DROP)]
