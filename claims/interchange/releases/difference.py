"""What a release has that the one before had not, and the other way round."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

Row = Mapping[str, Any]
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


def differences(table: str, label: str, old: Iterable[Row], new: Iterable[Row]) -> Iterator[Difference]:
    """Yield what differs between two lists of rows, each in the order of ids."""
    for before, after in paired(old, new):
        if after is None and before is not None:
            yield Difference(table, before["id"], What.REMOVED)
        elif after is not None and before is None:
            yield _of(table, label, after, What.ADDED, reason=_of_new_version(after))
        elif before is not None and after is not None and (changed := changed_columns(before, after)):
            yield _of(table, label, after, What.CHANGED, columns=changed)


def paired(old: Iterable[Row], new: Iterable[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows of equal ids side by side, None where one of them is missing."""
    before, after = iter(old), iter(new)
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        has_left = left is not None and (right is None or left["id"] <= right["id"])
        has_right = right is not None and (left is None or right["id"] <= left["id"])
        yield left if has_left else None, right if has_right else None
        left = next(before, None) if has_left else left
        right = next(after, None) if has_right else right


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
