"""A database of any size, written by the server itself: same numbers, same rows."""

from django.contrib.auth.models import User
from django.db import connection, transaction

# How often a word occurs falls with its number, as in real language: a few frequent words, a long tail.
WORD = "'w' || floor(power(20000, random()))::int"
SENTENCE = f"(SELECT string_agg({WORD}, ' ') FROM generate_series(1, 12) WHERE n = n)"

# In the order of their references.
SQL = {
    "outlets": """
        INSERT INTO sources_outlet (external_id, name, domain, kind, country, language, wikidata_id, description,
            created_at)
        SELECT 'outlet-' || n, 'Outlet ' || n, 'outlet-' || n || '.example', 'newspaper', 'GB', 'en', '', '', now()
        FROM generate_series(1, GREATEST(%(n)s / 500, 3)) n""",
    "articles": """
        INSERT INTO sources_article (external_id, outlet_id, kind, title, byline, published, published_on, language,
            url, archived_url, status, created_at)
        SELECT 'article-' || n, (SELECT min(id) FROM sources_outlet) + n %% GREATEST(%(n)s / 500, 3), 'news',
            'Article ' || n, '{}', to_char(date '2015-01-01' + n %% 4000, 'YYYY-MM-DD'), date '2015-01-01' + n %% 4000,
            'en', 'https://outlet.example/' || n, '', 'public', now()
        FROM generate_series(1, %(n)s) n""",
    "texts": """
        INSERT INTO sources_articletext (external_id, article_id, version, content, extent, extractor)
        SELECT 'text-' || id, id, 1, 'It was said that ' || title || ' holds. Others were not asked.', 'full', ''
        FROM sources_article ORDER BY id;
        UPDATE sources_article a SET current_text_id = t.id FROM sources_articletext t WHERE t.article_id = a.id;
        INSERT INTO sources_articleorigin (article_id, root_id) SELECT id, id FROM sources_article""",
    "passages": """
        INSERT INTO sources_passage (external_id, text_id, exact, prefix, suffix, start, "end")
        SELECT 'passage-' || id, id, substr(content, 1, 16), '', substr(content, 17, 32), 0, 16
        FROM sources_articletext""",
    "claimants": """
        INSERT INTO claims_claimant (external_id, kind, name, aliases, description, country, wikidata_id, created_at)
        SELECT 'claimant-' || n, 'person', 'Claimant ' || n, '{}', '', 'GB', '', now()
        FROM generate_series(1, GREATEST(%(n)s / 100, 3)) n""",
    "topics": """
        INSERT INTO claims_topic (external_id, name, slug, created_at)
        SELECT 'topic-' || n, 'Topic ' || n, 'topic-' || n, now() FROM generate_series(1, 50) n""",
    "claims": f"""
        INSERT INTO claims_claim (external_id, statement, short_statement, language, kind, speaks_of, context, status,
            priority, note, created_at)
        SELECT 'claim-' || n, words, left(words, 75), 'en', 'fact', '', '', 'public', 'normal', '', now()
        FROM (SELECT n, {SENTENCE} AS words FROM generate_series(1, %(n)s) n) made""",
    "claim_topics": """
        INSERT INTO claims_claimtopic (claim_id, topic_id)
        SELECT id, (SELECT min(id) FROM claims_topic) + id %% 50 FROM claims_claim""",
    "appearances": """
        INSERT INTO claims_appearance (external_id, claim_id, passage_id, claimant_id, stance, manner, fidelity,
            original_wording, said, said_on, occasion, status, created_by_id, approved_by_id, created_at)
        SELECT 'appearance-' || c.id, c.id, p.id,
            (SELECT min(id) FROM claims_claimant) + c.id %% GREATEST(%(n)s / 100, 3),
            'asserts', 'reported', 'original', '', a.published, a.published_on, '', 'public',
            %(author)s, %(reviewer)s, now()
        FROM claims_claim c
        JOIN sources_article a ON a.external_id = 'article-' || substr(c.external_id, 7)
        JOIN sources_passage p ON p.text_id = a.current_text_id""",
    "evidence": """
        INSERT INTO claims_evidence (external_id, claim_id, article_id, locator, stance, comment, is_primary, status,
            created_by_id, approved_by_id, created_at)
        SELECT 'evidence-' || c.id, c.id, a.id, 'p. 1', CASE c.id %% 2 WHEN 0 THEN 'supports' ELSE 'contradicts' END,
            'What it shows.', c.id %% 3 = 0, 'public', %(author)s, %(reviewer)s, now()
        FROM claims_claim c
        JOIN sources_article a ON a.external_id = 'article-' || (%(n)s + 1 - substr(c.external_id, 7)::int)""",
    "verdicts": """
        INSERT INTO claims_verdict (external_id, claim_id, version, state, title, statement, short_statement,
            lead_appearance_id, rating_id, summary, rationale, evidence_until, author_id, reviewer_id, created_by_id,
            submitted_at, decided_at, published_at, change_kind, change_note, digest, created_at)
        SELECT 'verdict-' || c.id, c.id, 1, 'published', 'Verdict ' || c.id, c.statement, c.short_statement, a.id,
            (SELECT min(id) FROM claims_rating) + c.id %% 7, 'A summary.', 'The reasons.', '2026-01-01',
            %(author)s, %(reviewer)s, %(author)s, day, day, day, '', '', repeat('0', 64), now()
        FROM (SELECT *, timestamptz '2020-01-01' + id * interval '1 minute' AS day FROM claims_claim) c
        JOIN claims_appearance a ON a.claim_id = c.id
        WHERE c.id %% 10 < 7""",
    "verdict_evidence": """
        INSERT INTO claims_verdictevidence (verdict_id, evidence_id)
        SELECT v.id, e.id FROM claims_verdict v JOIN claims_evidence e ON e.claim_id = v.claim_id""",
    "counts": """
        INSERT INTO claims_sourcecount (claim_id, stance, articles, sources)
        SELECT claim_id, stance, 1, 1 FROM claims_appearance
        UNION ALL SELECT claim_id, stance, 1, 1 FROM claims_evidence""",
}


def fill(claims: int) -> None:
    """Write ``claims`` public claims, each with an article, an appearance and evidence; seven in ten with a verdict.

    The triggers are off meanwhile (it needs a superuser): the rows are made so that every rule holds.
    """
    author, reviewer = (User.objects.create(username=name) for name in ("author", "second"))
    values = {"n": claims, "author": author.pk, "reviewer": reviewer.pk}
    for statement in SQL.values():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SELECT setseed(0.5)")
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
