"""A release that lies in the exports folder, read back from what it says of itself."""

import datetime
import json
from pathlib import Path
from typing import Any

from claims.interchange.releases.about import EXAMPLE, Licence, Moment, Publisher, Release, Removed
from claims.interchange.releases.data_package import FORMATS, TYPES
from claims.interchange.releases.fields import Field, Table, Type
from claims.interchange.releases.tables import BY_NAME
from claims.interchange.releases.writing import DESCRIPTOR, table_files

Json = dict[str, Any]
SHEETS = {described["format"] for ending, described in FORMATS.values() if not ending}


def published_release(folder: Path) -> Release:
    """Return the release in ``folder``; its columns are those that it was written with."""
    package = json.loads((folder / DESCRIPTOR).read_bytes())
    sheets = [resource for resource in package["resources"] if resource["format"] in SHEETS]
    tables = tuple(_table(resource) for resource in sheets)
    return Release(
        name=package["version"],
        publisher=_publisher(package),
        moment=_moment(package["changes"]),
        tables=tables,
        counts={resource["name"]: resource["rows"] for resource in sheets},
        files=table_files(folder, tables),
        before=package["changes"]["before"] or "",
        removed=tuple(Removed(**removed) for removed in package["removed"]),
    )


def _publisher(package: Json) -> Publisher:
    licence, contributor = package["licenses"][0], package["contributors"][0]
    terms = Licence(licence["name"], licence["title"], licence["path"])
    return Publisher(contributor["title"], contributor["path"], terms, is_example=EXAMPLE in package["description"])


def _moment(changes: Json) -> Moment:
    return Moment(changes["seq"], datetime.datetime.fromisoformat(changes["at"]) if changes["at"] else None)


def _table(resource: Json) -> Table:
    today = BY_NAME[resource["name"]]
    known = {field.name: field for field in today.fields}
    fields = tuple(known.get(field["name"]) or _field(field) for field in resource["schema"]["fields"])
    return Table(today.name, today.kind, resource["title"], resource["description"], fields, today.label)


def _field(described: Json) -> Field:
    """Return a column that today's tables have no more."""
    form = {key: described[key] for key in ("type", "format") if key in described}
    kind = next((kind for kind, known in TYPES.items() if known == form), Type.TEXT)
    return Field(described["name"], kind, described["description"])
