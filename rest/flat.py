"""Flat rows: what each column reads from the database, and how the database writes it down as text.

PostgreSQL makes the text itself, so that a list of any length passes through the program in blocks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, DateTimeField, Field, JSONField, Model, QuerySet
from django.db.models.expressions import Combinable

Source: TypeAlias = str | Combinable
Address = Callable[..., str]


@dataclass(frozen=True)
class Column:
    """A column of the flat rows: what is read from the database, and how that is shown.

    ``shown`` is an SQL expression in which ``{0}``, ``{1}`` ... stand for the sources. ``path`` makes an address from
    the sources, which becomes absolute; it must take any whole numbers.
    """

    name: str
    sources: tuple[Source, ...]
    shown: str = "{0}"
    path: Address | None = None


def column(name: str, *sources: Source, shown: str = "{0}") -> Column:
    """Return the column ``name``, read from the field of the same name unless sources are given."""
    return Column(name, sources or (name,), shown)


def address(name: str, *sources: Source, shown: Address) -> Column:
    """Return a column of absolute addresses; ``shown`` makes a path from the values of ``sources``."""
    return Column(name, sources, path=shown)


Columns: TypeAlias = tuple[Column, ...]

# Times in UTC as RFC 3339 wants them, without a fraction where there is none.
MOMENT = (
    "to_char({0} AT TIME ZONE 'UTC', CASE WHEN {0} = date_trunc('second', {0})"
    """ THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END)"""
)
# Characters that JSON writes as an escape: nothing else of a line of JSON is looked at, let alone quoted.
AS_IT_IS = "FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'"
# More rows than there can be; not knowing how many, PostgreSQL plans for the first of them to come soon.
NO_LIMIT = "LIMIT (SELECT 9223372036854775807)"

Prepared = Callable[[str], str]


def csv_copy(queryset: QuerySet[Model], columns: Columns, base: str, prepared: Prepared) -> str:
    """Return the COPY that yields RFC 4180 rows under a header; lists are JSON in their cell."""
    return f"COPY ({prepared(_cells(queryset, columns, base, is_text=True))}) TO STDOUT WITH (FORMAT csv, HEADER)"


def json_lines_copy(queryset: QuerySet[Model], columns: Columns, base: str, prepared: Prepared) -> str:
    """Return the COPY that yields each row as one line of JSON."""
    rows = f"SELECT row_to_json(shown) FROM ({_cells(queryset, columns, base, is_text=False)}) AS shown"  # noqa: S608  # likewise
    return f"COPY ({prepared(rows)}) TO STDOUT WITH ({AS_IT_IS})"


def _cells(queryset: QuerySet[Model], columns: Columns, base: str, *, is_text: bool) -> str:
    """Return the SELECT of the columns as they are shown, from the sources, each of which is read once."""
    sources = list(dict.fromkeys(source for column in columns for source in column.sources))
    names = {source: f"s{number}" for number, source in enumerate(sources)}
    rows = queryset.values_list(*sources)
    types = dict(zip(sources, _types(rows), strict=True))
    shown = ", ".join(f'{_shown(column, names, types, base, is_text=is_text)} AS "{column.name}"' for column in columns)
    # The limit keeps what a source costs from being paid again by each column that shows it.
    return f"SELECT {shown} FROM ({_statement(rows)} {NO_LIMIT}) AS rows ({', '.join(names.values())})"  # noqa: S608  # made of columns' own SQL


def _statement(rows: QuerySet[Any, Any]) -> str:
    """Return the query with its values in it, also where it is known to find nothing."""
    sql, values = rows.query.get_compiler(connection.alias, elide_empty=False).as_sql()
    with connection.cursor() as cursor:
        text: str = cursor.mogrify(sql, values)
    return text


def _types(rows: QuerySet[Any, Any]) -> Iterable[Field[Any, Any]]:
    compiler = rows.query.get_compiler(connection.alias, elide_empty=False)
    compiler.setup_query()
    return [expression.output_field for expression, *_ in compiler.select]


def _shown(
    column: Column, names: dict[Source, str], types: dict[Source, Field[Any, Any]], base: str, *, is_text: bool
) -> str:
    own = [names[source] for source in column.sources]
    if column.path:
        return _joined(column.path, own, base)
    if column.shown == "{0}":
        return _plain(own[0], types[column.sources[0]], is_text=is_text)
    text = column.shown.format(*own)
    return f"({text})::text" if is_text else text


def _plain(value: str, field: Field[Any, Any], *, is_text: bool) -> str:
    """Return what JSON, or the cell of a table, has of a value of the database."""
    if isinstance(field, DateTimeField):
        return MOMENT.format(value)
    if is_text and isinstance(field, BooleanField):
        return f"{value}::text"
    if is_text and isinstance(field, ArrayField | JSONField):
        return f"to_jsonb({value})::text"
    return value


def _joined(path: Address, sources: list[str], base: str) -> str:
    """Return the concatenation that makes the address of a row."""
    numbers = [987_654_321_000 + position for position in range(len(sources))]
    text = f"'{(base + path(*numbers)).replace(chr(39), 2 * chr(39))}'"
    for number, source in zip(numbers, sources, strict=True):
        text = text.replace(str(number), f"' || {source} || '")
    return text.removesuffix(" || ''")
