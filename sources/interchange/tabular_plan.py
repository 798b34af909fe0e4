"""What a sheet would change: tried out and taken back for the preview, done for good once it is confirmed."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.interchange.tabular import KEY, MARK, Row, Sheet, mark_of, plain
from sources.interchange.tabular_file import Line
from sources.rules import Refusal

MOST_WRITTEN = 500  # rows that one upload adds or changes: each goes through its action, twice with the preview


class Fate(models.TextChoices):
    """What becomes of a row."""

    ADDED = "added", gettext_lazy("added")
    CHANGED = "changed", gettext_lazy("changed")
    SAME = "same", gettext_lazy("unchanged")
    CONFLICT = "conflict", gettext_lazy("changed by somebody else meanwhile")
    PROBLEM = "problem", gettext_lazy("cannot be stored")


@dataclass(frozen=True)
class CellChange:
    """A cell before and after."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class PlannedRow:
    """A row of the file: where it stands, what it is called, what becomes of it and why."""

    line: int
    name: str
    fate: Fate
    cells: list[CellChange] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The rows of a file, in its order."""

    rows: list[PlannedRow]

    def of(self, *fates: Fate) -> list[PlannedRow]:
        """Return the rows with one of these fates."""
        return [row for row in self.rows if row.fate in fates]

    @property
    def counts(self) -> dict[Fate, int]:
        """Return how many rows have which fate."""
        counted = Counter(row.fate for row in self.rows)
        return {fate: counted[fate] for fate in Fate if counted[fate]}

    @property
    def writes(self) -> int:
        """Return how many rows would be written."""
        return len(self.of(Fate.ADDED, Fate.CHANGED))

    @property
    def digest(self) -> str:
        """Return a mark of what would be done, by which a confirmation is bound to what was shown."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()


def preview(sheet: Sheet, lines: Sequence[Line], *, by: User) -> Plan:
    """Return what the lines would do in the name of ``by``; nothing is stored."""
    with transaction.atomic():
        plan = _work(sheet, lines, by)
        transaction.set_rollback(True)
    return plan


def carry_out(sheet: Sheet, lines: Sequence[Line], *, digest: str, by: User) -> Plan:
    """Do what ``digest`` promised and nothing else; raises `Refusal` where the rows have moved on since."""
    with transaction.atomic():
        plan = _work(sheet, lines, by)
        if plan.digest != digest:
            raise Refusal("preview", _("Something has changed since the preview. Look at what would be done now."))
    return plan


def _work(sheet: Sheet, lines: Sequence[Line], by: User) -> Plan:
    """Do each line by itself; what a rule refuses stays as it is, the rest is done."""
    keys = [key for line in lines if (key := line.cells.get(KEY))]
    rows = sheet.rows(sheet.model._default_manager.filter(external_id__in=keys))
    stored = {row.external_id: row for row in rows}
    moving = [row.pk for line in lines if (row := stored.get(line.cells.get(KEY, ""))) and _changes(sheet, line, row)]
    if len(moving) + len(lines) - len(keys) > MOST_WRITTEN:
        raise Refusal("file", _("More than 500 rows would be written. Split the file and upload the parts one by one."))
    # Only what changes is locked, in one order, so that two uploads never wait for each other.
    stored |= {
        row.external_id: row for row in rows.filter(pk__in=moving).order_by("pk").select_for_update(of=("self",))
    }
    twice = {key for key, number in Counter(keys).items() if number > 1}
    return Plan([_row(sheet, line, stored, twice, by) for line in lines])


def _changes(sheet: Sheet, line: Line, row: Row) -> list[CellChange]:
    """Return the cells of the line that say something else than the row."""
    now = {key: plain(cell) for key, cell in sheet.cells(row).items()}
    return [CellChange(key, old, line.cells[key]) for key, old in now.items() if line.cells.get(key, old) != old]


def _row(sheet: Sheet, line: Line, stored: dict[str, Any], twice: set[str], by: User) -> PlannedRow:
    key = line.cells.get(KEY, "")
    fault = line.fault
    if key in twice:
        fault = _("The row with this external_id stands in the file more than once.")
    elif key and key not in stored:
        fault = _("No row has this external_id. Leave it empty to add a row.")
    if fault:
        return PlannedRow(line.number, key, Fate.PROBLEM, messages=[fault])
    return _change(sheet, line, stored[key], by) if key else _addition(sheet, line, by)


def _addition(sheet: Sheet, line: Line, by: User) -> PlannedRow:
    given = {column.key: line.cells.get(column.key, "") for column in sheet.columns}
    required = {column.key for column in sheet.columns if column.is_required}
    cells = [CellChange(key, "", cell) for key, cell in given.items() if cell or key in required]
    name = next((cell.new for cell in cells if cell.new), "")
    return _store(sheet, line, name, Fate.ADDED, cells, lambda values: sheet.create(by=by, **values))


def _change(sheet: Sheet, line: Line, row: Row, by: User) -> PlannedRow:
    now, cells = sheet.cells(row), _changes(sheet, line, row)
    given = {key: line.cells[key] for key in now if key in line.cells}
    mark, name = line.cells.get(MARK, ""), str(row)
    is_untouched = len(given) == len(now) and mark_of(given) == mark
    if not cells or is_untouched:
        return PlannedRow(line.number, name, Fate.SAME)
    if not mark:
        message = _("The column as_exported is empty, so nobody can tell what was there. Export the row anew.")
        return PlannedRow(line.number, name, Fate.PROBLEM, cells, [message])
    if mark != mark_of(now):
        message = _("Somebody has changed the row since it was exported. It stays as it is; export it anew.")
        return PlannedRow(line.number, name, Fate.CONFLICT, cells, [message])
    return _store(sheet, line, name, Fate.CHANGED, cells, lambda values: sheet.revise(row=row, by=by, **values))


def _store(
    sheet: Sheet, line: Line, name: str, fate: Fate, cells: list[CellChange], store: Callable[[dict[str, Any]], object]
) -> PlannedRow:
    columns, values, messages = {column.key: column for column in sheet.columns}, {}, []
    for cell in cells:
        try:
            values[cell.column] = columns[cell.column].read(cell.new)
        except ValidationError as error:
            messages.append(f"{cell.column}: {' '.join(error.messages)}")
    if not messages:
        try:
            with transaction.atomic():
                store(values)
        except Refusal as refusal:
            messages.append(refusal.message)
    return PlannedRow(line.number, name, Fate.PROBLEM if messages else fate, cells, messages)
