"""Rows of others' fact-checks taken in, beside bare COPY of the same file into a table without rules."""

import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.db import connection

from bench.sentences import Author
from bench.timing import timed
from claims.actions.import_claims import import_claims
from claims.interchange.imports.reading import Rejected, reading_of
from claims.interchange.imports.row import Row
from claims.interchange.imports.rows import rows_of

HEADER = "id,statement,speaker,label,url,title,reviewed_on\n"
PLAIN = (
    "CREATE UNLOGGED TABLE bench_import"
    " (id text, statement text, speaker text, label text, url text, title text, day text)"
)
LABELS = ("True", "Half true", "False", "Pants on fire")


def lines(rows: int, seed: int) -> Iterator[str]:
    """Yield the file's lines."""
    author = Author(seed)
    yield HEADER
    for number in range(rows):
        wording = author.wording("en")
        yield (
            f'bench-{number},"{wording.statement}",{author.name()},{LABELS[number % len(LABELS)]},'
            f"https://checkers{number % 40}.example/{number},Is it so?,2020-01-{number % 28 + 1:02}\n"
        )


def run(rows: int, seed: int) -> None:
    """Measure, and print rows per second."""
    importer, _ = User.objects.get_or_create(username="bench-importer")
    importer.groups.add(Group.objects.get(name="editors"))
    with tempfile.TemporaryDirectory(prefix="claimtrack-bench-") as folder:
        path = Path(folder) / "claims.csv"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(lines(rows, seed))
        taken = {
            "COPY into a table without rules": timed(lambda: _copy(path)) / 1000,
            "reading and checking alone": timed(lambda: sum(1 for _ in _read(path))) / 1000,
            "import_claims": timed(lambda: import_claims(rows=_read(path), by=importer)) / 1000,
            "import_claims once more": timed(lambda: import_claims(rows=_read(path), by=importer)) / 1000,
        }
    bare = taken["COPY into a table without rules"]
    print(f"\n{rows:,} rows of others' fact-checks")
    for what, seconds in taken.items():
        print(f"  {what:34} {seconds:8.1f} s {rows / seconds:10,.0f} rows/s {seconds / bare:8,.1f} times COPY")
    print(f"  {'most memory of the program':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def _read(path: Path) -> Iterator[Row | Rejected]:
    with path.open("rb") as stream:
        for row in rows_of(stream, reading_of(path.name, name="bench")):
            if isinstance(row, Rejected):
                raise SystemExit(f"Row {row.number} was rejected: {row.reason}")
            yield row


def _copy(path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        with cursor.copy("COPY bench_import FROM STDIN (FORMAT csv, HEADER)") as copy, path.open("rb") as file:
            while piece := file.read(1 << 16):
                copy.write(piece)
        cursor.execute("DROP TABLE bench_import")
