"""``croissant.json``: the Croissant format 1.1 (MLCommons), by which machine-learning tools load the tables."""

from typing import Any

from claims.interchange.releases.about import Release, TableFile
from claims.interchange.releases.fields import Field, Table, Type
from claims.interchange.releases.table_files import CSV

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
    "value": "cr:value",
    "containedIn": "cr:containedIn",
}
TYPES = {
    Type.INTEGER: "sc:Integer",
    Type.FLAG: "sc:Boolean",
    Type.DAY: "sc:Date",
    Type.MOMENT: "sc:DateTime",
    Type.ADDRESS: "sc:URL",
}


def croissant(release: Release) -> dict[str, Any]:
    """Return the description: each CSV file, and its columns; lists are JSON in their cells."""
    sheets = [file for file in release.files if file.format == CSV]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "claims-and-verdicts",
        "description": release.description,
        "url": release.address,
        "license": release.publisher.licence.address,
        "citeAs": release.citation,
        "version": semantic_version(release.name),
        "datePublished": release.date,
        "creator": {"@type": "sc:Organization", "name": release.publisher.name, "url": release.publisher.address},
        "publisher": {"@type": "sc:Organization", "name": release.publisher.name, "url": release.publisher.address},
        "isLiveDataset": False,
        "keywords": ["fact-checking", "claims", "misinformation", "quotations"],
        "inLanguage": "mul",
        "distribution": [_file(file) for file in sheets],
        "recordSet": [_records(file) for file in sheets],
    }


def semantic_version(name: str) -> str:
    """Return a release's name in three numbers, as the format wants versions."""
    date, _, number = name.partition(".")
    year, month, day = date.split("-")
    return f"{year}.{int(month)}.{int(day)}" + (f"+{number}" if number else "")


def _file(file: TableFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.table.description,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": ["text/csv", "application/gzip"],
        "sha256": file.sha256,
    }


def _records(file: TableFile) -> dict[str, Any]:
    table = file.table
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": {"@id": f"{table.name}/id"},
        "field": [_field(table, field, file.path) for field in table.fields],
    }


def _field(table: Table, field: Field, path: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": TYPES.get(field.type, "sc:Text"),
        "source": {"fileObject": {"@id": path}, "extract": {"column": field.name}},
    }
