"""The wordings of claims, kept by triggers, the encoders that were set up, and what waits for them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

# The same words in other quotation marks, or broken otherwise, are one text with one vector.
FUNCTIONS = r"""
CREATE FUNCTION claims_encoded_text(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT left(btrim(regexp_replace(regexp_replace(
        translate(normalize(words, NFKC), '‘’ʼ', ''''''''), '[“”„«»"]|(?<!\w)''|''(?!\w)', ' ', 'g'
    ), '\s+', ' ', 'g')), 2000)
$$;
"""
DROP_FUNCTIONS = "DROP FUNCTION claims_encoded_text(text);"

# As in the search documents: of what stands beside the statement only what the public may see.
WORDINGS = r"""
CREATE FUNCTION claims_reword_claim(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    texts text[];
    languages text[];
BEGIN
    -- Writers of one claim take turns, so that each sees what the other has committed.
    PERFORM FROM claims_claim WHERE id = wanted FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT array_agg(encoded.text), array_agg(encoded.language) INTO texts, languages FROM (
        SELECT DISTINCT ON (1) claims_encoded_text(wording) AS text, written.language FROM (
            SELECT concat_ws('. ', (
                SELECT title FROM claims_verdict WHERE claim_id = wanted AND state = 'published'), statement) AS wording,
                language
            FROM claims_claim WHERE id = wanted
            UNION ALL SELECT said.* FROM claims_appearance a
            JOIN sources_passage p ON p.id = a.passage_id
            JOIN sources_articletext t ON t.id = p.text_id
            JOIN sources_article s ON s.id = t.article_id
            LEFT JOIN sources_article o ON o.id = a.original_article_id
            CROSS JOIN LATERAL (
                VALUES (p.exact, s.language), (a.original_wording, COALESCE(o.language, 'und'))
            ) said (wording, language)
            WHERE a.claim_id = wanted AND a.status = 'public' AND s.status = 'public'
        ) written
        ORDER BY 1, 2
    ) encoded WHERE encoded.text <> '';
    DELETE FROM claims_claimwording w WHERE claim_id = wanted AND NOT EXISTS (
        SELECT FROM unnest(texts, languages) AS new (text, language)
        WHERE new.text = w.text AND new.language = w.language
    );
    INSERT INTO claims_claimwording (claim_id, text, language)
    SELECT wanted, new.text, new.language FROM unnest(texts, languages) AS new (text, language)
    ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION claims_wordings_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citing bigint;
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'claims_claim' THEN
        PERFORM claims_reword_claim(NEW.id);
    WHEN 'sources_article' THEN
        FOR citing IN
            SELECT object_id FROM claims_objects_of_article(NEW.id) WHERE object_type = 'claim' ORDER BY 1
        LOOP
            PERFORM claims_reword_claim(citing);
        END LOOP;
    ELSE
        IF TG_OP <> 'INSERT' THEN
            PERFORM claims_reword_claim(OLD.claim_id);
        END IF;
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.claim_id <> OLD.claim_id) THEN
            PERFORM claims_reword_claim(NEW.claim_id);
        END IF;
    END CASE;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_wordings_insert AFTER INSERT ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_wordings_follow();
CREATE TRIGGER claims_wordings_update AFTER UPDATE OF statement, language ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_wordings_follow();
CREATE TRIGGER claims_wordings_quote
AFTER INSERT OR DELETE OR UPDATE OF claim_id, passage_id, status, original_wording, original_article_id ON claims_appearance
FOR EACH ROW EXECUTE FUNCTION claims_wordings_follow();
CREATE TRIGGER claims_wordings_title AFTER UPDATE OF state ON claims_verdict
FOR EACH ROW EXECUTE FUNCTION claims_wordings_follow();
CREATE TRIGGER claims_wordings_article AFTER UPDATE OF status ON sources_article
FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION claims_wordings_follow();

CREATE FUNCTION claims_drop_wordings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM claims_claimwording WHERE claim_id = OLD.id;
    RETURN OLD;
END
$$;
CREATE TRIGGER claims_drop_wordings BEFORE DELETE ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_drop_wordings();

CREATE FUNCTION claims_queue_wordings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_encodingtask (encoder_id, digest)
    SELECT DISTINCT e.id, n.digest FROM new_wordings n
    JOIN claims_claimencoder e ON e.languages IS NULL OR split_part(n.language, '-', 1) = ANY (e.languages)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_queue_wordings AFTER INSERT ON claims_claimwording
REFERENCING NEW TABLE AS new_wordings FOR EACH STATEMENT EXECUTE FUNCTION claims_queue_wordings();

SELECT claims_reword_claim(id) FROM claims_claim ORDER BY id;
"""
DROP_WORDINGS = """
DROP TRIGGER claims_queue_wordings ON claims_claimwording;
DROP TRIGGER claims_drop_wordings ON claims_claim;
DROP TRIGGER claims_wordings_article ON sources_article;
DROP TRIGGER claims_wordings_title ON claims_verdict;
DROP TRIGGER claims_wordings_quote ON claims_appearance;
DROP TRIGGER claims_wordings_update ON claims_claim;
DROP TRIGGER claims_wordings_insert ON claims_claim;
DROP FUNCTION claims_queue_wordings();
DROP FUNCTION claims_drop_wordings();
DROP FUNCTION claims_wordings_follow();
DROP FUNCTION claims_reword_claim(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_search_facets"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimEncoder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, unique=True, verbose_name="name")),
                ("identity", models.CharField(max_length=300, verbose_name="identity")),
                ("dimensions", models.PositiveSmallIntegerField(verbose_name="dimensions")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), null=True, size=None, verbose_name="languages"
                    ),
                ),
                ("floor", models.FloatField(default=0.0, verbose_name="mean cosine of unrelated claims")),
                ("ceiling", models.FloatField(default=1.0, verbose_name="mean cosine of equal claims")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="set up at")),
            ],
            options={
                "verbose_name": "encoder of claims",
                "verbose_name_plural": "encoders of claims",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dimensions__gte", 1), ("dimensions__lte", 4000)), name="encoder_dimensions"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ceiling__lte", 1.0), ("floor__gte", -1.0), ("floor__lt", models.F("ceiling"))
                        ),
                        name="encoder_floor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("language", models.CharField(max_length=35)),
                (
                    "digest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.text.MD5("text"), models.UUIDField()
                        ),
                        output_field=models.UUIDField(),
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wordings", to="claims.claim"
                    ),
                ),
            ],
            options={
                "verbose_name": "wording of a claim",
                "verbose_name_plural": "wordings of claims",
                "indexes": [models.Index(fields=["digest"], name="claim_wording_digest")],
                "constraints": [models.UniqueConstraint(fields=("claim", "digest"), name="claim_wording_once")],
            },
        ),
        migrations.CreateModel(
            name="EncodingTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.UUIDField()),
                (
                    "encoder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="claims.claimencoder"
                    ),
                ),
            ],
            options={
                "verbose_name": "encoding task",
                "verbose_name_plural": "encoding tasks",
                "constraints": [models.UniqueConstraint(fields=("encoder", "digest"), name="encoding_task_once")],
            },
        ),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(WORDINGS, DROP_WORDINGS),
    ]
