"""Search: what lists can be narrowed by, the words of articles, and words that are close to a misspelt one."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# Between them, whoever withdraws an article and whoever approves something in it must see what the other has done.
# By its name this trigger runs before all others that lock claims; taken in one order, locks never cross.
AWAIT = """
CREATE FUNCTION claims_await_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Drafts too: one may just be approved.
    PERFORM FROM claims_claim WHERE id IN (
        SELECT a.claim_id FROM sources_articletext t
        JOIN sources_passage p ON p.text_id = t.id
        JOIN claims_appearance a ON a.passage_id = p.id
        WHERE t.article_id = NEW.id
        UNION SELECT claim_id FROM claims_evidence WHERE article_id = NEW.id
    ) ORDER BY id FOR NO KEY UPDATE;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_await_article AFTER UPDATE OF status ON sources_article
FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION claims_await_article();
"""
DROP_AWAIT = """
DROP TRIGGER claims_await_article ON sources_article;
DROP FUNCTION claims_await_article();
"""

# An era is a stretch of 16,384 ids: the newest hits of a frequent word are read era by era, never all of them.
CLAIM_FACETS = """
CREATE FUNCTION claims_facets_of_claim(wanted bigint) RETURNS text[] LANGUAGE sql STABLE AS $$
    WITH shown AS (
        SELECT id, kind, language FROM claims_claim
        WHERE id = wanted AND status = 'public' AND merged_into_id IS NULL
    ), spoken AS (
        SELECT a.claimant_id, a.said_on, s.outlet_id FROM shown
        JOIN claims_appearance a ON a.claim_id = shown.id AND a.status = 'public'
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id
        JOIN sources_article s ON s.id = t.article_id AND s.status = 'public'
    )
    SELECT ARRAY(
        SELECT 'era:' || (id >> 14) FROM shown
        UNION SELECT 'kind:' || kind FROM shown
        UNION SELECT 'language:' || lower(split_part(language, '-', 1)) FROM shown
        UNION SELECT 'topic:' || topic_id FROM shown JOIN claims_claimtopic l ON l.claim_id = shown.id
        UNION SELECT unnest(ARRAY['rating:' || r.id, 'verdict:' || r.normalised]) FROM shown
            JOIN claims_verdict v ON v.claim_id = shown.id AND v.state = 'published'
            JOIN claims_rating r ON r.id = v.rating_id
        UNION SELECT 'claimant:' || claimant_id FROM spoken
        UNION SELECT 'outlet:' || outlet_id FROM spoken
        UNION SELECT 'year:' || extract(year FROM said_on)::int FROM spoken WHERE said_on IS NOT NULL
        ORDER BY 1
    )
$$;

CREATE FUNCTION claims_sort_claim(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    new text[];
BEGIN
    -- Writers of one claim take turns, so that each sees what the other has committed.
    PERFORM FROM claims_claim WHERE id = wanted FOR NO KEY UPDATE;
    new := claims_facets_of_claim(wanted);
    UPDATE claims_searchdocument SET facets = new WHERE claim_id = wanted AND facets IS DISTINCT FROM new;
END
$$;

CREATE FUNCTION claims_facets_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citing bigint;
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'claims_claim' THEN
        PERFORM claims_sort_claim(NEW.id);
    WHEN 'sources_article' THEN
        FOR citing IN
            SELECT object_id FROM claims_objects_of_article(NEW.id) WHERE object_type = 'claim' ORDER BY 1
        LOOP
            PERFORM claims_sort_claim(citing);
        END LOOP;
    ELSE
        IF TG_OP <> 'INSERT' THEN
            PERFORM claims_sort_claim(OLD.claim_id);
        END IF;
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.claim_id <> OLD.claim_id) THEN
            PERFORM claims_sort_claim(NEW.claim_id);
        END IF;
    END CASE;
    RETURN NULL;
END
$$;
-- By their names they run after those that index the words: triggers of one event run in alphabetical order.
CREATE TRIGGER claims_sort_insert AFTER INSERT ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_facets_follow();
CREATE TRIGGER claims_sort_update AFTER UPDATE OF status, merged_into_id, kind, language ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_facets_follow();
CREATE TRIGGER claims_sort_topic AFTER INSERT OR DELETE OR UPDATE ON claims_claimtopic
FOR EACH ROW EXECUTE FUNCTION claims_facets_follow();
CREATE TRIGGER claims_sort_appearance
AFTER INSERT OR DELETE OR UPDATE OF claim_id, passage_id, claimant_id, said_on, status ON claims_appearance
FOR EACH ROW EXECUTE FUNCTION claims_facets_follow();
CREATE TRIGGER claims_sort_verdict AFTER UPDATE OF state ON claims_verdict
FOR EACH ROW EXECUTE FUNCTION claims_facets_follow();
CREATE TRIGGER claims_sort_article AFTER UPDATE OF status, outlet_id ON sources_article
FOR EACH ROW WHEN (OLD.status <> NEW.status OR OLD.outlet_id <> NEW.outlet_id) EXECUTE FUNCTION claims_facets_follow();

UPDATE claims_searchdocument SET facets = claims_facets_of_claim(claim_id);
"""
DROP_CLAIM_FACETS = """
DROP TRIGGER claims_sort_article ON sources_article;
DROP TRIGGER claims_sort_verdict ON claims_verdict;
DROP TRIGGER claims_sort_appearance ON claims_appearance;
DROP TRIGGER claims_sort_topic ON claims_claimtopic;
DROP TRIGGER claims_sort_update ON claims_claim;
DROP TRIGGER claims_sort_insert ON claims_claim;
DROP FUNCTION claims_facets_follow();
DROP FUNCTION claims_sort_claim(bigint);
DROP FUNCTION claims_facets_of_claim(bigint);
"""

# The document of an article is locked after all claims that a transaction touches, never before them.
ARTICLES = """
CREATE FUNCTION claims_quotes_of_article(wanted bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT COALESCE(string_agg(DISTINCT p.exact, ' '), '') FROM (
        SELECT passage_id, claim_id FROM claims_appearance WHERE status = 'public'
            AND passage_id IN (
                SELECT p.id FROM sources_passage p JOIN sources_articletext t ON t.id = p.text_id
                WHERE t.article_id = wanted)
        UNION SELECT passage_id, claim_id FROM claims_evidence
            WHERE status = 'public' AND article_id = wanted AND passage_id IS NOT NULL
    ) quoted
    JOIN claims_claim c ON c.id = quoted.claim_id AND c.status = 'public' AND c.merged_into_id IS NULL
    JOIN sources_passage p ON p.id = quoted.passage_id
$$;

CREATE FUNCTION claims_facets_of_article(wanted bigint) RETURNS text[] LANGUAGE sql STABLE AS $$
    WITH shown AS (SELECT * FROM sources_article WHERE id = wanted AND status = 'public')
    SELECT ARRAY(
        SELECT 'era:' || (id >> 14) FROM shown
        UNION SELECT 'kind:' || kind FROM shown
        UNION SELECT 'language:' || lower(split_part(language, '-', 1)) FROM shown WHERE language <> ''
        UNION SELECT 'outlet:' || outlet_id FROM shown
        UNION SELECT 'year:' || extract(year FROM published_on)::int FROM shown WHERE published_on IS NOT NULL
        ORDER BY 1
    )
$$;

CREATE FUNCTION claims_index_citation(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    written sources_article;
    name text;
    new tsvector;
BEGIN
    PERFORM FROM claims_articledocument WHERE article_id = wanted FOR UPDATE;
    SELECT * INTO written FROM sources_article WHERE id = wanted;
    IF written.id IS NULL THEN
        RETURN;
    END IF;
    SELECT o.name INTO name FROM sources_outlet o WHERE o.id = written.outlet_id;
    new := setweight(claims_search_vector(written.language, written.title), 'A')
        || setweight(claims_search_vector(
            written.language, concat_ws(' ', name, array_to_string(written.byline, ' '))), 'B')
        || setweight(claims_search_vector(
            written.language, CASE written.status WHEN 'public' THEN claims_quotes_of_article(wanted) ELSE '' END), 'C');
    INSERT INTO claims_articledocument AS d (article_id, vector, language, facets)
    VALUES (wanted, new, written.language, claims_facets_of_article(wanted))
    ON CONFLICT (article_id) DO UPDATE
    SET vector = EXCLUDED.vector, language = EXCLUDED.language, facets = EXCLUDED.facets
    WHERE (d.vector, d.language, d.facets) IS DISTINCT FROM (EXCLUDED.vector, EXCLUDED.language, EXCLUDED.facets);
END
$$;

CREATE FUNCTION claims_articles_of_claim(wanted bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT article_id FROM (
        SELECT t.article_id FROM claims_appearance a
        JOIN sources_passage p ON p.id = a.passage_id
        JOIN sources_articletext t ON t.id = p.text_id
        WHERE a.claim_id = wanted
        UNION SELECT article_id FROM claims_evidence WHERE claim_id = wanted AND passage_id IS NOT NULL
    ) quoted ORDER BY article_id
$$;

CREATE FUNCTION claims_citation_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint;
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'sources_article' THEN
        PERFORM claims_index_citation(NEW.id);
    WHEN 'sources_outlet' THEN
        PERFORM claims_index_citation(id) FROM (SELECT id FROM sources_article WHERE outlet_id = NEW.id ORDER BY id) a;
    WHEN 'claims_claim' THEN
        PERFORM claims_index_citation(a) FROM claims_articles_of_claim(NEW.id) a;
    ELSE
        FOR touched IN
            SELECT DISTINCT t.article_id FROM sources_passage p JOIN sources_articletext t ON t.id = p.text_id
            WHERE p.id IN (
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.passage_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.passage_id END)
            ORDER BY 1
        LOOP
            PERFORM claims_index_citation(touched);
        END LOOP;
    END CASE;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_words_insert AFTER INSERT ON sources_article
FOR EACH ROW EXECUTE FUNCTION claims_citation_follows();
CREATE TRIGGER claims_words_update
AFTER UPDATE OF title, byline, outlet_id, language, kind, published_on, status ON sources_article
FOR EACH ROW EXECUTE FUNCTION claims_citation_follows();
CREATE TRIGGER claims_words_outlet AFTER UPDATE OF name ON sources_outlet
FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION claims_citation_follows();
CREATE TRIGGER claims_words_claim AFTER UPDATE OF status, merged_into_id ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_citation_follows();
CREATE TRIGGER claims_words_appearance AFTER INSERT OR DELETE OR UPDATE OF claim_id, passage_id, status
ON claims_appearance FOR EACH ROW EXECUTE FUNCTION claims_citation_follows();
CREATE TRIGGER claims_words_evidence AFTER INSERT OR DELETE OR UPDATE OF claim_id, passage_id, status
ON claims_evidence FOR EACH ROW EXECUTE FUNCTION claims_citation_follows();

CREATE FUNCTION claims_drop_citation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM claims_articledocument WHERE article_id = OLD.id;
    RETURN OLD;
END
$$;
CREATE TRIGGER claims_drop_citation BEFORE DELETE ON sources_article
FOR EACH ROW EXECUTE FUNCTION claims_drop_citation();

SELECT claims_index_citation(id) FROM sources_article ORDER BY id;
"""
DROP_ARTICLES = """
DROP TRIGGER claims_drop_citation ON sources_article;
DROP TRIGGER claims_words_evidence ON claims_evidence;
DROP TRIGGER claims_words_appearance ON claims_appearance;
DROP TRIGGER claims_words_claim ON claims_claim;
DROP TRIGGER claims_words_outlet ON sources_outlet;
DROP TRIGGER claims_words_update ON sources_article;
DROP TRIGGER claims_words_insert ON sources_article;
DROP FUNCTION claims_drop_citation();
DROP FUNCTION claims_citation_follows();
DROP FUNCTION claims_articles_of_claim(bigint);
DROP FUNCTION claims_index_citation(bigint);
DROP FUNCTION claims_facets_of_article(bigint);
DROP FUNCTION claims_quotes_of_article(bigint);
"""

# In the C locale trigrams are made of ASCII letters only: every other letter gets one of those as a stand-in.
SPELLINGS = """
CREATE FUNCTION claims_stand_ins(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(word) = length(word) THEN word ELSE (
        SELECT string_agg(CASE WHEN ascii(c) < 128 THEN c ELSE chr(97 + ascii(c) % 26) END, '' ORDER BY n)
        FROM string_to_table(word, NULL) WITH ORDINALITY AS letters (c, n)
    ) END
$$;
CREATE INDEX lexeme_count_spelling ON claims_lexemecount USING gin (claims_stand_ins(lexeme) gin_trgm_ops);
CREATE INDEX claimant_name_spelling ON claims_claimant USING gin (claims_stand_ins(lower(name)) gin_trgm_ops);
"""
DROP_SPELLINGS = """
DROP INDEX claimant_name_spelling;
DROP INDEX lexeme_count_spelling;
DROP FUNCTION claims_stand_ins(text);
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_quotes_are_short"), ("claims", "0007_search_words")]

    operations = [
        TrigramExtension(),
        migrations.AddField(
            model_name="searchdocument",
            name="facets",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="ArticleDocument",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="sources.article",
                    ),
                ),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
                ("language", models.TextField(blank=True)),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), db_default=[], default=list, size=None
                    ),
                ),
            ],
            options={"verbose_name": "article document", "verbose_name_plural": "article documents"},
        ),
        migrations.RunSQL(AWAIT, DROP_AWAIT),
        migrations.RunSQL(CLAIM_FACETS, DROP_CLAIM_FACETS),
        migrations.RunSQL(ARTICLES, DROP_ARTICLES),
        migrations.RunSQL(SPELLINGS, DROP_SPELLINGS),
        migrations.RemoveIndex(model_name="searchdocument", name="search_document_vector"),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["vector", "facets"], name="search_document_vector"
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("facets", [])),
                fastupdate=False,
                fields=["vector"],
                name="search_document_hidden",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(
                condition=models.Q(("facets", []), _negated=True), fields=["claim"], name="search_document_shown"
            ),
        ),
        migrations.AddIndex(
            model_name="articledocument",
            index=models.Index(
                condition=models.Q(("facets", []), _negated=True), fields=["article"], name="article_document_shown"
            ),
        ),
        migrations.AddIndex(
            model_name="articledocument",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["vector", "facets"], name="article_document_words"
            ),
        ),
        migrations.AddIndex(
            model_name="articledocument",
            index=models.Index(fields=["language"], name="article_document_language"),
        ),
        migrations.AddIndex(model_name="claim", index=models.Index(fields=["language"], name="claim_language")),
    ]
