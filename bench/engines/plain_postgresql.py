"""Bare PostgreSQL: one table, a stored tsvector with a GIN index, ts_rank_cd; as its manual shows it."""

from django.db import connection

from bench.engines import SHOWN
from bench.engines.by_statements import ByStatements
from bench.questions import Question

# One row a public claim: what the other engines hold, too.
MAKE = """
CREATE SCHEMA bench;
CREATE TABLE bench.plain AS
SELECT c.id, c.statement, COALESCE(v.title, '') AS title, COALESCE(q.quotes, '') AS quotes, c.language,
    COALESCE(r.label, '') AS rating, COALESCE(t.name, '') AS topic
FROM claims_claim c
LEFT JOIN claims_verdict v ON v.claim_id = c.id AND v.state = 'published'
LEFT JOIN claims_rating r ON r.id = v.rating_id
LEFT JOIN (SELECT claim_id, min(topic_id) AS topic_id FROM claims_claimtopic GROUP BY 1) l ON l.claim_id = c.id
LEFT JOIN claims_topic t ON t.id = l.topic_id
LEFT JOIN (
    SELECT a.claim_id, string_agg(p.exact, ' ') AS quotes
    FROM claims_appearance a JOIN sources_passage p ON p.id = a.passage_id WHERE a.status = 'public' GROUP BY 1
) q ON q.claim_id = c.id
WHERE c.status = 'public' AND c.merged_into_id IS NULL
ORDER BY c.id;
ALTER TABLE bench.plain ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (to_tsvector('english', statement || ' ' || title || ' ' || quotes)) STORED;
ALTER TABLE bench.plain ADD PRIMARY KEY (id);
CREATE INDEX ON bench.plain USING gin (vector);
"""
RANKED = f"""
SELECT id, statement, ts_rank_cd(vector, query) AS rank FROM bench.plain, to_tsquery('english', %s) query
WHERE vector @@ query ORDER BY rank DESC LIMIT {SHOWN}
"""
COUNTED = """
SELECT {facet}, count(*) FROM bench.plain WHERE vector @@ to_tsquery('english', %s) GROUP BY 1 ORDER BY 2 DESC LIMIT 12
"""
PAGE = f"SELECT id, statement FROM bench.plain ORDER BY id DESC LIMIT {SHOWN} OFFSET %s"
JOINTS = {"all": " & ", "any": " | ", "phrase": " <-> ", "prefix": ""}


class PlainPostgresql(ByStatements):
    """The same server as ClaimTrack's, with nothing around it: ts_rank_cd over all hits."""

    name = "bare PostgreSQL"
    ranked, counted, skipping = RANKED, COUNTED, PAGE
    all_counted = "SELECT count(*) FROM bench.plain"

    def __init__(self) -> None:
        """Make the table unless it is there."""
        if self.rows("SELECT to_regclass('bench.plain')")[0][0] is None:
            with connection.cursor() as cursor:
                cursor.execute(MAKE)
                cursor.execute("ANALYZE bench.plain" if connection.in_atomic_block else "VACUUM ANALYZE bench.plain")
        self.version = f"PostgreSQL {self.rows('SHOW server_version')[0][0]}"

    def query(self, question: Question) -> str:
        """Return the question as to_tsquery reads it."""
        return query(question)

    def rows(self, statement: str, *values: str | int) -> list[tuple[str, ...]]:
        """Return all rows of a statement."""
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows: list[tuple[str, ...]] = cursor.fetchall()
        return rows


def query(question: Question) -> str:
    """Return the question as to_tsquery reads it."""
    return JOINTS[question.wants].join(question.words) + (":*" if question.wants == "prefix" else "")
