"""What corpus.yaml says of outlets, captures, articles and derivations: read and checked, not yet stored.

Attributes are named like the models' fields that they fill; what another row is referred to by is its id.
"""

import datetime
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sources.edtf import EdtfError, parse
from sources.enums import ArticleKind, Decision, DerivationKind, OutletKind, Publication
from sources.interchange.corpus_entry import Entry

OUTLET_KEYS = ("id", "name", "domain", "kind", "country", "language")
CAPTURE_KEYS = ("id", "file", "sha256", "media_type", "origin", "retrieved_at")
CITATION_KEYS = (
    "id", "outlet", "kind", "title", "byline", "published", "language", "url", "archived_url", "status",
)  # fmt: skip
DERIVATION_KEYS = ("id", "article", "original", "kind", "status", "note")


@dataclass(frozen=True)
class Facts:
    """A row as the file gives it, and the entry that gives it."""

    entry: Entry
    external_id: str


@dataclass(frozen=True)
class OutletFacts(Facts):
    """An outlet."""

    name: str
    domain: str | None
    kind: OutletKind
    country: str
    language: str


@dataclass(frozen=True)
class CaptureFacts(Facts):
    """A capture, with the bytes of its file."""

    sha256: str
    media_type: str
    origin: str
    retrieved_at: datetime.datetime | None
    content: bytes


@dataclass(frozen=True)
class ArticleFacts(Facts):
    """An article or a citation, without its text."""

    outlet: str
    kind: ArticleKind
    title: str
    byline: list[str]
    published: str
    language: str
    url: str
    archived_url: str
    status: Publication


@dataclass(frozen=True)
class DerivationFacts(Facts):
    """A derivation between two of the articles."""

    article: str
    original: str
    kind: DerivationKind
    status: Decision
    note: str


AnyFacts = TypeVar("AnyFacts", bound=Facts)


def by_id(facts: Iterable[AnyFacts]) -> dict[str, AnyFacts]:
    """Return the rows by id, in the file's order; no id may come twice."""
    rows: dict[str, AnyFacts] = {}
    for row in facts:
        first = rows.setdefault(row.external_id, row)
        if first is not row:
            raise row.entry.refuse("id", f"the id “{row.external_id}” is already taken in line {first.entry.line}.")
    return rows


def outlets(root: Entry) -> dict[str, OutletFacts]:
    """Read the outlets."""
    return by_id(_outlet(entry) for entry in root.entries("outlets", OUTLET_KEYS))


def captures(root: Entry, directory: Path) -> dict[str, CaptureFacts]:
    """Read the captures and the files in ``directory`` that they name; each must have its SHA-256."""
    return by_id(_capture(entry, directory) for entry in root.entries("captures", CAPTURE_KEYS))


def article(entry: Entry, known_outlets: Collection[str]) -> ArticleFacts:
    """Read an article's or a citation's facts."""
    return ArticleFacts(
        entry=entry,
        external_id=entry.text("id"),
        outlet=entry.reference("outlet", known_outlets),
        kind=entry.choice("kind", ArticleKind),
        title=entry.optional("title"),
        byline=entry.texts("byline"),
        published=_date(entry, "published"),
        language=entry.optional("language"),
        url=entry.optional("url"),
        archived_url=entry.optional("archived_url"),
        status=entry.choice("status", Publication),
    )


def derivations(root: Entry, known_articles: Collection[str]) -> dict[str, DerivationFacts]:
    """Read the derivations between known articles."""
    entries = root.entries("derivations", DERIVATION_KEYS)
    return by_id(_derivation(entry, known_articles) for entry in entries)


def _outlet(entry: Entry) -> OutletFacts:
    return OutletFacts(
        entry=entry,
        external_id=entry.text("id"),
        name=entry.text("name"),
        domain=entry.optional("domain") or None,
        kind=entry.choice("kind", OutletKind),
        country=entry.optional("country"),
        language=entry.optional("language"),
    )


def _capture(entry: Entry, directory: Path) -> CaptureFacts:
    content = _bytes(entry, directory)
    sha256 = entry.text("sha256")
    digest = hashlib.sha256(content).hexdigest()
    if digest != sha256:
        raise entry.refuse(
            "sha256",
            f"the bytes of {entry.text('file')} have the SHA-256 {digest}, not {sha256}. "
            "Restore the file as it was received.",
        )
    return CaptureFacts(
        entry=entry,
        external_id=entry.text("id"),
        sha256=sha256,
        media_type=entry.text("media_type"),
        origin=entry.text("origin"),
        retrieved_at=entry.moment("retrieved_at"),
        content=content,
    )


def _bytes(entry: Entry, directory: Path) -> bytes:
    name = entry.text("file")
    if Path(name).name != name:
        raise entry.refuse("file", f"“{name}” must be the name of a file in {directory}, without a folder.")
    try:
        return (directory / name).read_bytes()
    except OSError as error:
        raise entry.refuse("file", f"{directory / name} cannot be read: {error.strerror}.") from error


def _derivation(entry: Entry, known_articles: Collection[str]) -> DerivationFacts:
    return DerivationFacts(
        entry=entry,
        external_id=entry.text("id"),
        article=entry.reference("article", known_articles),
        original=entry.reference("original", known_articles),
        kind=entry.choice("kind", DerivationKind),
        status=entry.choice("status", Decision),
        note=entry.optional("note"),
    )


def _date(entry: Entry, key: str) -> str:
    value = entry.optional(key)
    try:
        return parse(value).text if value else ""
    except EdtfError as error:
        raise entry.refuse(key, str(error)) from error
