"""Whole lists as flat rows, in a memory that does not grow with the list."""

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable
from django.http import StreamingHttpResponse
from rest_framework.request import Request

BATCH = 500  # rows that are fetched and sent at a time
Source: TypeAlias = str | Combinable


@dataclass(frozen=True)
class Column:
    """A column of the flat rows: what is read from the database, and how that is shown.

    ``shown`` takes the values of all sources; with ``is_address`` it returns a path that becomes absolute.
    """

    name: str
    sources: tuple[Source, ...]
    shown: Callable[..., Any] | None = None
    is_address: bool = False


def column(name: str, *sources: Source, shown: Callable[..., Any] | None = None) -> Column:
    """Return the column ``name``, read from the field of the same name unless sources are given."""
    return Column(name, sources or (name,), shown)


def address(name: str, *sources: Source, shown: Callable[..., str | None]) -> Column:
    """Return a column of absolute addresses; ``shown`` makes a path from the values of ``sources``."""
    return Column(name, sources, shown, is_address=True)


Columns: TypeAlias = tuple[Column, ...]


def flat_rows(queryset: QuerySet[Model], columns: Columns, request: Request) -> Iterator[list[Any]]:
    """Yield the columns' values row by row, through a cursor on the server."""
    sources = [source for column in columns for source in column.sources]
    base = request.build_absolute_uri("/").rstrip("/")
    for values in queryset.values_list(*sources).iterator(chunk_size=BATCH):
        yield list(_shown(columns, values, base))


def stream(queryset: QuerySet[Model], columns: Columns, request: Request, *, name: str) -> StreamingHttpResponse:
    """Return the whole of ``queryset`` in the negotiated format, to be saved as ``<name>.<format>``."""
    renderer = request.accepted_renderer
    lines = csv_lines if renderer.format == "csv" else json_lines
    # A list that cannot be read fails here, while the status can still say so.
    content = started(lines(flat_rows(queryset, columns, request), columns)) if request.method != "HEAD" else iter(())
    return StreamingHttpResponse(
        content,
        content_type=f"{renderer.media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{renderer.format}"'},
    )


def started(chunks: Iterator[str]) -> Iterator[str]:
    """Return the same chunks, the first of which has been made already."""
    return chain([next(chunks, "")], chunks)


def csv_lines(rows: Iterable[list[Any]], columns: Columns) -> Iterator[str]:
    """Yield RFC 4180 text: a header, then each row; lists are JSON in their cell, an empty cell is no value."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if number % BATCH == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def json_lines(rows: Iterable[list[Any]], columns: Columns) -> Iterator[str]:
    """Yield each row as one line of JSON."""
    names = [column.name for column in columns]
    for row in rows:
        yield json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False) + "\n"


def _shown(columns: Columns, values: tuple[Any, ...], base: str) -> Iterator[Any]:
    position = 0
    for column in columns:
        own = values[position : position + len(column.sources)]
        position += len(column.sources)
        shown = column.shown(*own) if column.shown else own[0]
        yield f"{base}{shown}" if column.is_address and shown is not None else shown


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _plain(value: object) -> object:
    """Return what JSON can hold: times in UTC as RFC 3339, days as ISO 8601."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return _plain(value)
