"""Storing a bundle's records: new rows are added, rows that are there must say the same.

The database holds the rules. Rows go in many at a time; when it refuses some, they are tried one by one to
find the line that is at fault.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, connection, models, transaction

from sources.interchange.bundle_columns import name_field, shown
from sources.interchange.bundle_files import BundleError
from sources.interchange.bundle_table import Record, Table
from sources.rules import constraint_name

BATCH = 500  # rows in one statement
MANY = 1000  # rows that change how a table is best searched

Write = Callable[[Sequence[Record]], object]


@dataclass(frozen=True)
class Stored:
    """How many rows of a table a load added, and how many were there already."""

    what: str
    new: int
    unchanged: int

    def __str__(self) -> str:
        return f"{self.what}: {self.new} new, {self.unchanged} unchanged"


@dataclass
class Store:
    """One load: the primary keys of all rows by model and name, and the words for what the database refuses."""

    messages: Mapping[str, Any]
    _keys: dict[type[models.Model], dict[str, int]] = field(default_factory=dict)

    def keys(self, model: type[models.Model]) -> dict[str, int]:
        """Return the primary keys of a model's rows by their names."""
        if model not in self._keys:
            rows = model._default_manager.values_list(name_field(model), "pk")
            self._keys[model] = dict(rows.iterator())
        return self._keys[model]

    def key(self, model: type[models.Model], name: str | None) -> int | None:
        """Return the primary key of a row that is known to be there, None for no name."""
        return None if name is None else self.keys(model)[name]

    def insert(self, records: Iterable[Record], *, by: str | None = "created_by", **staged: Any) -> None:
        """Add rows, oldest first, each in the name that its key ``by`` gives; ``staged`` values replace its own."""
        there = oldest_first(records)
        for username, group in in_the_name_of(there, by):
            self.write(group, username, lambda some: self._create(some, staged))
        if len(there) >= MANY:
            _analyze(there[0].table.model)

    def update(self, records: Iterable[Record], *, by: str | None, fields: Sequence[str]) -> None:
        """Give rows that were added the values of ``fields`` that their records have."""
        for username, group in in_the_name_of(records, by):
            self.write(group, username, lambda some: self._change(some, fields))

    def write(self, records: Sequence[Record], username: str | None, write: Write) -> None:
        """Run ``write`` over some records in one's name, or raise `BundleError` with the line at fault."""
        if not records:
            return
        with pghistory.context(user=self.key(User, username)):
            try:
                with transaction.atomic():
                    write(records)
            except (IntegrityError, DataError) as error:
                raise self._fault(records, write, error) from error

    def _fault(self, records: Sequence[Record], write: Write, error: IntegrityError | DataError) -> BundleError:
        for record in records:
            try:
                with transaction.atomic():
                    write([record])
            except (IntegrityError, DataError) as own:
                return record.line.refuse(self.words(own))
        return records[0].line.refuse(self.words(error))

    def words(self, error: IntegrityError | DataError) -> str:
        """Return what the database refused, in the program's words if it has any."""
        name = constraint_name(error) if isinstance(error, IntegrityError) else ""
        diagnostics = getattr(error.__cause__, "diag", None)
        said = [diagnostics.message_primary, diagnostics.message_detail] if diagnostics else [str(error)]
        return str(self.messages.get(name) or ". ".join(filter(None, said)))

    def _create(self, records: Sequence[Record], staged: Mapping[str, Any]) -> None:
        model = records[0].table.model
        rows = [model(**{**self.columns(record), **staged}) for record in records]
        model._default_manager.bulk_create(rows, batch_size=BATCH)
        self.keys(model).update({record.name: row.pk for record, row in zip(records, rows, strict=True)})

    def _change(self, records: Sequence[Record], fields: Sequence[str]) -> None:
        model = records[0].table.model
        rows = [model(pk=self.key(model, record.name), **self.columns(record)) for record in records]
        model._default_manager.bulk_update(rows, fields, batch_size=BATCH)

    def columns(self, record: Record) -> dict[str, Any]:
        """Return the record's values as the model takes them, primary keys in place of names."""
        values: dict[str, Any] = {}
        for column in record.table.columns:
            value = record.values[column.key]
            if column.target:
                # A row that comes later in the bundle is set by an update of its own.
                values[column.field.attname] = self.keys(column.target).get(value)
            else:
                values[column.key] = value
        for links in record.table.links:
            values.update(links.columns(record.values[links.key], self.keys))
        return values


def _analyze(model: type[models.Model]) -> None:
    """Tell the planner of the new rows: the triggers of those to come search this table for each of them."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def oldest_first(records: Iterable[Record]) -> list[Record]:
    """Return the records so that their new primary keys follow the time when they were made."""
    there = list(records)
    if there and "created_at" in there[0].values:
        there.sort(key=lambda record: (record.values["created_at"], record.name))
    return there


def in_the_name_of(records: Iterable[Record], key: str | None) -> Iterator[tuple[str | None, list[Record]]]:
    """Yield the username that ``key`` gives and the records that follow each other under it."""
    for username, group in groupby(records, key=lambda record: record.values[key] if key else None):
        yield username, list(group)


def only_new(table: Table, records: Mapping[str, Record]) -> list[Record]:
    """Return the records that are not stored yet; one that is stored and differs raises `BundleError`."""
    there = {row[table.named_by]: row for row in table.rows(records)}
    for name, row in there.items():
        refuse_difference(records[name], row)
    return [record for name, record in records.items() if name not in there]


def refuse_difference(record: Record, row: Mapping[str, Any]) -> None:
    """Refuse a record that says something else than its stored row, naming the first difference."""
    for key, given in record.json.items():
        # What a bundle from before the key does not say, it does not say otherwise.
        if key in record.line.given and row[key] != given:
            raise record.line.refuse(
                f"“{record.name}” is stored with another {key}: “{shown(row[key])}”, not “{shown(given)}”. What is "
                "stored is never overwritten: correct the bundle, or the row at the desk."
            )
