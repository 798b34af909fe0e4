"""Files into rows: CSV and tab-separated with a mapping of columns, JSON Lines, ClaimReview and DataFeed."""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal, cast, get_args

from claims.interchange.imports.claim_review import reviews_in, values_of
from claims.interchange.imports.presets import PRESETS, Preset
from claims.interchange.imports.row import MEANINGS, NO_TEXT, Row, RowFault, Source, checked

Format = Literal["csv", "tsv", "jsonl", "claimreview"]
FORMATS: tuple[str, ...] = get_args(Format)
ENDINGS: dict[str, Format] = {
    ".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "claimreview",
    ".jsonld": "claimreview",
}  # fmt: skip
LONGEST_FIELD = 10_000_000
NO_NAME = re.compile(r"[^A-Za-z0-9._-]+")  # what the name of a data set cannot hold


class FileFault(ValueError):  # noqa: N818  # what is wrong with somebody's file
    """A file that cannot be read as it was said; the message says why and what to do."""


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken: its number in the file, why, and what it said."""

    number: int
    reason: str
    content: str


@dataclass(frozen=True)
class Reading:
    """How a file is to be read; ``columns`` leads from our meaning to the file's column."""

    source: Source
    format: Format
    columns: Mapping[str, str] = field(default_factory=dict)
    has_header: bool = True
    missing: frozenset[str] = frozenset()


def reading_of(
    file: str, *, preset: str = "", format: str = "", columns: Mapping[str, str] | None = None, **source: str
) -> Reading:
    """Return how the file of that name is read, by what was asked and what its ending says. Raises `FileFault`."""
    shape = PRESETS.get(preset, Preset(Source("")))
    ending = Path(file.removesuffix(".gz")).suffix.lower()
    chosen = format or ENDINGS.get(ending, "")
    if chosen not in FORMATS:
        raise FileFault(f"{file}: the ending says nothing of the format. Choose one of: {', '.join(FORMATS)}.")
    mapping = {**shape.columns, **(columns or {})}
    unknown = sorted(set(mapping) - set(MEANINGS))
    if unknown:
        raise FileFault(f"There is no meaning {', '.join(unknown)}. A column may be: {', '.join(MEANINGS)}.")
    given = {key: value for key, value in source.items() if value}
    whole = replace(shape.source, **given)
    if not whole.name and "id" in mapping:
        raise FileFault("Name the data set (--source), so that its ids mean the same when the next file comes.")
    named = replace(whole, name=NO_NAME.sub("-", whole.name or Path(file).name).strip("-.")[:40] or "file")
    return Reading(named, cast(Format, chosen), mapping, shape.has_header, shape.missing)


def rows_of(
    stream: IO[bytes], reading: Reading, *, is_compressed: bool = False, start: int = 0
) -> Iterator[Row | Rejected]:
    """Yield each row of the file, or why it cannot be taken. Raises `FileFault` where the rest is unreadable.

    ``start`` passes over so many rows without a look at them.
    """
    content: Any = gzip.GzipFile(fileobj=stream) if is_compressed else stream
    # What is no UTF-8 is refused row by row, not at the first byte of a million rows.
    text = io.TextIOWrapper(content, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        for number, values in islice(_READERS[reading.format](text, reading), start, None):
            yield _taken(number, values, reading)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise FileFault(f"The file cannot be read on: {error}.") from error
    finally:
        # The stream is the caller's: it is not closed along with what read it.
        text.detach()


def _taken(number: int, values: object, reading: Reading) -> Row | Rejected:
    if isinstance(values, RowFault):
        return Rejected(number, str(values), "")
    assert isinstance(values, dict)  # noqa: S101  # narrows the type
    known = {name: None if value in reading.missing else value for name, value in _hashable(values)}
    try:
        return checked(number, known, reading.source)
    except RowFault as fault:
        return Rejected(number, str(fault), shown(values))


def shown(values: object) -> str:
    """Return what a row says, as JSON; bytes that are no text are told, so that it can be written anywhere."""
    text = json.dumps(values, ensure_ascii=False, default=str)[:10_000]
    return text.encode("utf-8", "backslashreplace").decode()


def _hashable(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        yield (
            name,
            "\n".join(map(str, value)) if isinstance(value, list) else None if isinstance(value, dict) else value,
        )


def _separated(text: IO[str], reading: Reading) -> Iterator[tuple[int, Any]]:
    csv.field_size_limit(LONGEST_FIELD)
    lines = csv.reader(text, delimiter="\t" if reading.format == "tsv" else ",")
    number = 0
    try:
        names = next(lines, []) if reading.has_header else []
        places = _places(reading, [name.strip() for name in names])
        for number, cells in enumerate(lines, start=1):
            if any(cells):
                yield number, {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
    except csv.Error as error:
        hint = "Perhaps a quotation mark is opened and never closed."
        raise FileFault(f"The file cannot be read on after row {number}: {error}. {hint}") from error


def _places(reading: Reading, names: list[str]) -> dict[str, int]:
    """Return where each meaning stands in a row; columns that are called as we call them need no mapping."""
    if NO_TEXT.search("".join(names)):
        raise FileFault("The names of the columns are not valid UTF-8. Save the file as UTF-8.")
    columns = reading.columns or {name: name for name in names if name in MEANINGS}
    if not reading.has_header:
        return {name: int(column) - 1 for name, column in columns.items()}
    absent = sorted(column for column in columns.values() if column not in names)
    if absent or not {"statement", "short_statement"} & set(columns):
        missing = f"The file has no column {', '.join(absent)}." if absent else "No column is the statement."
        raise FileFault(f"{missing} Its columns are: {', '.join(names)[:500]}. Say which is which by a mapping.")
    return {name: names.index(column) for name, column in columns.items()}


def _json_lines(text: IO[str], reading: Reading) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield number, _json_values(line, reading)


def _json_values(line: str, reading: Reading) -> dict[str, Any] | RowFault:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return RowFault("This line is no JSON.")
    if not isinstance(found, dict):
        return RowFault("This line is no JSON object.")
    if found.get("@type") == "ClaimReview" and not reading.columns:
        return values_of(found)
    columns = reading.columns or {name: name for name in MEANINGS}
    return {name: _at(found, path) for name, path in columns.items()}


def _at(node: Any, path: str) -> Any:  # noqa: ANN401  # whatever JSON holds there
    """Return what stands at ``a.b.0`` of JSON; None if nothing does."""
    for step in path.split("."):
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node


def _claim_reviews(text: IO[str], reading: Reading) -> Iterator[tuple[int, Any]]:
    try:
        document = json.load(text)
    except (ValueError, RecursionError) as error:
        raise FileFault(f"The file is no JSON: {error}.") from error
    number = 0
    for number, review in enumerate(reviews_in(document), start=1):
        yield number, RowFault("Its publisher took this review back.") if review is None else values_of(review)
    if not number:
        raise FileFault("There is no ClaimReview in the file: neither alone, nor in a list, a graph or a DataFeed.")


_READERS = {"csv": _separated, "tsv": _separated, "jsonl": _json_lines, "claimreview": _claim_reviews}
