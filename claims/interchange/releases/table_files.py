"""A table of a release as files: JSON Lines and CSV, both gzipped, and Parquet where pyarrow is installed.

The same rows give the same bytes: gzip headers hold neither a time nor a name.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from claims.interchange.releases import parquet
from claims.interchange.releases.fields import Table

Row = Mapping[str, Any]
LINES, CSV, PARQUET = ".jsonl.gz", ".csv.gz", ".parquet"
LEVEL = 6


class TableFiles:
    """Writes a table's rows in every format at once."""

    def __init__(self, folder: Path, table: Table) -> None:
        """Prepare the files ``<table>.*`` in ``folder``."""
        self.names = [field.name for field in table.fields]
        self.folder, self.table = folder, table
        self.rows = 0
        self.opened = ExitStack()

    def __enter__(self) -> "TableFiles":
        with ExitStack() as opening:
            self.lines = opening.enter_context(gzipped(self.folder / f"{self.table.name}{LINES}"))
            sheet = opening.enter_context(gzipped(self.folder / f"{self.table.name}{CSV}"))
            self.sheet = csv.writer(sheet)
            self.columns = (
                opening.enter_context(parquet.ParquetTable(self.folder / f"{self.table.name}{PARQUET}", self.table))
                if parquet.IS_AVAILABLE
                else None
            )
            self.sheet.writerow(self.names)
            self.opened = opening.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.opened.__exit__(kind, error, at)

    def write(self, row: Row) -> None:
        """Add a row, which has exactly the table's columns, its values as JSON has them."""
        values = [row[name] for name in self.names]
        self.lines.write(as_line(dict(zip(self.names, values, strict=True))))
        self.sheet.writerow([cell(value) for value in values])
        if self.columns:
            self.columns.write(values)
        self.rows += 1


def formats() -> tuple[str, ...]:
    """Return the endings of the files that each table is written to."""
    return (CSV, LINES, PARQUET) if parquet.IS_AVAILABLE else (CSV, LINES)


def read_lines(file: Path) -> Iterator[bytes]:
    """Yield a table's JSON Lines as they are."""
    with gzip.open(file) as lines:
        yield from lines


def read_rows(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table's JSON Lines."""
    yield from map(json.loads, read_lines(file))


def write_sheet(file: Path, names: Iterable[str], rows: Iterable[Iterable[object]]) -> int:
    """Write a gzipped CSV file and return how many rows it has."""
    count = 0
    with gzipped(file) as out:
        sheet = csv.writer(out)
        sheet.writerow(list(names))
        for count, row in enumerate(rows, start=1):  # noqa: B007  # the last number is the count
            sheet.writerow([cell(value) for value in row])
    return count


@contextmanager
def gzipped(file: Path) -> Iterator[IO[str]]:
    """Open a gzipped text file that tells neither its name nor when it was written."""
    with (
        file.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as out,
    ):
        yield out


def as_line(row: Row) -> str:
    """Return a row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def cell(value: object) -> object:
    """Return a value as CSV has it: lists and objects as JSON, nothing as an empty cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
