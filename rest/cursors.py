"""Cursors: where in an ordered list a page begins, as an opaque text."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from rest.ordering import Key, KeyValueError, Order, Value

Row = TypeVar("Row", bound=Model)

LONGEST = 2_000  # characters; a longer cursor is none of ours


class CursorError(ValueError):
    """A text that is no cursor of this list in this order."""


@dataclass(frozen=True)
class Cursor:
    """The place between two rows: after the row with ``values``, or before it when read backwards.

    Without values it is the list's very beginning, or its very end when read backwards.
    """

    values: tuple[Value, ...] | None = None
    is_backwards: bool = False

    def direction(self, order: Order) -> Order:
        """Return the order in which rows are read from here."""
        return tuple(key.reversed() for key in order) if self.is_backwards else order

    def read(self, queryset: QuerySet[Row], order: Order) -> QuerySet[Row]:
        """Return the rows beyond this place, the nearest first."""
        keys = self.direction(order)
        rows = queryset.order_by(*(key.order_by() for key in keys))
        return rows if self.values is None else rows.filter(beyond(keys, self.values))

    def nearest(self, queryset: QuerySet[Row], order: Order, *, most: int) -> list[Row]:
        """Return the ``most`` rows nearest beyond this place, in a time that does not grow with its depth.

        Rows with a value and those without are asked for apart: each part is read along an index.
        """
        rows = self.read(queryset, order)
        found: list[Row] = []
        for part in self._parts(self.direction(order)[0]):
            if len(found) < most:
                found += rows.filter(part)[: most - len(found)]
        return found

    def _parts(self, key: Key) -> list[Q]:
        """Return which parts of the list are beyond this place, by the first key of the direction."""
        parts = key.parts()
        if self.values is None:
            return parts
        value = self.values[0]
        if len(parts) > 1 and (value is None) == key.has_nulls_last:
            parts = parts[1:]
        return [parts[0] & key.at_or_after(value), *parts[1:]]

    def encode(self, name: str, order: Order) -> str:
        """Return the cursor as text that is safe in an address; it holds the order's name too."""
        values = None if self.values is None else [key.write(v) for key, v in zip(order, self.values, strict=True)]
        content = json.dumps([name, self.is_backwards, values], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(content).decode().rstrip("=")


def beyond(keys: Order, values: tuple[Value, ...]) -> Q:
    """Return the condition that a row comes after ``values``: exact with ties and nulls."""
    condition = Q(pk__in=[])
    tied = Q()
    for key, value in zip(keys, values, strict=True):
        further = key.after(value)
        if further is not None:
            condition |= tied & further
        tied &= key.at(value)
    return condition


def at(row: Model, order: Order, *, is_backwards: bool) -> Cursor:
    """Return the place just after ``row``, or just before it for reading backwards."""
    return Cursor(tuple(key.value_of(row) for key in order), is_backwards)


def decode(text: str, name: str, order: Order) -> Cursor:
    """Return the cursor that `Cursor.encode` wrote for the order of this name, or raise `CursorError`."""
    written_for, is_backwards, values = _unpacked(text)
    if written_for != name or not isinstance(is_backwards, bool):
        raise CursorError("The cursor belongs to another order of the list.")
    if values is None:
        return Cursor(None, is_backwards)
    try:
        return Cursor(tuple(key.read(value) for key, value in zip(order, values, strict=True)), is_backwards)
    except (KeyValueError, ValueError, TypeError) as error:
        raise CursorError("The cursor points to no place in this list.") from error


def _unpacked(text: str) -> list[Any]:
    try:
        content = json.loads(base64.b64decode(_padded(text), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise CursorError("This is not a cursor of this list.") from error
    if not isinstance(content, list) or len(content) != 3:
        raise CursorError("This is not a cursor of this list.")
    return content


def _padded(text: str) -> bytes:
    if len(text) > LONGEST:
        raise CursorError("This is not a cursor of this list.")
    return (text + "=" * (-len(text) % 4)).encode("ascii")
