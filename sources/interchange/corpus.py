"""Import of a corpus: captures, the articles that they hold, citations, derivations and marks.

A corpus is a folder with ``corpus.yaml`` and the captures in ``corpus/``. It goes in whole or not at all. Rows
are known by their external ids, so that importing again changes nothing; a stored row that differs is never
overwritten, the import is refused instead.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from sources.interchange import corpus_facts
from sources.interchange.corpus_entry import Entry, load
from sources.interchange.corpus_facts import (
    CITATION_KEYS,
    ArticleFacts,
    CaptureFacts,
    DerivationFacts,
    OutletFacts,
    article,
    by_id,
)
from sources.interchange.corpus_store import Store, Stored
from sources.interchange.corpus_texts import (
    MARK_KEYS,
    MARK_PLACE_KEYS,
    TEXT_KEYS,
    MarkFacts,
    TextFacts,
    read_mark,
    read_text,
    refuse_overlaps,
)
from sources.models import Article, ArticleText, Capture, Derivation, Mark, Outlet

ROOT_KEYS = ("entered_by", "outlets", "captures", "articles", "citations", "derivations")


@dataclass(frozen=True)
class Corpus:
    """A corpus that was read and fits together; each part by external id, in the file's order."""

    entered_by: str
    outlets: Mapping[str, OutletFacts]
    captures: Mapping[str, CaptureFacts]
    articles: Mapping[str, ArticleFacts]
    texts: Mapping[str, TextFacts]
    marks: Mapping[str, MarkFacts]
    derivations: Mapping[str, DerivationFacts]


def import_corpus(
    directory: Path, *, report: Callable[[str], None], now: datetime.datetime | None = None
) -> list[Stored]:
    """Store the corpus in ``directory`` and say of each kind how many rows are new and how many were there.

    Raises `CorpusError`, with file and line, before anything is written if the corpus does not fit, and undoes
    everything if the database refuses a row or holds a different one.
    """
    corpus = read_corpus(directory)
    report(f"Read {directory / 'corpus.yaml'}: {len(corpus.texts)} articles in {len(corpus.captures)} captures.")
    with transaction.atomic():
        store = Store(by=_account(corpus.entered_by), now=now or timezone.now(), report=report)
        return [
            store.add("outlets", Outlet, corpus.outlets),
            store.add("captures", Capture, corpus.captures),
            store.add("articles and citations", Article, corpus.articles),
            store.add("texts", ArticleText, corpus.texts),
            store.add("marks", Mark, corpus.marks),
            store.add("derivations", Derivation, corpus.derivations),
        ]


def read_corpus(directory: Path) -> Corpus:
    """Read ``corpus.yaml`` and the captures, and check that they fit together; nothing is stored."""
    root = load(directory / "corpus.yaml", ROOT_KEYS)
    outlets = corpus_facts.outlets(root)
    captures = corpus_facts.captures(root, directory / "corpus")
    with_text = list(root.entries("articles", (*CITATION_KEYS, "text", "marks")))
    entries = [*with_text, *root.entries("citations", CITATION_KEYS)]
    articles = by_id(article(entry, outlets) for entry in entries)
    texts = by_id(read_text(entry.entry("text", TEXT_KEYS), entry.text("id"), captures) for entry in with_text)
    refuse_overlaps(texts.values())
    marks = by_id(_marks(with_text, texts, captures, outlets))
    derivations = corpus_facts.derivations(root, articles)
    return Corpus(root.text("entered_by"), outlets, captures, articles, texts, marks, derivations)


def _marks(
    entries: Iterable[Entry],
    texts: Mapping[str, TextFacts],
    captures: Mapping[str, CaptureFacts],
    outlets: Mapping[str, OutletFacts],
) -> Iterator[MarkFacts]:
    by_article = {text.article: text for text in texts.values()}
    for entry in entries:
        text = by_article[entry.text("id")]
        for mark in entry.entries("marks", MARK_KEYS, MARK_PLACE_KEYS):
            yield read_mark(mark, text, captures[text.capture], outlets)


def _account(username: str) -> User:
    """Return the account that the corpus is entered in the name of; a new one cannot sign in."""
    user, is_new = User.objects.get_or_create(username=username, defaults={"is_active": False})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
