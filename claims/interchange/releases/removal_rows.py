"""Which rows go along with one that is removed by law, and what is left of the others."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from claims.interchange.releases.about import table_path
from claims.interchange.releases.fields import Field, Table, Type
from claims.interchange.releases.table_files import LINES, read_lines

Ids = dict[str, set[int]]
Row = dict[str, Any]
# Keys of the objects in a cell, the tables that they lead to, and what goes along; None where the object goes.
INNER: Mapping[str, tuple[str, tuple[str, ...] | None]] = {
    "claimant_id": ("claimants", None),
    "outlet_id": ("outlets", None),
    "inserted_by_id": ("outlets", ("inserted_by",)),
}
SHORTEST = 4  # letters of a name that is looked for in what remains


def belonging(folder: Path, tables: Iterable[Table], gone: Ids) -> Ids:
    """Return the ids of the rows that go, with all rows of this release that belong to one of them."""
    gone = {name: set(ids) for name, ids in gone.items()}
    grew = True
    while grew:
        grew = False
        for table in tables:
            fields = [field for field in table.fields if field.belongs and gone.get(field.to)]
            file = table_path(folder, table, LINES)
            if not fields or not file.is_file():
                continue
            found = _belonging(file, fields, gone)
            if found - gone.setdefault(table.name, set()):
                gone[table.name] |= found
                grew = True
    return gone


def _belonging(file: Path, fields: Iterable[Field], gone: Ids) -> set[int]:
    # A row is read only if it names one of the ids: of a million rows a handful are.
    names_lost = naming({field.name: gone[field.to] for field in fields})
    rows = (json.loads(line) for line in read_lines(file) if names_lost(line))
    return {row["id"] for row in rows if any(row.get(field.name) in gone[field.to] for field in fields)}


def naming(lost: Mapping[str, set[int]]) -> Callable[[bytes], bool]:
    """Return what tells whether a line of JSON may hold one of these ids under one of these keys, lists among them."""
    keys = b"|".join(re.escape(key.encode()) for key in lost)
    ids = {str(pk).encode() for pks in lost.values() for pk in pks}
    found = re.compile(rb'"(?:' + keys + rb')": \[?([0-9, ]+)').findall

    def names(line: bytes) -> bool:
        return any(not ids.isdisjoint(numbers.replace(b" ", b"").split(b",")) for numbers in found(line))

    return names


def touching(table: Table, gone: Ids) -> Callable[[bytes], bool]:
    """Return what tells whether a line of the table may be of a row that goes, or may say something of one."""
    lost = {"id": gone.get(table.name, set())}
    for field in table.fields:
        if field.type is Type.OBJECTS:
            for key, (to, _) in INNER.items():
                lost[key] = lost.get(key, set()) | gone.get(to, set())
        elif field.to:
            lost[field.name] = lost.get(field.name, set()) | gone.get(field.to, set())
    return naming({key: ids for key, ids in lost.items() if ids} or {"id": set()})


def without(row: Row, table: Table, gone: Ids) -> Row:
    """Return a row that says nothing of the rows that are gone."""
    kept = dict(row)
    for field in table.fields:
        lost = gone.get(field.to, set())
        value = kept[field.name]
        if field.type is Type.OBJECTS and value:
            kept[field.name] = [part for part in (_part_without(part, gone) for part in value) if part is not None]
        elif field.type is Type.NUMBERS and value and lost:
            stays = [pk not in lost for pk in value]
            for name in (field.name, *field.along):
                kept[name] = [one for one, does_stay in zip(kept[name], stays, strict=True) if does_stay]
        elif field.type is Type.INTEGER and lost and value in lost:
            kept |= dict.fromkeys((field.name, *field.along))
    return kept


def _part_without(part: Row, gone: Ids) -> Row | None:
    kept = dict(part)
    for key, (table, along) in INNER.items():
        if kept.get(key) in gone.get(table, set()):
            if along is None:
                return None
            kept |= dict.fromkeys((key, *along))
    return kept


def names_of(row: Row, table: Table) -> list[str]:
    """Return what a row is called, also by other names, where that is long enough to be looked for."""
    return [name for name in (row.get(table.label), *row.get("aliases", ())) if name and len(name) >= SHORTEST]


def mentions(folder: Path, table: Table, names: Iterable[str]) -> Iterator[str]:
    """Yield where the rows of a table say one of these names."""
    quoted = [json.dumps(name, ensure_ascii=False)[1:-1] for name in names]  # as they stand inside a text of JSON
    needles = [name.encode() for name in quoted]
    for line in read_lines(table_path(folder, table, LINES)):
        if any(needle in line for needle in needles):
            row = json.loads(line)
            cells = ((column, json.dumps(value, ensure_ascii=False)) for column, value in row.items())
            yield from (
                f"{table.name} {row['id']}, {column}" for column, cell in cells if any(name in cell for name in quoted)
            )
