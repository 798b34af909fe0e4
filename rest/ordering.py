"""The orders in which a list may be read: the keys that a cursor remembers."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from django.db.models import F, Model, Q
from django.db.models.expressions import OrderBy

Value: TypeAlias = int | str | datetime.date | datetime.datetime | None
INTEGERS = range(-(2**63), 2**63)


class KeyValueError(ValueError):
    """A value that cannot be one of the key's."""


@dataclass(frozen=True)
class Key:
    """One column of an order: a lookup path, the type of its values, its direction and where its nulls stand."""

    lookup: str
    type: type[int | str | datetime.date | datetime.datetime]
    is_descending: bool = False
    is_nullable: bool = False
    has_nulls_last: bool = True

    def reversed(self) -> "Key":
        """Return the same key read backwards."""
        return replace(self, is_descending=not self.is_descending, has_nulls_last=not self.has_nulls_last)

    def order_by(self) -> OrderBy:
        """Return the key as the database orders by it."""
        nulls = {"nulls_last" if self.has_nulls_last else "nulls_first": True} if self.is_nullable else {}
        return OrderBy(F(self.lookup), descending=self.is_descending, **nulls)

    def at(self, value: Value) -> Q:
        """Return the condition that a row stands at ``value``."""
        return Q(**{f"{self.lookup}__isnull": True}) if value is None else Q(**{self.lookup: value})

    def after(self, value: Value) -> Q | None:
        """Return the condition that a row comes after ``value``; None where nothing can."""
        if value is None:
            return None if self.has_nulls_last else Q(**{f"{self.lookup}__isnull": False})
        further = Q(**{f"{self.lookup}__{'lt' if self.is_descending else 'gt'}": value})
        if self.is_nullable and self.has_nulls_last:
            return further | Q(**{f"{self.lookup}__isnull": True})
        return further

    def at_or_after(self, value: Value) -> Q:
        """Return a range that holds every row from ``value`` on: by it an index is entered in the middle."""
        return Q() if value is None else Q(**{f"{self.lookup}__{'lte' if self.is_descending else 'gte'}": value})

    def parts(self) -> list[Q]:
        """Return the conditions that divide the list into its rows with and without a value, in their order."""
        if not self.is_nullable:
            return [Q()]
        parts = [Q(**{f"{self.lookup}__isnull": is_null}) for is_null in (False, True)]
        return parts if self.has_nulls_last else parts[::-1]

    def value_of(self, row: Model) -> Value:
        """Return the row's value, following relations; None where one of them is empty."""
        value: Any = row
        for name in self.lookup.split("__"):
            value = None if value is None else getattr(value, name)
        found: Value = value
        return found

    def write(self, value: Value) -> int | str | None:
        """Return the value as JSON holds it, exact to the microsecond."""
        return value if value is None or isinstance(value, int | str) else value.isoformat()

    def read(self, value: object) -> Value:
        """Return the value that `write` wrote, or raise `KeyValueError`."""
        if value is None and self.is_nullable:
            return None
        if self.type is int and type(value) is int and value in INTEGERS:
            return value
        if isinstance(value, str) and self.type is not int:
            return self._read_text(value)
        raise KeyValueError(f"{value!r} is no value of {self.lookup}")

    def _read_text(self, value: str) -> Value:
        if self.type is str:
            return _storable(value)
        try:
            moment: datetime.date = self.type.fromisoformat(value)  # type: ignore[union-attr]  # a date or datetime
        except (ValueError, AttributeError) as error:
            raise KeyValueError(f"{value!r} is no value of {self.lookup}") from error
        if isinstance(moment, datetime.datetime) and moment.tzinfo is None:
            raise KeyValueError(f"{value!r} has no time zone")
        return moment


def _storable(value: str) -> str:
    """Return the text, unless PostgreSQL could not hold it: it knows neither NUL nor half a surrogate pair."""
    if "\0" in value or value.encode(errors="ignore").decode() != value:
        raise KeyValueError("this text cannot stand in the database")
    return value


Order: TypeAlias = tuple[Key, ...]  # the last key is unique
Orders: TypeAlias = Mapping[str, Order]  # by the name that a client gives; the first is the default

BY_ID: Order = (Key("id", int),)
BY_ID_DESCENDING: Order = (Key("id", int, is_descending=True),)


def two_ways(name: str, key: Key, *, default: str = "") -> dict[str, Order]:
    """Return the orders ``name`` and ``-name``, ``default`` first; rows without a value come last in both."""
    both = {
        name: (key, *BY_ID),
        f"-{name}": (replace(key, is_descending=True), *BY_ID_DESCENDING),
    }
    return {default: both[default], **both} if default else both
