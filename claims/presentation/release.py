"""Data releases on the page that lists them: tables with their files, sizes, hashes, and how to cite."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from claims.interchange.releases.about import cited
from claims.interchange.releases.exports import Exports, File
from claims.interchange.releases.table_files import CSV, LINES, PARQUET
from claims.interchange.releases.writing import CHANGED_ROWS, DESCRIPTOR

FORMATS = {CSV: "CSV", LINES: "JSON Lines", PARQUET: "Parquet"}
MEDIA_TYPES = {CSV: "text/csv", LINES: "application/jsonl", PARQUET: "application/vnd.apache.parquet"}
Json = dict[str, Any]


@dataclass(frozen=True)
class Download:
    """A file to be taken away."""

    name: str
    label: str
    size: int
    sha256: str
    path: str
    media_type: str = ""

    @property
    def address(self) -> str:
        """Return the path with the file's version, which caches may keep for ever."""
        return f"{self.path}?v={self.sha256[:16]}"


@dataclass(frozen=True)
class ReleasedTable:
    """A table, how many rows it has, and its files."""

    name: str
    title: str
    description: str
    rows: int
    files: list[Download]


@dataclass(frozen=True)
class ShownRelease:
    """A release as readers see it."""

    name: str
    title: str
    description: str
    licence: Json
    seq: int
    tables: list[ReleasedTable]
    others: list[Download]
    size: int
    removed: list[Json]
    citation: str

    @property
    def rows(self) -> int:
        """Return how many rows all tables have."""
        return sum(table.rows for table in self.tables)


def shown_release(exports: Exports, name: str) -> ShownRelease:
    """Return a release with everything that can be taken from it."""
    files = exports.files(name)
    package = json.loads(files[DESCRIPTOR].read())
    tables = list(_tables(package, _downloads(name, files)))
    of_tables = {file.name for table in tables for file in table.files}
    return ShownRelease(
        name=name,
        title=package["title"],
        description=package["description"],
        licence=package["licenses"][0],
        seq=package["changes"]["seq"],
        tables=tables,
        others=[file for file in _downloads(name, files).values() if file.name not in of_tables],
        size=sum(file.size for file in files.values()),
        removed=package["removed"],
        citation=_citation(package),
    )


def _citation(package: Json) -> str:
    licence, contributor = package["licenses"][0], package["contributors"][0]
    return cited(contributor["title"], package["title"], package["version"], package["id"], licence["name"])


def dataset(release: ShownRelease, *, site: str, publisher: str) -> Json:
    """Return the newest release as schema.org has datasets, for search engines: with every file of every table."""
    files = [file for table in release.tables for file in table.files]
    return _dataset(release, site, publisher, f"{site}/data/#dataset", f"{site}/data/", files)


def earlier_dataset(release: ShownRelease, *, site: str, publisher: str) -> Json:
    """Return an earlier release as a dataset of its own, with the file that describes all others."""
    files = [replace(file, media_type="application/json") for file in release.others if file.name == DESCRIPTOR]
    place = f"{site}/data/#release-{release.name}"
    return _dataset(release, site, publisher, place, place, files) | {"name": f"{release.title}, {release.name}"}


def _dataset(release: ShownRelease, site: str, publisher: str, pk: str, url: str, files: list[Download]) -> Json:
    organisation = {"@type": "Organization", "name": publisher, "url": f"{site}/"}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": pk,
        "name": release.title,
        "description": release.description,
        "url": url,
        "identifier": f"{site}/exports/{release.name}/",
        "version": release.name,
        "datePublished": release.name.partition(".")[0],
        "license": release.licence["path"],
        "isAccessibleForFree": True,
        "creator": organisation,
        "publisher": organisation,
        # A citation would be of another work, which search engines would count.
        "creditText": release.citation,
        "keywords": ["fact-checking", "claims", "misinformation", "quotations"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": f"{site}{file.address}",
                "contentSize": f"{file.size} B",
                "encodingFormat": file.media_type,
                "sha256": file.sha256,
            }
            for file in files
        ],
    }


def _downloads(release: str, files: dict[str, File]) -> dict[str, Download]:
    found = {}
    for name, file in files.items():
        ending = next((ending for ending in FORMATS if name.endswith(ending) and name != CHANGED_ROWS), "")
        label, media_type = FORMATS.get(ending, name), MEDIA_TYPES.get(ending, "")
        found[name] = Download(name, label, file.size, file.sha256, f"/exports/{release}/{name}", media_type)
    return found


def _tables(package: Json, downloads: dict[str, Download]) -> Iterable[ReleasedTable]:
    by_title: dict[str, list[Json]] = {}
    for resource in package["resources"]:
        by_title.setdefault(resource["title"], []).append(resource)
    for title, resources in by_title.items():
        first = resources[0]
        files = [downloads[resource["path"]] for resource in resources]
        yield ReleasedTable(first["name"], title, first["description"], first["rows"], files)
