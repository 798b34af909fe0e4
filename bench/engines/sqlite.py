"""SQLite's FTS5: the same rows in a file, stemmed by porter, ranked by its own bm25."""

import sqlite3
from pathlib import Path

from django.db import connection

from bench.engines import SHOWN
from bench.engines.by_statements import ByStatements
from bench.questions import Question

COLUMNS = "id, statement, title, quotes, language, rating, topic"

MAKE = """
CREATE TABLE claims (id INTEGER PRIMARY KEY, statement TEXT, title TEXT, quotes TEXT, language TEXT, rating TEXT,
    topic TEXT);
CREATE VIRTUAL TABLE claims_fts USING fts5(statement, title, quotes, content='claims', content_rowid='id',
    tokenize='porter unicode61');
"""
INDEX = """
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
INSERT INTO claims_fts (claims_fts) VALUES ('optimize');
CREATE INDEX claims_language ON claims (language);
CREATE INDEX claims_rating ON claims (rating);
CREATE INDEX claims_topic ON claims (topic);
ANALYZE;
"""
RANKED = f"""
SELECT c.id, c.statement, f.rank FROM claims_fts f JOIN claims c ON c.id = f.rowid
WHERE claims_fts MATCH ? ORDER BY f.rank LIMIT {SHOWN}
"""
COUNTED = """
SELECT {facet}, count(*) FROM claims WHERE id IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)
GROUP BY 1 ORDER BY 2 DESC LIMIT 12
"""
PAGE = f"SELECT id, statement FROM claims ORDER BY id DESC LIMIT {SHOWN} OFFSET ?"


class Sqlite(ByStatements):
    """A file beside the database; needs bench.plain, from which it is filled."""

    name = "SQLite FTS5"
    ranked, counted, skipping = RANKED, COUNTED, PAGE
    all_counted = "SELECT count(*) FROM claims"

    def __init__(self, path: Path) -> None:
        """Open the file, or make it."""
        is_new = not path.exists()
        if is_new:
            unfinished = path.with_suffix(".part")
            unfinished.unlink(missing_ok=True)
            self.connection = sqlite3.connect(unfinished)
            self._fill()
            self.connection.close()
            unfinished.rename(path)
        self.connection = sqlite3.connect(path)
        self.version = f"SQLite {sqlite3.sqlite_version}"

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def query(self, question: Question) -> str:
        """Return the question as FTS5 reads it."""
        return query(question)

    def rows(self, statement: str, *values: str | int) -> list[tuple[str, ...]]:
        """Return all rows of a statement."""
        return self.connection.execute(statement, values).fetchall()

    def _fill(self) -> None:
        self.connection.executescript(MAKE)
        connection.ensure_connection()
        marks = ", ".join("?" * len(COLUMNS.split(", ")))
        with connection.connection.cursor() as cursor, cursor.copy(f"COPY bench.plain ({COLUMNS}) TO STDOUT") as lines:
            self.connection.executemany(f"INSERT INTO claims VALUES ({marks})", lines.rows())
        self.connection.executescript(INDEX)
        self.connection.commit()


def query(question: Question) -> str:
    """Return the question as FTS5 reads it."""
    words = " ".join(f'"{word}"' for word in question.words)
    match question.wants:
        case "any":
            return words.replace(" ", " OR ")
        case "phrase":
            return '"' + " ".join(question.words) + '"'
        case "prefix":
            return f"{words} *"
    return words
