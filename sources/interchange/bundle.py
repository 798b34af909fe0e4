"""The source tables of a bundle: outlets, captures, articles, their texts, marks, passages and derivations."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from sources.enums import Publication
from sources.interchange.bundle_files import SHA256, capture_bytes, write_capture
from sources.interchange.bundle_store import Store
from sources.interchange.bundle_table import WRITTEN, Record, Table
from sources.models import Article, ArticleText, Capture, Derivation, Mark, Outlet, Passage, Reading

OUTLETS = Table(
    "outlets",
    Outlet,
    ("external_id", "name", "domain", "kind", "country", "language", "wikidata_id", "description", *WRITTEN),
)
CAPTURES = Table("captures", Capture, ("external_id", "sha256", "media_type", "origin", "archived_url", "retrieved_at"))
ARTICLES = Table(
    "articles",
    Article,
    (
        "external_id", "outlet", "kind", "title", "byline", "published", "language", "url", "archived_url", "status",
        *WRITTEN,
    ),
)  # fmt: skip
ARTICLE_TEXTS = Table(
    "article_texts",
    ArticleText,
    (
        "external_id", "article", "version", "content", "extent", "capture", "start", "end", "extractor",
        "retrieved_on",
    ),
)  # fmt: skip
MARKS = Table(
    "marks",
    Mark,
    (
        "external_id", "text", "kind", "start", "end", "inserted_by", "note", "status", "decided_by", "decided_at",
        *WRITTEN,
    ),
)  # fmt: skip
PASSAGES = Table(
    "passages", Passage, ("external_id", "text", "exact", "prefix", "suffix", "start", "end", "reanchored_from")
)
DERIVATIONS = Table(
    "derivations",
    Derivation,
    (
        "external_id", "article", "original", "kind", "note", "status", "method", "score", "decided_by", "decided_at",
        *WRITTEN,
    ),
)  # fmt: skip
READINGS = Table("readings", Reading, ("external_id", "text", *WRITTEN))

TABLES = (OUTLETS, CAPTURES, ARTICLES, ARTICLE_TEXTS, MARKS, PASSAGES, DERIVATIONS, READINGS)


def dump_captures(directory: Path) -> None:
    """Write the bytes of every capture."""
    for pk in Capture.objects.order_by("pk").values_list("pk", flat=True):
        capture = Capture.objects.get(pk=pk)
        write_capture(directory, capture.sha256, bytes(capture.content))


def load_outlets_and_articles(
    store: Store, new: Mapping[Table, Sequence[Record]], directory: Path, *, shown: Collection[str]
) -> None:
    """Add outlets, captures, articles and texts; the articles named by ``shown`` are public meanwhile.

    A verdict that was published keeps its place when its article is withdrawn later, so the article must be
    public until the verdict stands: `finish_articles` gives it the status that the bundle says.
    """
    store.insert(new[OUTLETS])
    for capture in new[CAPTURES]:
        content = _content(capture, directory)
        store.insert([capture], by=None, content=content)
    articles = new[ARTICLES]
    store.insert(article for article in articles if article.name not in shown)
    store.insert((article for article in articles if article.name in shown), status=Publication.PUBLIC)
    for texts in _by_version(new[ARTICLE_TEXTS]):
        store.insert(texts, by=None)


def load_passages_and_derivations(store: Store, new: Mapping[Table, Sequence[Record]]) -> None:
    """Add passages, those that others were re-anchored from first, and derivations."""
    waiting = list(new[PASSAGES])
    while waiting:
        there = {None, *store.keys(Passage)}
        ready = [passage for passage in waiting if passage.values["reanchored_from"] in there]
        if not ready:
            raise waiting[0].line.refuse("reanchored_from: passages are re-anchored from each other in a circle.")
        store.insert(ready, by=None)
        waiting = [passage for passage in waiting if passage not in ready]
    store.insert(new[DERIVATIONS])


def finish_articles(store: Store, articles: Sequence[Record], *, shown: Collection[str]) -> None:
    """Give the articles that were public meanwhile their own status."""
    meanwhile = [
        article for article in articles if article.name in shown and article.values["status"] != Publication.PUBLIC
    ]
    store.update(meanwhile, by=None, fields=["status"])


def _content(capture: Record, directory: Path) -> bytes:
    sha256 = capture.values["sha256"]
    if not SHA256.fullmatch(sha256):
        raise capture.line.refuse("sha256: 64 hexadecimal digits in lower case belong here.")
    content = capture_bytes(directory, sha256)
    if Capture.digest(content) != sha256:
        raise capture.line.refuse(f"the bytes of captures/{sha256} have another SHA-256. Restore the file.")
    return content


def _by_version(texts: Sequence[Record]) -> list[list[Record]]:
    """Return the texts in turns, so that each is the newest of its article when it is added."""
    of_article: dict[str, list[Record]] = defaultdict(list)
    for text in sorted(texts, key=lambda text: text.values["version"]):
        of_article[text.values["article"]].append(text)
    turns: dict[int, list[Record]] = defaultdict(list)
    for versions in of_article.values():
        for turn, text in enumerate(versions):
            turns[turn].append(text)
    return [turns[turn] for turn in sorted(turns)]
