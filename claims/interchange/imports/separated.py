"""Tables as text: rows of cells with a sign between them, and a mapping of columns to what they mean."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

from claims.interchange.imports.reading import FileFault, Reading
from claims.interchange.imports.row import MEANINGS, NO_TEXT

LONGEST_FIELD = 10_000_000
# What spreadsheets and data sets put between cells; of those that a first line holds equally often, the first.
SIGNS = ",;\t|"
QUOTED = re.compile(r'"[^"]*"')
QUOTED_CELL = re.compile(r'"(?:[^"]|"")*"')


def cells_by_meaning(text: IO[str], reading: Reading) -> Iterator[tuple[int, Any]]:
    """Yield each row's number and its cells by what they mean. Raises `FileFault` where the rest is unreadable."""
    csv.field_size_limit(LONGEST_FIELD)
    number = 0
    try:
        lines = _lines(text, reading)
        names = next(lines, []) if reading.has_header else []
        places = _places(reading, [name.strip() for name in names])
        for number, cells in enumerate(lines, start=1):
            if any(cells):
                yield number, {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
    except csv.Error as error:
        hint = "Perhaps a quotation mark is opened and never closed."
        raise FileFault(f"The file cannot be read on after row {number}: {error}. {hint}") from error


def _lines(text: IO[str], reading: Reading) -> Iterator[list[str]]:
    if reading.has_lines:
        return map(_cells, text)
    first = next(iter(text), "")
    return csv.reader(chain([first], text), delimiter=_sign(first, reading))


def _cells(line: str) -> list[str]:
    """Return the cells of a line.

    Such files were mostly written without a thought of quotation marks: one that is opened and never closed belongs to
    the words of its cell, and must not swallow the rows after it.
    """
    return [
        cell[1:-1].replace('""', '"') if QUOTED_CELL.fullmatch(cell) else cell
        for cell in line.rstrip("\r\n").split("\t")
    ]


def _sign(first: str, reading: Reading) -> str:
    """Return what stands between the cells."""
    if reading.format == "tsv":
        return "\t"
    counts = Counter(QUOTED.sub("", first))
    return max(SIGNS, key=lambda sign: counts[sign])


def _places(reading: Reading, names: list[str]) -> dict[str, int]:
    """Return where each meaning stands in a row; columns that are called as we call them need no mapping.

    A column may also be given by its number, as where it has no name.
    """
    if NO_TEXT.search("".join(names)):
        raise FileFault("The names of the columns are not valid UTF-8. Save the file as UTF-8.")
    columns = reading.columns or {name: name for name in names if name in MEANINGS}
    if not reading.has_header:
        return {name: int(column) - 1 for name, column in columns.items()}
    numbers = {str(number): number - 1 for number in range(1, len(names) + 1)}
    known = numbers | {name: place for place, name in reversed(list(enumerate(names)))}
    absent = sorted(column for column in columns.values() if column not in known)
    if absent or not {"statement", "short_statement"} & set(columns):
        missing = f"The file has no column {', '.join(absent)}." if absent else "No column is the statement."
        raise FileFault(f"{missing} Its columns are: {', '.join(names)[:500]}. Say which is which by a mapping.")
    return {name: known[column] for name, column in columns.items()}
