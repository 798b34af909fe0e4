"""Quotes as W3C selectors: an exact text, what stands around it, and where it stands.

Offsets are code points into one canonical text, ``start`` inclusive and ``end`` exclusive. Nothing here
guesses: a quote is found exactly as it is given, or refused.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

CONTEXT = 32  # characters kept on either side of a quote
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens, and where else a line may or must not break
SHOWN = 60  # characters of a quote repeated in a message


class QuoteError(ValueError):
    """A quote that cannot be anchored; the message says why and what to do."""


class QuoteNotFound(QuoteError):  # noqa: N818  # says what happened; the base has the suffix
    """The text does not hold the quote as it was given."""


class QuoteAmbiguous(QuoteError):  # noqa: N818  # as above
    """The text holds the quote more than once and nothing says which is meant."""


@dataclass(frozen=True)
class Quote:
    """A quote anchored in a text: a TextQuoteSelector and a TextPositionSelector that agree."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def quote_at(content: str, start: int, end: int, context: int = CONTEXT) -> Quote:
    """Return the quote that stands at ``start``..``end``, with up to ``context`` characters around it."""
    if not 0 <= start < end <= len(content):
        raise QuoteNotFound(
            f"There is no quote at {start}..{end}: the text has {len(content)} characters, and a quote "
            "starts before it ends."
        )
    return Quote(
        exact=content[start:end],
        prefix=content[max(0, start - context) : start],
        suffix=content[end : end + context],
        start=start,
        end=end,
    )


def find(content: str, exact: str, prefix: str = "", suffix: str = "") -> list[int]:
    """Return where ``exact`` starts, each time it stands between ``prefix`` and ``suffix``, overlaps too."""
    return [
        start
        for start in _starts(content, exact)
        if content.startswith(suffix, start + len(exact))
        and start >= len(prefix)
        and content.startswith(prefix, start - len(prefix))
    ]


def find_between(content: str, exact: str, prefix: str, suffix: str) -> list[int]:
    """Return where ``exact`` starts, each time it stands between ``prefix`` and ``suffix`` but for blanks in these."""
    before, after = "".join(prefix.split()), "".join(suffix.split())
    reach = 3 * max(len(prefix), len(suffix))
    return [
        start
        for start in _starts(content, exact)
        if "".join(content[max(0, start - reach) : start].split()).endswith(before)
        and "".join(content[start + len(exact) :][:reach].split()).startswith(after)
    ]


def as_printed(content: str, exact: str) -> str:
    """Return the quote as the text has it where only what nobody sees differs; else as it was given.

    Pages break lines and words, and programs compose letters, where the text kept here does not.
    """
    words = [word for word in (INVISIBLE.sub("", one) for one in unicodedata.normalize("NFC", exact).split()) if word]
    if not words or exact in content:
        return exact
    pattern = r"\s+".join(f"{INVISIBLE.pattern}*".join(map(re.escape, word)) for word in words)
    printed = {found[0] for found in re.finditer(pattern, content)}
    return printed.pop() if len(printed) == 1 else exact


def anchor(content: str, exact: str, *, prefix: str = "", suffix: str = "", start: int | None = None) -> Quote:
    """Return the one place where the quote stands; ``start`` chooses among several.

    Raises `QuoteNotFound` or `QuoteAmbiguous`; never returns a similar text.
    """
    places = find(content, exact, prefix, suffix)
    if start is not None:
        if start not in places:
            raise QuoteNotFound(_not_there(content, exact, start))
        return quote_at(content, start, start + len(exact))
    if not places:
        raise QuoteNotFound(_nowhere(content, exact))
    if len(places) > 1:
        raise QuoteAmbiguous(
            f"{_shown(exact)} stands {len(places)} times in the text, at {_listed(places)}. "
            "Say which is meant: give what stands before or after it, or where it starts."
        )
    return quote_at(content, places[0], places[0] + len(exact))


class Span(Protocol):
    """Anything that starts and ends in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Marked = TypeVar("Marked", bound=Span)


@dataclass(frozen=True)
class Segment(Generic[Marked]):
    """A part of a quote over which the same marks lie, the outermost first."""

    start: int
    end: int
    marks: tuple[Marked, ...]


def segments(quote_start: int, quote_end: int, marks: Iterable[Marked]) -> list[Segment[Marked]]:
    """Cut ``quote_start``..``quote_end`` wherever a mark starts or ends, so that marked parts can be shown.

    The segments follow each other without a gap and cover the whole span. Marks may nest and overlap.
    """
    here = [mark for mark in marks if mark.start < quote_end and mark.end > quote_start]
    here.sort(key=lambda mark: (mark.start, -mark.end))
    inner_edges = {edge for mark in here for edge in (mark.start, mark.end) if quote_start < edge < quote_end}
    edges = [quote_start, *sorted(inner_edges), quote_end]
    return [
        Segment(start, end, tuple(mark for mark in here if mark.start <= start and mark.end >= end))
        for start, end in pairwise(edges)
        if start < end
    ]


def _starts(content: str, exact: str) -> Iterator[int]:
    if not exact:
        raise QuoteNotFound("The quote is empty; give the words that are quoted.")
    start = content.find(exact)
    while start >= 0:
        yield start
        start = content.find(exact, start + 1)


def _not_there(content: str, exact: str, start: int) -> str:
    elsewhere = find(content, exact)
    hint = f"; it stands at {_listed(elsewhere)}" if elsewhere else ", nor anywhere else"
    return f"{_shown(exact)} does not stand at {start} with the given words around it{hint}."


def _nowhere(content: str, exact: str) -> str:
    elsewhere = find(content, exact)
    if elsewhere:
        return (
            f"{_shown(exact)} stands at {_listed(elsewhere)}, but not between the words given before and "
            "after it. Correct those words or leave them out."
        )
    return (
        f"{_shown(exact)} does not stand in the text. A quote is copied exactly, with its quotation marks, "
        "spaces and capitals."
    )


def _shown(exact: str) -> str:
    return f"“{exact}”" if len(exact) <= SHOWN else f"“{exact[:SHOWN]}…”"


def _listed(places: list[int]) -> str:
    shown = ", ".join(str(place) for place in places[:5])
    return f"{shown} and {len(places) - 5} more" if len(places) > 5 else shown
