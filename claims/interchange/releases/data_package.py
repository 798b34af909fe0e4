"""``datapackage.json``: the Data Package standard, version 2, with a schema, a hash and a size for every file."""

from typing import Any

from claims.interchange.releases.about import Release, TableFile
from claims.interchange.releases.fields import Field, Table, Type
from claims.interchange.releases.table_files import CSV, LINES, PARQUET

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
TYPES: dict[Type, dict[str, str]] = {
    Type.INTEGER: {"type": "integer"},
    Type.TEXT: {"type": "string"},
    Type.ADDRESS: {"type": "string", "format": "uri"},
    Type.FLAG: {"type": "boolean"},
    Type.DAY: {"type": "date"},
    Type.MOMENT: {"type": "datetime"},
    Type.NUMBERS: {"type": "array"},
    Type.TEXTS: {"type": "array"},
    Type.OBJECTS: {"type": "array"},
}
FORMATS = {
    CSV: ("", {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "compression": "gz"}),
    LINES: ("-lines", {"format": "jsonl", "mediatype": "application/jsonl", "encoding": "utf-8", "compression": "gz"}),
    PARQUET: ("-parquet", {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}),
}


def data_package(release: Release) -> dict[str, Any]:
    """Return the descriptor."""
    licence = release.publisher.licence
    return {
        "$schema": PROFILE,
        "name": "claims-and-verdicts",
        "id": release.address,
        "title": release.title,
        "description": release.description,
        "version": release.name,
        "created": f"{release.date}T00:00:00Z",
        "homepage": f"{release.publisher.address}/data/",
        "keywords": ["fact-checking", "claims", "misinformation", "quotations"],
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence.address}],
        "contributors": [{"title": release.publisher.name, "path": release.publisher.address, "roles": ["publisher"]}],
        "changes": {"seq": release.moment.seq, "at": moment_text(release), "before": release.before or None},
        "removed": [vars(removed) for removed in release.removed],
        "resources": [resource(release, file) for file in release.files],
    }


def moment_text(release: Release) -> str | None:
    """Return when the last change was that the release holds, in UTC."""
    at = release.moment.at
    return at.isoformat().replace("+00:00", "Z") if at else None


def resource(release: Release, file: TableFile) -> dict[str, Any]:
    """Return the description of one file."""
    ending, form = FORMATS[file.format]
    described = {
        "name": f"{file.table.name}{ending}",
        "path": file.path,
        "type": "table",
        "title": file.table.title,
        "description": file.table.description,
        **form,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": release.counts[file.table.name],
    }
    # What is said of the columns holds for all formats; in CSV a reader needs it.
    return {**described, "schema": schema(file.table, release)} if file.format == CSV else described


def schema(table: Table, release: Release) -> dict[str, Any]:
    """Return the table's schema: columns, key, and which columns lead to other tables."""
    tables = {other.name for other in release.tables}
    return {
        "$schema": SCHEMA,
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": ["id"],
        "foreignKeys": [
            {"fields": [field.name], "reference": {"resource": field.to, "fields": ["id"]}}
            for field in table.fields
            if field.type is Type.INTEGER and field.is_key and field.to in tables
        ],
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, **TYPES[field.type], "description": field.description}
    if field.name == "id":
        described["constraints"] = {"required": True, "unique": True}
    return described
