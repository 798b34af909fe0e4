"""Where an orphaned quote may stand in a newer text: proposals with scores, for a person to decide.

Nothing here anchors anything. The same words are proposed wherever they stand; sentences that are merely similar are
proposed as such.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from sources.quotes import find

LEAST_SHARED = 0.4  # of the words, below which a sentence is not looked at
LONGEST_CONTEXT = 32
SENTENCE = re.compile(r"[^.!?…\n]*[^.!?…\n\s][^.!?…\n]*[.!?…]*[\"'”’»)\]]*")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Candidate:
    """A place in the newer text; ``score`` is 1 for the same words between the same words, 0 for nothing in common."""

    start: int
    end: int
    score: float
    is_exact: bool


def candidates(content: str, exact: str, prefix: str = "", suffix: str = "", *, limit: int = 5) -> list[Candidate]:
    """Return the places of ``content`` where the quote may stand, the best first, at most ``limit``."""
    spans = [(start, start + len(exact)) for start in find(content, exact)[:limit]]
    same = set(spans)
    spans += [span for span in similar_spans(content, exact, limit) if not any(overlap(span, one) for one in same)]
    found = [Candidate(*span, score(content, span, exact, prefix, suffix), span in same) for span in spans]
    return sorted(found, key=lambda one: (not one.is_exact, -one.score, one.start))[:limit]


def score(content: str, span: tuple[int, int], exact: str, prefix: str, suffix: str) -> float:
    """Return how much the words, and for a fifth what stands around them, are those of the quote."""
    start, end = span
    around = content[max(0, start - LONGEST_CONTEXT) : start] + content[end : end + LONGEST_CONTEXT]
    wording = SequenceMatcher(None, exact, content[start:end], autojunk=False).ratio()
    surroundings = SequenceMatcher(None, prefix + suffix, around, autojunk=False).ratio()
    return round(0.8 * wording + 0.2 * surroundings, 3)


def similar_spans(content: str, exact: str, limit: int) -> list[tuple[int, int]]:
    """Return the runs of as many sentences as the quote has that share most words with it."""
    wanted = words(exact)
    length = max(1, len(sentences(exact)))
    shared = [(dice(wanted, words(content[start:end])), start, end) for start, end in runs(content, length)]
    best = sorted((one for one in shared if one[0] >= LEAST_SHARED), key=lambda one: (-one[0], one[1]))
    return [(start, end) for _share, start, end in best[:limit]]


def runs(content: str, length: int) -> Iterator[tuple[int, int]]:
    """Yield each run of ``length`` sentences, as offsets."""
    spans = sentences(content)
    for place in range(len(spans) - length + 1):
        yield spans[place][0], spans[place + length - 1][1]


def sentences(content: str) -> list[tuple[int, int]]:
    """Return the sentences of a text, roughly, without the blank space around them."""
    return [
        (match.end() - len(match.group().lstrip()), match.start() + len(match.group().rstrip()))
        for match in SENTENCE.finditer(content)
    ]


def words(text: str) -> set[str]:
    """Return the words of a text, whatever their case."""
    return set(WORD.findall(text.casefold()))


def dice(one: set[str], other: set[str]) -> float:
    """Return the share of words that two sets have in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
