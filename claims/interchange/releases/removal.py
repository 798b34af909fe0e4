"""Taking an object out of releases that were published, because the law wants it: what stays is a tombstone.

The rows go, with those that would not be there without them, and what other rows say of them. The release keeps its
name; its files are written anew, its hashes with them, and it says itself what was removed, when and why.
"""

import csv
import gzip
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claims.interchange.releases import parquet, texts
from claims.interchange.releases.about import Release, Removed, table_path
from claims.interchange.releases.difference import Difference, What
from claims.interchange.releases.exports import Exports, ReleaseError
from claims.interchange.releases.fields import Field, Table, Type
from claims.interchange.releases.published import published_release
from claims.interchange.releases.table_files import LINES, PARQUET, TableFiles, read_rows, write_sheet
from claims.interchange.releases.tables import BY_NAME
from claims.interchange.releases.writing import CHANGED_COLUMNS, CHANGED_ROWS, describe, table_files

Ids = dict[str, set[int]]
Row = dict[str, Any]
# Keys of the objects in a cell, the tables that they lead to, and what goes along; None where the object goes.
INNER: Mapping[str, tuple[str, tuple[str, ...] | None]] = {
    "claimant_id": ("claimants", None),
    "outlet_id": ("outlets", None),
    "inserted_by_id": ("outlets", ("inserted_by",)),
}
SHORTEST = 4  # letters of a name that is looked for in what remains


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
    mentions: list[str]


def remove(
    exports: Exports, wanted: Removal, *, releases: Iterable[str] | None = None, report: Callable[[str], None]
) -> list[Outcome]:
    """Take the object out of these releases, or of all, and return what was done to each that had it."""
    if wanted.table not in BY_NAME or wanted.table == "ratings":
        names = ", ".join(name for name in BY_NAME if name != "ratings")
        raise ReleaseError(f"There is no table “{wanted.table}” from which rows are removed. The tables are: {names}.")
    outcomes = []
    with exports.changing():
        for name in releases if releases is not None else exports.names():
            if name not in exports.names():
                raise ReleaseError(f"There is no release {name}. The releases are: {', '.join(exports.names())}.")
            if outcome := _remove_from(exports, name, wanted):
                outcomes.append(outcome)
                report(f"  {name}: {outcome.rows:,} rows removed")
    return outcomes


def _remove_from(exports: Exports, name: str, wanted: Removal) -> Outcome | None:
    with exports.reading(name) as folder:
        return _rewrite(exports, folder, wanted) if _is_there(folder, wanted) else None


def _rewrite(exports: Exports, folder: Path, wanted: Removal) -> Outcome:
    release = published_release(folder)
    name = release.name
    if not parquet.IS_AVAILABLE and any(file.format == PARQUET for file in release.files):
        raise ReleaseError(
            f"Release {name} has Parquet files, which cannot be written here: pip install -r requirements-releases.txt"
        )
    gone = _belonging(folder, release.tables, {wanted.table: {wanted.id}})
    words = _words(folder, wanted)
    rows = sum(map(len, gone.values()))
    with exports.adding(name) as fresh:
        mentions = _write_tables(folder, fresh, release.tables, gone, words)
        counts = {table.name: release.counts[table.name] - len(gone.get(table.name, ())) for table in release.tables}
        stone = Removed(wanted.table, wanted.id, wanted.on, wanted.reason, rows)
        changed = replace(release, counts=counts, removed=(*release.removed, stone))
        changed = replace(changed, files=table_files(fresh, release.tables))
        _write_changes(folder, fresh, changed, gone)
        describe(fresh, changed)
        shutil.copyfile(folder / texts.LICENCE, fresh / texts.LICENCE)
    return Outcome(name, rows, mentions)


def _is_there(folder: Path, wanted: Removal) -> bool:
    file = table_path(folder, BY_NAME[wanted.table], LINES)
    return file.is_file() and any(row["id"] == wanted.id for row in read_rows(file))


def _belonging(folder: Path, tables: Iterable[Table], gone: Ids) -> Ids:
    """Return the ids of the rows that go, with all rows that belong to one of them."""
    grew = True
    while grew:
        grew = False
        for table in tables:
            fields = [field for field in table.fields if field.belongs and gone.get(field.to)]
            if not fields:
                continue
            found = {row["id"] for row in read_rows(table_path(folder, table, LINES)) if _belongs(row, fields, gone)}
            if found - gone.setdefault(table.name, set()):
                gone[table.name] |= found
                grew = True
    return gone


def _belongs(row: Row, fields: Iterable[Field], gone: Ids) -> bool:
    return any(row[field.name] in gone[field.to] for field in fields)


def _words(folder: Path, wanted: Removal) -> str:
    table = BY_NAME[wanted.table]
    rows = read_rows(table_path(folder, table, LINES))
    return next((row[table.label] or "" for row in rows if row["id"] == wanted.id), "")


def _write_tables(folder: Path, fresh: Path, tables: Iterable[Table], gone: Ids, words: str) -> list[str]:
    """Write what remains, and return where the removed object is still named in words."""
    mentions = []
    for table in tables:
        with TableFiles(fresh, table) as files:
            for row in read_rows(table_path(folder, table, LINES)):
                if row["id"] in gone.get(table.name, ()):
                    continue
                kept = without(row, table, gone)
                files.write(kept)
                if len(words) >= SHORTEST:
                    mentions += [f"{table.name} {row['id']}, {name}" for name in kept if words in str(kept[name])]
    return mentions


def without(row: Row, table: Table, gone: Ids) -> Row:
    """Return a row that says nothing of the rows that are gone."""
    kept = dict(row)
    for field in table.fields:
        lost = gone.get(field.to, set())
        value = kept[field.name]
        if field.type is Type.OBJECTS and value:
            kept[field.name] = [part for part in (_part_without(part, gone) for part in value) if part is not None]
        elif field.type is Type.NUMBERS and value and lost:
            stays = [pk not in lost for pk in value]
            for name in (field.name, *field.along):
                kept[name] = [one for one, does_stay in zip(kept[name], stays, strict=True) if does_stay]
        elif field.type is Type.INTEGER and lost and value in lost:
            kept |= dict.fromkeys((field.name, *field.along))
    return kept


def _part_without(part: Row, gone: Ids) -> Row | None:
    kept = dict(part)
    for key, (table, along) in INNER.items():
        if kept.get(key) in gone.get(table, set()):
            if along is None:
                return None
            kept |= dict.fromkeys((key, *along))
    return kept


def _write_changes(folder: Path, fresh: Path, release: Release, gone: Ids) -> None:
    """Write the news of the release again, without the words of what is gone."""
    summary = texts.Summary()
    found = summary.passing(_differences(folder / CHANGED_ROWS, gone))
    rows = (
        (row.table, row.id, row.what.value, row.label, row.address, " ".join(row.columns), row.reason) for row in found
    )
    write_sheet(fresh / CHANGED_ROWS, CHANGED_COLUMNS, rows)
    (fresh / texts.CHANGES).write_text(summary.text(release), encoding="utf-8", newline="\n")


def _differences(file: Path, gone: Ids) -> Iterator[Difference]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            pk, what, columns = int(row["id"]), What(row["what"]), tuple(row["columns"].split())
            if pk in gone.get(row["table"], ()):
                yield Difference(row["table"], pk, what, columns=columns)
            else:
                yield Difference(row["table"], pk, what, row["label"], row["address"], columns, row["reason"])
