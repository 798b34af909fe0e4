"""Where articles stand in their captures, and marks in the articles: offsets worked out and checked."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from sources.enums import Decision, Extent, MarkKind
from sources.interchange.corpus_entry import Entry
from sources.interchange.corpus_facts import CaptureFacts, Facts
from sources.quotes import QuoteError, anchor, find

TEXT_KEYS = ("capture", "extent", "lines", "start", "end", "begins", "ends")
MARK_KEYS = ("id", "kind", "inserted_by", "status", "note")
MARK_PLACE_KEYS = ("exact", "occurrence", "lines")


@dataclass(frozen=True)
class TextFacts(Facts):
    """An article's text: one unbroken span of its capture, in code points."""

    article: str
    version: int
    capture: str
    extent: Extent
    content: str
    start: int
    end: int


@dataclass(frozen=True)
class MarkFacts(Facts):
    """A mark, in code points of the article's text."""

    text: str
    kind: MarkKind
    start: int
    end: int
    inserted_by: str | None
    status: Decision
    note: str


def read_text(entry: Entry, article: str, captures: dict[str, CaptureFacts]) -> TextFacts:
    """Read the text of an article; its lines, offsets, first and last words must agree."""
    capture = captures[entry.reference("capture", captures)]
    received = _decoded(entry, capture)
    start, end = _span_of_lines(entry, received)
    if (entry.integer("start"), entry.integer("end")) != (start, end):
        raise entry.refuse("start", f"lines {entry.text('lines')} of the capture are start: {start}, end: {end}.")
    content = received[start:end]
    for key, fits in (("begins", content.startswith), ("ends", content.endswith)):
        if not fits(entry.text(key)):
            raise entry.refuse(key, f"the text of {article} does not {key[:-1]} with “{entry.text(key)}”.")
    if "\0" in content or not unicodedata.is_normalized("NFC", content):
        # Offsets into the capture and into the stored text would part ways.
        raise entry.refuse("lines", f"the text of {article} holds NUL or is not in Unicode form NFC.")
    return TextFacts(
        entry=entry,
        external_id=f"{article}-v1",
        article=article,
        version=1,
        capture=capture.external_id,
        extent=entry.choice("extent", Extent),
        content=content,
        start=start,
        end=end,
    )


def refuse_overlaps(texts: Iterable[TextFacts]) -> None:
    """Refuse two texts that share a part of a capture."""
    ordered = sorted(texts, key=lambda text: (text.capture, text.start, text.end))
    for first, second in pairwise(ordered):
        if first.capture == second.capture and second.start < first.end:
            raise second.entry.refuse(
                "lines",
                f"this text and that of {first.article} (line {first.entry.line}) overlap in their capture.",
            )


def read_mark(entry: Entry, text: TextFacts, capture: CaptureFacts, outlets: Collection[str]) -> MarkFacts:
    """Read a mark, placed by its exact words or by whole lines of the capture."""
    if entry.has("exact") == entry.has("lines"):
        raise entry.refuse("id", "a mark is placed by exact or by lines: give one of them.")
    received = capture.content.decode()
    start, end = _span_of_words(entry, text, received) if entry.has("exact") else _span_in(entry, text, received)
    return MarkFacts(
        entry=entry,
        external_id=entry.text("id"),
        text=text.external_id,
        kind=entry.choice("kind", MarkKind),
        start=start,
        end=end,
        inserted_by=entry.reference("inserted_by", outlets) if entry.optional("inserted_by") else None,
        status=entry.choice("status", Decision),
        note=entry.optional("note"),
    )


def _decoded(entry: Entry, capture: CaptureFacts) -> str:
    try:
        return capture.content.decode()
    except UnicodeDecodeError as error:
        raise entry.refuse("capture", f"{capture.external_id} is not UTF-8 and holds no text.") from error


def _span_of_lines(entry: Entry, received: str) -> tuple[int, int]:
    first, last = entry.line_range("lines")
    lines = received.split("\n")
    if last > len(lines):
        raise entry.refuse("lines", f"the capture has {len(lines)} lines; line {last} is beyond its end.")
    start = sum(len(line) + 1 for line in lines[: first - 1])
    return start, start + len("\n".join(lines[first - 1 : last]))


def _span_in(entry: Entry, text: TextFacts, received: str) -> tuple[int, int]:
    start, end = _span_of_lines(entry, received)
    if not text.start <= start < end <= text.end:
        raise entry.refuse(
            "lines", f"lines {entry.text('lines')} are empty or not inside the lines of the article's text."
        )
    return start - text.start, end - text.start


def _span_of_words(entry: Entry, text: TextFacts, received: str) -> tuple[int, int]:
    exact = entry.text("exact")
    places = find(text.content, exact)
    if not places and find(received, exact):
        raise entry.refuse("exact", f"“{exact}” stands in the capture, but outside the article's text.")
    try:
        start = places[entry.integer("occurrence")] if entry.has("occurrence") else None
        quote = anchor(text.content, exact, start=start)
    except IndexError as error:
        raise entry.refuse(
            "occurrence", f"“{exact}” stands {len(places)} times in the text, counted from 0."
        ) from error
    except QuoteError as error:
        raise entry.refuse("exact", f"{error} A mark says which by its occurrence, from 0.") from error
    return quote.start, quote.end
