"""Writing a release: the public record of one moment, as files that are not changed again."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db.models import Max

from changes.models import Change
from claims.interchange.bundle_dump import one_moment
from claims.interchange.releases import texts
from claims.interchange.releases.about import Moment, Publisher, Release, TableFile, table_path
from claims.interchange.releases.croissant import croissant
from claims.interchange.releases.data_package import data_package
from claims.interchange.releases.difference import Difference, What, differences
from claims.interchange.releases.exports import Exports, sha256_of, writing_to
from claims.interchange.releases.fields import Table
from claims.interchange.releases.reasons import reasons
from claims.interchange.releases.table_files import LINES, TableFiles, formats, read_lines, write_sheet

DESCRIPTOR, CROISSANT, CHANGED_ROWS = "datapackage.json", "croissant.json", "changes.csv.gz"
CHANGED_COLUMNS = ("table", "id", "what", "label", "address", "columns", "reason")
REPORTED = 100_000  # rows between two lines of progress
Report = Callable[[str], None]
# From a table to its rows in the order of ids, each with exactly its columns.
Source = Callable[[Table], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Request:
    """What is to be released: which tables, from where, by whom, on which day."""

    tables: tuple[Table, ...]
    source: Source
    publisher: Publisher
    date: datetime.date


def write_release(exports: Exports, wanted: Request, *, report: Report) -> Release:
    """Write the next release and return what it says of itself; after an error nothing has changed.

    All tables are read as they were at one moment. The same rows on the same day give the same bytes.
    """
    with exports.changing():
        name = exports.next_name(wanted.date.isoformat())
        before = next(iter(exports.names()), "")
        with exports.adding(name) as folder, one_moment():
            counts = {table.name: _write_table(folder, table, wanted.source, report) for table in wanted.tables}
            release = Release(name, wanted.publisher, _moment(), wanted.tables, counts, (), before)
            release = replace(release, files=table_files(folder, wanted.tables))
            _write_changes(exports, folder, release, report)
            describe(folder, release)
    return release


def _write_table(folder: Path, table: Table, source: Source, report: Report) -> int:
    with TableFiles(folder, table) as files:
        for row in source(table):
            with writing_to(folder):
                files.write(row)
            if files.rows % REPORTED == 0:
                report(f"  {table.name}: {files.rows:,} rows so far")
    report(f"  {table.name}: {files.rows:,} rows")
    return files.rows


def _moment() -> Moment:
    last = Change.objects.aggregate(seq=Max("seq"), at=Max("at"))
    return Moment(last["seq"] or 0, last["at"])


def table_files(folder: Path, tables: Iterable[Table]) -> tuple[TableFile, ...]:
    """Return the files of the tables in ``folder``, with their sizes and hashes."""
    paths = [(table, ending, table_path(folder, table, ending)) for table in tables for ending in formats()]
    return tuple(
        TableFile(table, path.name, ending, path.stat().st_size, sha256_of(path))
        for table, ending, path in paths
        if path.is_file()
    )


def describe(folder: Path, release: Release) -> None:
    """Write what describes the tables that are in ``folder``."""
    described = {
        DESCRIPTOR: json.dumps(data_package(release), ensure_ascii=False, indent=2) + "\n",
        CROISSANT: json.dumps(croissant(release), ensure_ascii=False, indent=2) + "\n",
        texts.README: texts.readme(release),
        texts.CITATION: texts.citation(release),
        texts.LICENCE: texts.licence(release),
    }
    for name, content in described.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


def _write_changes(exports: Exports, folder: Path, release: Release, report: Report) -> None:
    """Write what differs from the release before: all rows as a table, and a text for people."""
    summary = texts.Summary()
    found = _differences(exports, folder, release, report) if release.before else ()
    rows = (
        (row.table, row.id, row.what.value, row.label, row.address, " ".join(row.columns), row.reason)
        for row in summary.passing(found)
    )
    write_sheet(folder / CHANGED_ROWS, CHANGED_COLUMNS, rows)
    text = summary.text(release)
    (folder / texts.CHANGES).write_text(text, encoding="utf-8", newline="\n")


def _differences(exports: Exports, folder: Path, release: Release, report: Report) -> Iterator[Difference]:
    with exports.reading(release.before, LINES) as earlier:
        for table in release.tables:
            report(f"  {table.name}: comparing with release {release.before}")
            old = table_path(earlier, table, LINES)
            before = read_lines(old) if old.is_file() else ()
            now = read_lines(table_path(folder, table, LINES))
            yield from _with_reasons(table, differences(table.name, table.label, before, now))


def _with_reasons(table: Table, rows: Iterable[Difference]) -> Iterator[Difference]:
    """Give each row that left its reason; only those are held in memory."""
    gone = []
    for row in rows:
        if row.what is What.REMOVED:
            gone.append(row)
        else:
            yield row
    found = reasons(table.kind, [row.id for row in gone])
    yield from (replace(row, reason=found[row.id]) for row in gone)
