"""Taking an object out of releases that were published, because the law wants it: what stays is a tombstone.

The rows go, with those that would not be there without them, and what other rows say of them. The release keeps its
name; its files are written anew, its hashes with them, and it says itself what was removed, when and why.
"""

import csv
import gzip
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from claims.interchange.releases import parquet, texts
from claims.interchange.releases.about import Release, Removed, table_path
from claims.interchange.releases.difference import Difference, What, number_of
from claims.interchange.releases.exports import Exports, ReleaseError
from claims.interchange.releases.fields import Table
from claims.interchange.releases.published import published_release
from claims.interchange.releases.reasons import RETRACTED
from claims.interchange.releases.removal_rows import Ids, Row, belonging, mentions, names_of, touching, without
from claims.interchange.releases.table_files import LINES, PARQUET, TableFiles, formats, read_lines, write_sheet
from claims.interchange.releases.tables import BY_NAME, TABLES
from claims.interchange.releases.writing import CHANGED_COLUMNS, CHANGED_ROWS, describe, table_files

Report = Callable[[str], None]
MENTIONED = 100  # places in a release that are told where the removed object is still named


@dataclass(frozen=True)
class Removal:
    """What the law wants: a row of a table, gone on a day, for a reason that everybody may read."""

    table: str
    id: int
    on: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What was done to a release: how many rows left, and where the object is still named in words."""

    release: str
    rows: int
    mentions: list[str]  # the first of them
    mentioned: int  # how many there are


@dataclass(frozen=True)
class Gone:
    """The rows that go from one release, and from any of them."""

    here: Ids
    ever: Ids


NOTHING = Gone({}, {})


def remove(
    exports: Exports, wanted: Removal, *, releases: Iterable[str] | None = None, report: Report
) -> list[Outcome]:
    """Take the object out of these releases, or of all, and return what was done to each that had it."""
    if wanted.table not in BY_NAME or wanted.table == "ratings":
        names = ", ".join(name for name in BY_NAME if name != "ratings")
        raise ReleaseError(f"There is no table “{wanted.table}” from which rows are removed. The tables are: {names}.")
    outcomes = []
    with exports.changing():
        here = {name: _gone(exports, name, wanted) for name in _named(exports, releases)}
        ever = {table: set().union(*(ids.get(table, ()) for ids in here.values())) for table in BY_NAME}
        for name, ids in here.items():
            if outcome := _remove_from(exports, name, wanted, Gone(ids, ever), report):
                outcomes.append(outcome)
                report(f"  {name}: {outcome.rows:,} rows removed")
    return outcomes


def _named(exports: Exports, releases: Iterable[str] | None) -> list[str]:
    known = exports.names()
    chosen = known if releases is None else list(dict.fromkeys(releases))
    for name in chosen:
        if name not in known:
            raise ReleaseError(f"There is no release {name}. The releases are: {', '.join(known)}.")
    return chosen


def _gone(exports: Exports, name: str, wanted: Removal) -> Ids:
    """Return the ids of all rows that go from a release; none where it has not got the object."""
    with exports.reading(name, LINES) as folder:
        return belonging(folder, TABLES, {wanted.table: {wanted.id}}) if _row(folder, wanted) else {}


def _row(folder: Path, wanted: Removal) -> Row:
    file = table_path(folder, BY_NAME[wanted.table], LINES)
    lines = read_lines(file) if file.is_file() else ()
    return next((json.loads(line) for line in lines if number_of(line) == wanted.id), {})


def _remove_from(exports: Exports, name: str, wanted: Removal, gone: Gone, report: Report) -> Outcome | None:
    with exports.reading(name) as folder:
        news = folder / CHANGED_ROWS
        is_in_news = any(row != kept for row, kept in zip(_differences(news), _differences(news, gone), strict=True))
        return _rewrite(exports, folder, wanted, gone, report) if gone.here or is_in_news else None


def _rewrite(exports: Exports, folder: Path, wanted: Removal, gone: Gone, report: Report) -> Outcome:
    release = published_release(folder)
    name = release.name
    if not parquet.IS_AVAILABLE and any(file.format == PARQUET for file in release.files):
        raise ReleaseError(
            f"Release {name} has Parquet files, which cannot be written here: pip install -r requirements-releases.txt"
        )
    with exports.adding(name) as fresh:
        counts = {}
        for table in release.tables:
            counts[table.name] = _write_table(folder, fresh, table, gone.here)
            report(f"  {name}: {table.name}: {counts[table.name]:,} rows stay")
        rows = release.rows - sum(counts.values())
        stone = Removed(wanted.table, wanted.id, wanted.on, wanted.reason, rows)
        changed = replace(release, counts=counts, removed=(*release.removed, stone))
        changed = replace(changed, files=table_files(fresh, release.tables))
        _write_changes(folder, fresh, changed, gone)
        describe(fresh, changed)
        shutil.copyfile(folder / texts.LICENCE, fresh / texts.LICENCE)
        words = names_of(_row(folder, wanted), BY_NAME[wanted.table])
        found = (one for table in release.tables for one in mentions(fresh, table, words))
        first = list(islice(found, MENTIONED))
        return Outcome(name, rows, first, len(first) + sum(1 for _ in found))


def _write_table(folder: Path, fresh: Path, table: Table, gone: Ids) -> int:
    """Write what remains and return how many rows; a table that says nothing of what goes keeps its bytes."""
    file, is_touched = table_path(folder, table, LINES), touching(table, gone)
    old = [table_path(folder, table, ending) for ending in formats()]
    if all(path.is_file() for path in old) and not any(map(is_touched, read_lines(file))):
        for path in old:
            shutil.copyfile(path, fresh / path.name)
        return sum(1 for _ in read_lines(file))
    with TableFiles(fresh, table) as files:
        for line in read_lines(file):
            row = json.loads(line)
            if row["id"] not in gone.get(table.name, ()):
                files.write(without(row, table, gone) if is_touched(line) else row)
    return files.rows


def _write_changes(folder: Path, fresh: Path, release: Release, gone: Gone) -> None:
    """Write the news of the release again, without the words of what is gone."""
    summary = texts.Summary()
    found = summary.passing(_differences(folder / CHANGED_ROWS, gone))
    rows = (
        (row.table, row.id, row.what.value, row.label, row.address, " ".join(row.columns), row.reason) for row in found
    )
    write_sheet(fresh / CHANGED_ROWS, CHANGED_COLUMNS, rows)
    (fresh / texts.CHANGES).write_text(summary.text(release), encoding="utf-8", newline="\n")


def _differences(file: Path, gone: Gone = NOTHING) -> Iterator[Difference]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            table, pk, what, columns = row["table"], int(row["id"]), What(row["what"]), tuple(row["columns"].split())
            if pk in gone.here.get(table, ()):
                yield Difference(table, pk, what, columns=columns)
            elif what is What.REMOVED and pk in gone.ever.get(table, ()) and row["reason"].startswith(RETRACTED):
                yield Difference(table, pk, what, reason=RETRACTED)  # the note may name what the law wants gone
            else:
                yield Difference(table, pk, what, row["label"], row["address"], columns, row["reason"])
