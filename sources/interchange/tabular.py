"""Tables as spreadsheets see them: which columns a sheet has, how a value becomes a cell, and a cell a value.

Rows are known by their ``external_id``. ``as_exported`` is a mark of what the row said when it was exported, by which
a change that somebody made meanwhile is noticed.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, QuerySet
from django.utils.translation import gettext as _

KEY, MARK = "external_id", "as_exported"
Row = Any  # of the sheet's own table
Value = Any  # of the column's own type
BETWEEN = " | "  # entries of a list that stands in one cell


class Column(Protocol):
    """A column that editors may change."""

    @property
    def key(self) -> str:
        """The column's name in the first line, and the name under which an action takes its value."""

    @property
    def is_required(self) -> bool:
        """Say whether a new row needs a value here."""

    def show(self, row: Row) -> str:
        """Return the cell of a stored row."""

    def read(self, cell: str) -> Value:
        """Return the value that a cell stands for; raises `ValidationError` with what to write instead."""


@dataclass(frozen=True)
class FieldColumn:
    """A model's own field; a foreign key is named by ``by`` of the row that it points to."""

    model: type[Model]
    key: str
    by: str = KEY

    @property
    def field(self) -> "Field[Any, Any]":
        """Return the field."""
        field = self.model._meta.get_field(self.key)
        assert isinstance(field, Field)  # noqa: S101  # narrows the type
        return field

    @property
    def is_required(self) -> bool:
        """Say whether a new row needs a value here."""
        return not (self.field.blank or self.field.null or self.field.has_default())

    def show(self, row: Row) -> str:
        """Return the cell: codes for choices, entries of a list with bars between them."""
        value = getattr(row, self.key)
        if value is None:
            return ""
        if isinstance(value, Model):
            return str(getattr(value, self.by))
        return BETWEEN.join(value) if isinstance(value, list) else str(value)

    def read(self, cell: str) -> Value:
        """Return the value; choices by their code or their label."""
        field = self.field
        if not cell and not field.blank:
            raise ValidationError(field.error_messages["blank"])
        if isinstance(field.related_model, type):
            return self._row(field.related_model, cell)
        if isinstance(field, ArrayField):
            return entries(cell)
        if field.flatchoices:
            cell = self._choice(cell)
        return field.clean(None if field.null and not cell else cell, None)

    def _row(self, table: type[Model], cell: str) -> Model | None:
        if not cell and self.field.null:
            return None
        found = table._default_manager.filter(**{self.by: cell}).first()
        if found is None:
            raise ValidationError(
                _("There is no %(table)s “%(cell)s”.") % {"table": table._meta.verbose_name, "cell": cell}
            )
        return found

    def _choice(self, cell: str) -> str:
        codes = {str(word).casefold(): str(code) for code, label in self.field.flatchoices for word in (label, code)}
        if cell.casefold() not in codes:
            known = ", ".join(str(code) for code, _label in self.field.flatchoices)
            raise ValidationError(_("“%(cell)s” is unknown. Write one of: %(known)s.") % {"cell": cell, "known": known})
        return codes[cell.casefold()]


@dataclass(frozen=True)
class Sheet:
    """A table as a sheet: columns to change, further ones to read only, and the actions behind a changed row."""

    model: type[Model]
    columns: tuple[Column, ...]
    create: Callable[..., Model]
    revise: Callable[..., Model]
    shown: Mapping[str, Callable[[Any], str]]
    along: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()

    @property
    def header(self) -> list[str]:
        """Return the names of all columns."""
        return [KEY, *(column.key for column in self.columns), *self.shown, MARK]

    def rows(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Fetch along what the cells show."""
        return rows.select_related(*self.along).prefetch_related(*self.ahead)

    def cells(self, row: Row) -> dict[str, str]:
        """Return the cells of a stored row that editors may change."""
        return {column.key: column.show(row) for column in self.columns}

    def line(self, row: Row) -> list[str]:
        """Return a stored row as it is exported."""
        cells = self.cells(row)
        return [row.external_id, *cells.values(), *(show(row) for show in self.shown.values()), mark_of(cells)]


def fields(model: type[Model], *names: str) -> tuple[FieldColumn, ...]:
    """Return columns for fields of ``model``."""
    return tuple(FieldColumn(model, name) for name in names)


def entries(cell: str) -> list[str]:
    """Return the entries of a list that stands in one cell."""
    return [entry.strip() for entry in cell.split(BETWEEN.strip()) if entry.strip()]


def mark_of(cells: Mapping[str, str]) -> str:
    """Return the mark of what a row says; it begins with a letter, lest a spreadsheet take it for a number."""
    written = "\0".join(f"{key}\0{plain(cell)}" for key, cell in cells.items())
    return f"v{hashlib.sha256(written.encode()).hexdigest()[:16]}"


def plain(cell: str) -> str:
    """Return a cell as it is compared: line ends alike, nothing at its ends."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def lines_of(sheet: Sheet, rows: Iterable[Any]) -> Iterable[Sequence[str]]:
    """Yield the header and the rows."""
    yield sheet.header
    for row in rows:
        yield sheet.line(row)
