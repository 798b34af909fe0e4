"""The words of claims: configurations per language, documents kept by triggers, and the log of counts."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# Languages of which PostgreSQL has a stemmer, by BCP 47 primary tag; any other is split into words and not stemmed.
STEMMED = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
NAMES = sorted({*STEMMED.values(), "simple"})

CONFIGURATIONS = "\n".join(
    f"CREATE TEXT SEARCH CONFIGURATION claimtrack_{name} (COPY = {name});\n"
    f"ALTER TEXT SEARCH CONFIGURATION claimtrack_{name} ALTER MAPPING FOR hword, hword_part, word "
    f"WITH unaccent, {'simple' if name == 'simple' else name + '_stem'};"
    for name in NAMES
)
DROP_CONFIGURATIONS = "\n".join(f"DROP TEXT SEARCH CONFIGURATION claimtrack_{name};" for name in NAMES)

CASES = "\n".join(f"        WHEN '{tag}' THEN 'claimtrack_{name}'::regconfig" for tag, name in sorted(STEMMED.items()))

# Punctuation becomes white space first: PostgreSQL's parser would take "and/or" for a path and "a.b" for a host.
FUNCTIONS = f"""
CREATE FUNCTION claims_search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE split_part(language, '-', 1)
{CASES}
        ELSE 'claimtrack_simple'::regconfig
    END
$$;

CREATE FUNCTION claims_search_words(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(
        normalize(words, NFKC), '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f]+', ' ', 'g'
    )
$$;

CREATE FUNCTION claims_search_vector(language text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector(claims_search_config(language), claims_search_words(words))
$$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION claims_search_vector(text, text);
DROP FUNCTION claims_search_words(text);
DROP FUNCTION claims_search_config(text);
"""

# Only what the public may see goes in beside the statement, so that no search betrays a draft.
INDEXING = """
CREATE FUNCTION claims_index_claim(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    written claims_claim;
    old tsvector;
    new tsvector;
    old_length integer;
    new_length integer;
BEGIN
    -- Writers of one claim take turns, so that each sees what the other has committed.
    SELECT * INTO written FROM claims_claim WHERE id = wanted FOR NO KEY UPDATE;
    IF written.id IS NULL THEN
        RETURN;
    END IF;
    SELECT vector, length INTO old, old_length FROM claims_searchdocument WHERE claim_id = wanted;
    new := setweight(claims_search_vector(written.language, written.statement), 'A')
        || setweight(claims_search_vector(written.language, COALESCE((
            SELECT title FROM claims_verdict WHERE claim_id = wanted AND state = 'published'), '')), 'B')
        || setweight(claims_search_vector(written.language, COALESCE((
            SELECT string_agg(DISTINCT p.exact, ' ') FROM claims_appearance a
            JOIN sources_passage p ON p.id = a.passage_id
            JOIN sources_articletext t ON t.id = p.text_id
            JOIN sources_article s ON s.id = t.article_id
            WHERE a.claim_id = wanted AND a.status = 'public' AND s.status = 'public'
                AND split_part(s.language, '-', 1) = split_part(written.language, '-', 1)), '')), 'C');
    IF new IS NOT DISTINCT FROM old THEN
        RETURN;
    END IF;
    SELECT COALESCE(sum(cardinality(positions)), 0) INTO new_length FROM unnest(new);
    INSERT INTO claims_searchdocument (claim_id, vector, length) VALUES (wanted, new, new_length)
    ON CONFLICT (claim_id) DO UPDATE SET vector = EXCLUDED.vector, length = EXCLUDED.length;
    PERFORM claims_log_words(old, old_length, new, new_length);
END
$$;

CREATE FUNCTION claims_log_words(old tsvector, old_length integer, new tsvector, new_length integer)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO claims_lexemedelta (lexeme, documents, occurrences)
    SELECT lexeme, sum(documents), sum(occurrences) FROM (
        SELECT lexeme, -1 AS documents, -cardinality(positions) AS occurrences FROM unnest(old)
        UNION ALL SELECT lexeme, 1, cardinality(positions) FROM unnest(new)
        UNION ALL SELECT '', -1, -old_length WHERE old IS NOT NULL
        UNION ALL SELECT '', 1, new_length WHERE new IS NOT NULL
    ) changed
    GROUP BY lexeme HAVING sum(documents) <> 0 OR sum(occurrences) <> 0
$$;

CREATE FUNCTION claims_index_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citing bigint;
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'claims_claim' THEN
        PERFORM claims_index_claim(NEW.id);
    WHEN 'sources_article' THEN
        FOR citing IN
            SELECT object_id FROM claims_objects_of_article(NEW.id) WHERE object_type = 'claim' ORDER BY 1
        LOOP
            PERFORM claims_index_claim(citing);
        END LOOP;
    ELSE
        IF TG_OP <> 'INSERT' THEN
            PERFORM claims_index_claim(OLD.claim_id);
        END IF;
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.claim_id <> OLD.claim_id) THEN
            PERFORM claims_index_claim(NEW.claim_id);
        END IF;
    END CASE;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_index_insert AFTER INSERT ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_index_follows();
CREATE TRIGGER claims_index_update AFTER UPDATE OF statement, language ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_index_follows();
CREATE TRIGGER claims_index_quote AFTER INSERT OR DELETE OR UPDATE OF claim_id, passage_id, status ON claims_appearance
FOR EACH ROW EXECUTE FUNCTION claims_index_follows();
CREATE TRIGGER claims_index_title AFTER UPDATE OF state ON claims_verdict
FOR EACH ROW EXECUTE FUNCTION claims_index_follows();
CREATE TRIGGER claims_index_article AFTER UPDATE OF status ON sources_article
FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION claims_index_follows();

CREATE FUNCTION claims_drop_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM claims_searchdocument WHERE claim_id = OLD.id;
    RETURN OLD;
END
$$;
CREATE TRIGGER claims_drop_document BEFORE DELETE ON claims_claim
FOR EACH ROW EXECUTE FUNCTION claims_drop_document();

CREATE FUNCTION claims_forget_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_log_words(OLD.vector, OLD.length, NULL, NULL);
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_forget_words AFTER DELETE ON claims_searchdocument
FOR EACH ROW EXECUTE FUNCTION claims_forget_words();

SELECT claims_index_claim(id) FROM claims_claim ORDER BY id;
"""
DROP_INDEXING = """
DROP TRIGGER claims_forget_words ON claims_searchdocument;
DROP TRIGGER claims_index_article ON sources_article;
DROP TRIGGER claims_index_title ON claims_verdict;
DROP TRIGGER claims_index_quote ON claims_appearance;
DROP TRIGGER claims_index_update ON claims_claim;
DROP TRIGGER claims_index_insert ON claims_claim;
DROP TRIGGER claims_drop_document ON claims_claim;
DROP FUNCTION claims_drop_document();
DROP FUNCTION claims_forget_words();
DROP FUNCTION claims_index_follows();
DROP FUNCTION claims_log_words(tsvector, integer, tsvector, integer);
DROP FUNCTION claims_index_claim(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_rating_scales")]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(CONFIGURATIONS, DROP_CONFIGURATIONS),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(INDEXING, DROP_INDEXING),
    ]
