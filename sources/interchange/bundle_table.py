"""Tables of a bundle: which keys an object has, how rows become objects, and objects records."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from django.db import models
from django.db.models import F, OrderBy, QuerySet
from django.db.models.functions import Collate

from sources.interchange.bundle_columns import Column, MisfitError, name_field, read_names
from sources.interchange.bundle_files import Line

WRITTEN = ("created_by", "created_at")
CHUNK = 2000  # rows fetched at a time


# The primary keys of a model's rows by their names.
Keys = Callable[[type[models.Model]], Mapping[str, int]]


class Reference(NamedTuple):
    """A row that another row names, and the key that names it."""

    key: str
    model: type[models.Model]
    name: str


class Links(Protocol):
    """A key that carries what stands in a link table."""

    @property
    def key(self) -> str:
        """The key."""

    def stored(self) -> Mapping[int, list[Any]]:
        """Return what is linked to each row, by the row's primary key, in a fixed order."""

    def read(self, given: object) -> list[Any]:
        """Return the list that JSON gives, or raise `MisfitError`."""

    def references(self, links: Sequence[Any]) -> Iterator[Reference]:
        """Yield the rows that the list names."""

    def columns(self, links: Sequence[Any], keys: Keys) -> dict[str, Any]:
        """Return what the row itself holds of the list; nothing, where a table of its own does."""


@dataclass(frozen=True)
class NameLinks:
    """A key that lists the names of linked rows, each once, in the order of their code points."""

    key: str
    through: type[models.Model]
    owner: str
    linked: str

    @property
    def _target(self) -> type[models.Model]:
        target = self.through._meta.get_field(self.linked).related_model
        assert isinstance(target, type), "a foreign key"  # noqa: S101  # narrows the type
        return target

    def rows(self) -> QuerySet[Any]:
        """Return the links that are written."""
        return self.through._default_manager.all()

    def stored(self) -> Mapping[int, list[Any]]:
        """Return the names of what is linked to each row."""
        names: dict[int, list[Any]] = {}
        path = f"{self.linked}__{name_field(self._target)}"
        for owner, name in self.rows().order_by(in_code_points(path)).values_list(f"{self.owner}_id", path):
            names.setdefault(owner, []).append(name)
        return names

    def read(self, given: object) -> list[Any]:
        """Return the names, which are in order and come once each."""
        return read_names(given)

    def references(self, links: Sequence[Any]) -> Iterator[Reference]:
        """Yield the linked rows."""
        for name in links:
            yield Reference(self.key, self._target, name)

    def columns(self, _links: Sequence[Any], _keys: Keys) -> dict[str, Any]:
        """Return nothing: the links are written by whoever adds the row."""
        return {}


@dataclass(frozen=True, eq=False)
class Record:
    """A row as a bundle gives it: its values by key, foreign keys and links as names."""

    table: "Table"
    line: Line
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name that other rows know it by."""
        name: str = self.values[self.table.named_by]
        return name

    @cached_property
    def json(self) -> dict[str, Any]:
        """The object as `Table.rows` would write it."""
        written = {column.key: column.write(self.values[column.key]) for column in self.table.columns}
        return written | {links.key: self.values[links.key] for links in self.table.links}

    def references(self) -> Iterator[Reference]:
        """Yield the rows that this one names."""
        for column in self.table.columns:
            if column.target and self.values[column.key] is not None:
                yield Reference(column.key, column.target, self.values[column.key])
        for links in self.table.links:
            yield from links.references(self.values[links.key])


@dataclass(frozen=True, eq=False)
class Table:
    """One file of a bundle: the model's rows in a fixed order, their keys in a fixed order.

    Bundles written before there were the keys that came ``later`` lack them: their rows have the model's defaults.
    """

    name: str
    model: type[models.Model]
    fields: tuple[str, ...]
    links: tuple[Links, ...] = ()
    named_by: str = "external_id"
    order: tuple[OrderBy, ...] = ()
    later: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> list[Column]:
        """The keys that carry fields."""
        return [Column(self.model._meta.get_field(name)) for name in self.fields]  # type: ignore[arg-type]  # no reverse relations

    @property
    def keys(self) -> list[str]:
        """All keys of an object, in order."""
        return [column.key for column in self.columns] + [links.key for links in self.links]

    def rows(self, names: Collection[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the stored rows as objects; only those with one of ``names``, if given."""
        query = self.model._default_manager.order_by(*(self.order or [in_code_points(self.named_by)]))
        if names is not None:
            path = next(column.path for column in self.columns if column.key == self.named_by)
            query = query.filter(**{f"{path}__in": names})
        linked = [(links.key, links.stored()) for links in self.links]
        paths = [column.path for column in self.columns]
        for pk, *values in query.values_list("pk", *paths).iterator(chunk_size=CHUNK):
            written = {column.key: column.write(value) for column, value in zip(self.columns, values, strict=True)}
            yield written | {key: stored.get(pk, []) for key, stored in linked}

    def record(self, line: Line) -> Record:
        """Return the record that a line gives, or raise `BundleError`."""
        self._check_keys(line)
        values = {column.key: column.default() for column in self.columns if column.key not in line.given}
        parts: list[Column | Links] = [*self.columns, *self.links]
        for part in parts:
            if part.key in values:
                continue
            try:
                values[part.key] = part.read(line.given[part.key])
            except MisfitError as fault:
                raise line.refuse(f"{part.key}: {fault}") from fault
        return Record(self, line, values)

    def _check_keys(self, line: Line) -> None:
        for key in line.given:
            if key not in self.keys:
                close = get_close_matches(key, self.keys, n=1)
                hint = f"did you mean “{close[0]}”?" if close else f"The keys are: {', '.join(self.keys)}."
                raise line.refuse(f"unknown key “{key}”; {hint}")
        for key in self.keys:
            if key not in line.given and key not in self.later:
                raise line.refuse(f"the key “{key}” is missing; every key stands in every object, null if unknown.")


def in_code_points(path: str) -> OrderBy:
    """Return the order of code points, which is the same in every database."""
    return Collate(F(path), "C").asc()


def by_name(records: Sequence[Record]) -> dict[str, Record]:
    """Return the records by name; no name may come twice."""
    named: dict[str, Record] = {}
    for record in records:
        first = named.setdefault(record.name, record)
        if first is not record:
            raise record.line.refuse(f"“{record.name}” stands in line {first.line.number} already.")
    return named
