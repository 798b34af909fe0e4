"""Files into rows, one at a time: tables, JSON Lines, JSON, ClaimReview and DataFeed."""

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import IO, Any

from claims.interchange.imports.claim_review import LISTS, reviews_in, values_of
from claims.interchange.imports.json_entries import JsonFault, entries
from claims.interchange.imports.reading import FileFault, Reading, Rejected, shown
from claims.interchange.imports.row import LONGEST_ADDRESS, MEANINGS, Row, RowFault, checked
from claims.interchange.imports.separated import cells_by_meaning


def rows_of(
    stream: IO[bytes], reading: Reading, *, is_compressed: bool = False, start: int = 0
) -> Iterator[Row | Rejected]:
    """Yield each row of the file, or why it cannot be taken. Raises `FileFault` where the rest is unreadable.

    ``start`` passes over so many rows without a look at them.
    """
    content: Any = gzip.GzipFile(fileobj=stream) if is_compressed else stream
    buffer = io.BufferedReader(content)
    try:
        yield from _rows(buffer, reading, start)
    except (gzip.BadGzipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise FileFault(f"The file cannot be read on: {error}.") from error
    finally:
        # The stream is the caller's: it is not closed along with what read it.
        buffer.detach()


def _rows(buffer: io.BufferedReader, reading: Reading, start: int) -> Iterator[Row | Rejected]:
    # What is no text is refused row by row, not at the first byte of a million rows.
    text = io.TextIOWrapper(
        buffer, encoding=_encoding(buffer, reading), errors="surrogateescape",
        newline="\n" if reading.has_lines else "",
    )  # fmt: skip
    try:
        for number, values in islice(_READERS[reading.format](text, reading), start, None):
            yield _taken(number, values, reading)
    finally:
        text.detach()


def _encoding(buffer: io.BufferedReader, reading: Reading) -> str:
    """Return how the letters are written: as was said, else as the first bytes tell, else UTF-8."""
    if reading.encoding:
        return reading.encoding
    is_wide = buffer.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return "utf-16" if is_wide else "utf-8-sig"


def _taken(number: int, values: object, reading: Reading) -> Row | Rejected:
    if isinstance(values, RowFault):
        return Rejected(number, str(values), "")
    assert isinstance(values, dict)  # noqa: S101  # narrows the type
    known = {name: None if value in reading.missing else value for name, value in _hashable(values)}
    try:
        return checked(number, known, reading.source)
    except RowFault as fault:
        return Rejected(number, str(fault), shown(values))


def _hashable(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        yield (
            name,
            "\n".join(map(str, value)) if isinstance(value, list) else None if isinstance(value, dict) else value,
        )


def _json_lines(text: IO[str], reading: Reading) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield number, _of_line(line, reading)


def _of_line(line: str, reading: Reading) -> dict[str, Any] | RowFault:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return RowFault("This line is no JSON.")
    return _of_object(found, reading) if isinstance(found, dict) else RowFault("This line is no JSON object.")


def _of_object(found: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
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


def _json_objects(text: IO[str], reading: Reading) -> Iterator[tuple[int, Any]]:
    number = 0
    for number, found in enumerate(_entries(text), start=1):
        is_object = isinstance(found, dict)
        yield number, _of_object(found, reading) if is_object else RowFault("This entry is no JSON object.")
    if not number:
        raise FileFault("There is no object in the file: neither alone, nor in a list.")


def _claim_reviews(text: IO[str], _reading: Reading) -> Iterator[tuple[int, Any]]:
    number = 0
    found = (review for entry in _entries(text, LISTS) for review in reviews_in(entry))
    for number, review in enumerate(found, start=1):
        yield number, _taken_back(review) if isinstance(review, str) else values_of(review)
    if not number:
        raise FileFault("There is no ClaimReview in the file: neither alone, nor in a list, a graph or a DataFeed.")


def _taken_back(address: str) -> RowFault:
    of = f" of {address[:LONGEST_ADDRESS]}" if address else ""
    return RowFault(f"Its publisher took the review{of} back. If it is in here, look at it and take it out.")


def _entries(text: IO[str], lists: Collection[str] | None = None) -> Iterator[Any]:
    number = 0
    try:
        for entry in entries(text, lists):
            yield entry
            number += 1
    except JsonFault as fault:
        after = f" after entry {number}" if number else ""
        raise FileFault(f"The file is no JSON{after}: {fault}.") from fault


_READERS = {
    "csv": cells_by_meaning, "tsv": cells_by_meaning, "jsonl": _json_lines, "json": _json_objects,
    "claimreview": _claim_reviews,
}  # fmt: skip
