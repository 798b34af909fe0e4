"""What a release has that the one before had not, and the other way round."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

Row = Mapping[str, Any]
BEGINNING = b'{"id": '  # of every line: the id is the first column of every table
# Where a row stands says nothing of what it is.
PLACES = frozenset({"url", "html_url"})


class What(Enum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Difference:
    """One row that is not as it was: which columns changed, why it came or left; never the words of what left."""

    table: str
    id: int
    what: What
    label: str = ""
    address: str = ""
    columns: tuple[str, ...] = ()
    reason: str = ""


# From a table's kind and the ids of rows that left it to why each did.
Reasons = Callable[[str, Sequence[int]], Mapping[int, str]]


def differences(table: str, label: str, old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[Difference]:
    """Yield what differs between two lists of rows, each as lines of JSON in the order of ids."""
    for left, right in paired(old, new):
        if left == right:
            continue  # nearly all of them: they are not even read
        if not right:
            yield Difference(table, json.loads(left)["id"], What.REMOVED)
        elif not left:
            row = json.loads(right)
            yield _of(table, label, row, What.ADDED, reason=_of_new_version(row))
        elif changed := changed_columns(json.loads(left), row := json.loads(right)):
            yield _of(table, label, row, What.CHANGED, columns=changed)


def paired(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the lines of equal ids side by side, nothing where one of them is missing."""
    before, after = _numbered(old), _numbered(new)
    (left, line), (right, other) = next(before), next(after)
    while line or other:
        yield line if left <= right else b"", other if right <= left else b""
        has_left, has_right = left <= right, right <= left
        left, line = next(before) if has_left else (left, line)
        right, other = next(after) if has_right else (right, other)


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[float, bytes]]:
    """Yield lines with the ids that they begin with; after the last comes nothing, for ever."""
    for line in lines:
        yield number_of(line), line
    while True:
        yield math.inf, b""


def number_of(line: bytes) -> int:
    """Return the id of a row that is a line of JSON."""
    return int(line[len(BEGINNING) : line.index(b",", len(BEGINNING))])


def changed_columns(before: Row, after: Row) -> tuple[str, ...]:
    """Return the columns that have another value, or that only one of both rows has."""
    names = dict.fromkeys([*after, *before])
    missing = object()
    return tuple(name for name in names if name not in PLACES and before.get(name, missing) != after.get(name, missing))


def _of(table: str, label: str, row: Row, what: What, columns: tuple[str, ...] = (), reason: str = "") -> Difference:
    return Difference(table, row["id"], what, row[label] or "", row["html_url"] or "", columns, reason)


def _of_new_version(row: Row) -> str:
    """Return why there is another version of a verdict; nothing for other rows."""
    return f"{row['change_kind']}: {row['change_note']}" if row.get("change_kind") else ""
