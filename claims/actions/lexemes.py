"""Fold the log of words into the counts that ranking reads."""

from django.db import connection, transaction

# Workers take turns; writers never wait for them.
FOLD_LOCK = 7_233_004

FOLD = """
WITH taken AS (
    DELETE FROM claims_lexemedelta WHERE id IN (SELECT id FROM claims_lexemedelta ORDER BY id LIMIT %s)
    RETURNING lexeme, documents, occurrences
), folded AS (
    INSERT INTO claims_lexemecount AS c (lexeme, documents, occurrences)
    SELECT lexeme, sum(documents), sum(occurrences) FROM taken GROUP BY lexeme
    ON CONFLICT (lexeme) DO UPDATE
    SET documents = c.documents + EXCLUDED.documents, occurrences = c.occurrences + EXCLUDED.occurrences
)
SELECT count(*) FROM taken
"""


def fold_lexemes(*, batch: int = 100_000) -> int:
    """Fold what has been logged into ``LexemeCount`` and return the number of log rows; nothing if another is at it."""
    total = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FOLD_LOCK])
            if not cursor.fetchone()[0]:
                return total
            cursor.execute(FOLD, [batch])
            folded: int = cursor.fetchone()[0]
            total += folded
            if folded < batch:
                cursor.execute("DELETE FROM claims_lexemecount WHERE documents <= 0")
                return total
