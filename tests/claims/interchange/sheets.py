"""Sheets as editors handle them: saved, changed, looked at, stored."""

import csv
import io

from sources.interchange.tabular import lines_of
from sources.interchange.tabular_file import read_text, written
from sources.interchange.tabular_plan import carry_out, preview
from tests.factories import make_editor


def exported(sheet):
    """Return the rows of the whole table as they would be saved, each a dict to change."""
    text = "".join(written(lines_of(sheet, sheet.rows(sheet.model._default_manager.order_by("pk")))))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def lines(sheet, rows):
    """Return the rows as they are read again."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return read_text(buffer.getvalue(), known=sheet.header).lines


def done(sheet, rows, by=None):
    """Look at what the rows would do, do it, and return the plan."""
    by, read = by or make_editor(), lines(sheet, rows)
    return carry_out(sheet, read, digest=preview(sheet, read, by=by).digest, by=by)
