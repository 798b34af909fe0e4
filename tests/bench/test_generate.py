"""Generated databases: the same each time, and as the triggers would have left them."""

import pytest
from django.db import connection

from bench.generate import TABLES, fill
from bench.rows import COLUMNS
from claims.actions.lexemes import fold_lexemes

pytestmark = pytest.mark.django_db

# In the order of their references; what the database keeps by itself is not entered.
ENTERED = [
    "sources_outlet", "sources_article", "sources_articletext", "sources_derivation", "sources_passage",
    "claims_claimant", "claims_topic", "claims_claim", "claims_claimtopic", "claims_appearance", "claims_evidence",
]  # fmt: skip
KEPT = {
    "search documents": "SELECT claim_id, vector::text, length, facets FROM claims_searchdocument ORDER BY 1",
    "article documents": "SELECT article_id, vector::text, language, facets FROM claims_articledocument ORDER BY 1",
    "wordings": "SELECT claim_id, text FROM claims_claimwording ORDER BY 1, 2",
    "lexemes": "SELECT lexeme, documents, occurrences FROM claims_lexemecount ORDER BY 1",
    "source counts": "SELECT claim_id, stance, articles, sources FROM claims_sourcecount ORDER BY 1, 2",
    "origins": "SELECT article_id, root_id FROM sources_articleorigin ORDER BY 1, 2",
    "current texts": "SELECT id, current_text_id FROM sources_article ORDER BY 1",
    "contributors": "SELECT verdict_id, user_id FROM claims_verdictcontributor ORDER BY 1, 2",
}
USERS = {"created_by_id", "approved_by_id", "decided_by_id", "author_id", "reviewer_id", "user_id"}
FINGERPRINT = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM (SELECT {columns} FROM {table}) t"


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def empty():
    execute(f"TRUNCATE {', '.join(TABLES)} CASCADE", "DELETE FROM auth_user")


def fingerprints():
    """Return what each table holds, but for the ids of users, which go on from test to test."""
    kept = {
        table: ", ".join(f'"{name}"' for name in columns.split() if name not in USERS)
        for table, columns in COLUMNS.items()
    }
    return {table: rows(FINGERPRINT.format(table=table, columns=columns)) for table, columns in kept.items()}


def enter_again():
    """Empty the tables and enter the same rows with the triggers at work, as an editor's program would."""
    execute(*(f"CREATE TEMPORARY TABLE given_{table} AS SELECT * FROM {table}" for table in COLUMNS))
    execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    execute("UPDATE given_sources_article SET current_text_id = NULL")
    execute(*(f"INSERT INTO {table} SELECT * FROM given_{table} ORDER BY id" for table in ENTERED))
    publish_verdicts()


def publish_verdicts():
    """Take each verdict the whole way: written, submitted, approved, published."""
    empty = '{"state": "draft", "reviewer_id": null, "submitted_at": null, "decided_at": null, "published_at": null, '
    empty += '"digest": ""}'
    execute(
        "INSERT INTO claims_verdict SELECT (jsonb_populate_record(NULL::claims_verdict, "
        f"to_jsonb(g) || '{empty}')).* FROM given_claims_verdict g",
        "INSERT INTO claims_verdictevidence SELECT * FROM given_claims_verdictevidence",
    )
    take_step("submitted", "author_id", "submitted_at = g.submitted_at")
    take_step("approved", "reviewer_id", "reviewer_id = g.reviewer_id, decided_at = g.decided_at")
    take_step("published", "reviewer_id", "published_at = g.published_at")


def take_step(state, by, changes):
    execute(
        f"UPDATE claims_verdict v SET state = '{state}', {changes} FROM given_claims_verdict g WHERE g.id = v.id",
        "INSERT INTO claims_verdictevent (verdict_id, kind, by_id, at, note, previous_hash, hash, digest)"
        f" SELECT id, '{state}', {by}, submitted_at, '', '', '', '' FROM given_claims_verdict",
    )


def test_fill_leaves_what_the_triggers_would_have_made():
    fill(200, is_quiet=True)
    execute("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")
    made = {name: rows(query) for name, query in KEPT.items()}

    enter_again()
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    fold_lexemes()

    assert all(made.values())
    assert {name: rows(query) for name, query in KEPT.items()} == made


def test_fill_makes_the_same_rows_each_time():
    fill(150, is_quiet=True)
    first = fingerprints()
    empty()

    fill(150, is_quiet=True)

    assert fingerprints() == first


def test_fill_makes_other_rows_from_another_seed():
    fill(150, is_quiet=True)
    first = fingerprints()
    empty()

    fill(150, seed=8, is_quiet=True)

    assert fingerprints()["claims_claim"] != first["claims_claim"]


def test_fill_leaves_the_next_number_free():
    fill(20, is_quiet=True)

    assert rows("SELECT nextval(pg_get_serial_sequence('claims_claim', 'id'))") == [(21,)]


def test_fill_puts_every_index_and_trigger_back():
    indexes = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    before = rows(indexes)

    fill(20, is_quiet=True)

    assert rows(indexes) == before
    assert rows("SHOW session_replication_role") == [("origin",)]
