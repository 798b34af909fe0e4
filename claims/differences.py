"""What changed from one text to another, word by word.

Rare words that both texts hold once are matched first, as in a patience diff; only what lies between them is compared
word by word. So the time grows with the length of the texts, also for long ones that have little in common.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

# A word keeps its accents, its hyphens and apostrophes, and a number its points and commas.
WORD = re.compile(r"\s+|(?:\w[\u0300-\u036f]*(?:[-'’](?=\w)|(?<=\d)[.,](?=\d))?)+|[^\w\s]+")
DEEPEST = 12  # times that a stretch is cut at its rare words
SMALL = 40_000  # pairs of words that are compared with each other; beyond, a stretch is taken as rewritten
ISLAND = 3  # words that stand unchanged amid changes and are easier read as changed along with them


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Run:
    """Words of the old text and those of the new that stand in their place."""

    old: Sequence[str]
    new: Sequence[str]
    is_same: bool

    def pieces(self) -> Iterator[Piece]:
        """Yield what stayed, or what went and then what came."""
        if self.is_same:
            yield Piece(Kind.SAME, "".join(self.old))
            return
        for kind, words in ((Kind.REMOVED, self.old), (Kind.ADDED, self.new)):
            if words:
                yield Piece(kind, "".join(words))


def word_pieces(old: str, new: str) -> list[Piece]:
    """Return the pieces from which both texts can be read: ``old`` without what was added, ``new`` without what went.

    Of neighbouring pieces no two are of one kind, and what was removed stands before what was added in its place.
    """
    runs = _joined(_aligned(WORD.findall(old), WORD.findall(new), DEEPEST))
    # First the blanks between changed words, so that the changes on either side of a word are seen whole.
    for words in (0, ISLAND):
        runs = _joined(_without_islands(runs, words))
    return [piece for run in runs for piece in run.pieces()]


def _aligned(old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[Run]:
    """Yield what both begin with, what differs, and what both end with."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield Run(old[:head], new[:head], is_same=True)
    yield from _differing(old[head : len(old) - tail], new[head : len(new) - tail], depth)
    yield Run(old[len(old) - tail :], new[len(new) - tail :], is_same=True)


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _differing(old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[Run]:
    """Yield the runs between two stretches whose ends differ."""
    anchors = _anchors(old, new) if depth else []
    if anchors:
        start, place = 0, 0
        for end, stop in [*anchors, (len(old), len(new))]:
            yield from _aligned(old[start:end], new[place:stop], depth - 1)
            start, place = end, stop
    elif len(old) * len(new) <= SMALL:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for tag, start, end, place, stop in matcher.get_opcodes():
            yield Run(old[start:end], new[place:stop], is_same=tag == "equal")
    else:
        yield Run(old, new, is_same=False)


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words stand that each text holds once: the most that come in the same order in both."""
    places = {word: place for place, word in enumerate(new)}
    once = {word for word, times in Counter(new).items() if times == 1}
    once &= {word for word, times in Counter(old).items() if times == 1}
    return _longest_rising([(place, places[word]) for place, word in enumerate(old) if word in once])


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of ``pairs`` in which the second number rises too."""
    lowest: list[int] = []  # the lowest second number at which a part of each length can end
    ends: list[int] = []  # the pair that it stands in
    before: list[int] = []  # for each pair, the one before it in the part that it ends
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(lowest, second)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [second]
        ends[length : length + 1] = [index]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return the runs without empty ones, neighbours of one sort as one."""
    joined: list[Run] = []
    for run in runs:
        if not run.old and not run.new:
            continue
        if joined and joined[-1].is_same == run.is_same:
            last = joined.pop()
            joined.append(Run([*last.old, *run.old], [*last.new, *run.new], is_same=run.is_same))
        else:
            joined.append(run)
    return joined


def _without_islands(runs: list[Run], most: int) -> Iterator[Run]:
    """Yield the runs, taking as changed what stands with at most ``most`` words between larger changes."""
    last = len(runs) - 1
    for place, run in enumerate(runs):
        if run.is_same and 0 < place < last and _is_island(run, most, runs[place - 1], runs[place + 1]):
            yield Run(run.old, run.new, is_same=False)
        else:
            yield run


def _is_island(run: Run, most: int, *shores: Run) -> bool:
    words = sum(1 for word in run.old if word[0].isalnum())
    smallest = min(max(len(shore.old), len(shore.new)) for shore in shores)
    return words == 0 or (words <= most and len(run.old) <= smallest)
