"""CSV files of spreadsheets: written so that no cell runs as a formula, read whatever program saved them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.interchange.charset import decoded
from sources.interchange.tabular import KEY, MARK, plain
from sources.rules import Refusal

LARGEST = 2 * 1024 * 1024  # bytes of a file
MOST = 10_000  # rows of a file
DELIMITERS = ",;\t"
BOM = "\ufeff"
# What spreadsheets run, or would once the apostrophe before it is taken away.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True)
class Line:
    """A row of a file: the number of the line where it begins, and its cells by column; ``fault`` if it is askew."""

    number: int
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class TableFile:
    """What a file holds, and how it had to be read."""

    lines: list[Line]
    text: str
    delimiter: str
    charset: str


def written(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines as CSV with a byte order mark, by which spreadsheets know UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    for line in lines:
        writer.writerow([neutral(cell) for cell in line])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before what begins like a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """Return what `neutral` was given."""
    return cell[1:] if NEUTRALISED.match(cell) else cell


def read_bytes(content: bytes, *, known: Sequence[str]) -> TableFile:
    """Return the rows of an uploaded file; raises `Refusal` where the file as a whole cannot be used."""
    if len(content) > LARGEST:
        raise Refusal("file", _("The file is larger than 2 MB. Split it and upload the parts one by one."))
    text, charset = decoded(content)
    return read_text(text, known=known, charset=charset)


def read_text(text: str, *, known: Sequence[str], charset: str = "utf-8") -> TableFile:
    """Return the rows of a text; ``known`` are the columns that it may have."""
    text = text.removeprefix(BOM)
    if not text.strip():
        raise Refusal("file", _("The file is empty. Export the list, change it, and upload that file."))
    delimiter = likely_delimiter(text, known)
    try:
        rows = list(numbered(text, delimiter))
    except csv.Error as error:
        raise Refusal("file", _("The file is no CSV: %(reason)s.") % {"reason": error}) from error
    header = [plain(name).casefold() for name in rows[0][1]]
    refuse_header(header, known)
    if len(rows) - 1 > MOST:
        raise Refusal("file", _("The file has more than 10,000 rows. Split it and upload the parts one by one."))
    if len(rows) == 1:
        raise Refusal("file", _("The file has a first line with columns, but no rows."))
    return TableFile([line_of(number, header, cells) for number, cells in rows[1:]], text, delimiter, charset)


def numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def line_of(number: int, header: list[str], cells: list[str]) -> Line:
    """Return a row by column; more or fewer cells than columns are a fault, except empty ones at the end."""
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    fault = ""
    if len(cells) != len(header):
        fault = _("%(cells)s cells stand under %(columns)s columns. Look for a missing quotation mark.") % {
            "cells": len(cells), "columns": len(header),
        }  # fmt: skip
    named = zip(header, cells, strict=False)
    return Line(number, {key: plain(restored(cell)) for key, cell in named if key}, fault)


def likely_delimiter(text: str, known: Sequence[str]) -> str:
    """Return what stands between the columns: that by which most of them are known."""
    first = text.lstrip("\r\n").splitlines()[0]

    def recognised(delimiter: str) -> int:
        return len({plain(name.strip('"')).casefold() for name in first.split(delimiter)} & set(known))

    return max(DELIMITERS, key=recognised)


def refuse_header(header: list[str], known: Sequence[str]) -> None:
    """Refuse a first line that names columns twice or that nobody knows; raises `Refusal`."""
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise Refusal("file", _("The column “%(name)s” stands there twice.") % {"name": twice[0]})
    strange = [name for name in header if name and name not in known]
    if strange or not any(header):
        raise Refusal(
            "file",
            _("Unknown columns in the first line: %(names)s. A file may have these: %(known)s.")
            % {"names": ", ".join(strange) or "-", "known": ", ".join(known)},
        )
    if not set(header) - {KEY, MARK}:
        raise Refusal("file", _("The file has no column that could change anything."))
