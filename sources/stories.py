"""Cut the text of a page into the stories that it holds: each one unbroken span, by lines."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

HEADLINE = 200  # a longer line is a paragraph and begins no story


class CutError(ValueError):
    """Lines that make no stories; the message says what to do."""


@dataclass(frozen=True)
class Line:
    """One line of a text: its number from 1, and its place in code points."""

    number: int
    start: int
    end: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing to read in it."""
        return not self.text.strip()

    @property
    def may_begin(self) -> bool:
        """Say whether it is short enough for a headline."""
        return not self.is_blank and len(self.text) <= HEADLINE


@dataclass(frozen=True)
class Span:
    """Where a story stands in the text of its page, in code points, and by the number of its first line."""

    line: int
    start: int
    end: int


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text``; only a line feed ends one."""
    lines = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        lines.append(Line(number, start, start + len(line), line))
        start += len(line) + 1
    return lines


def cut(text: str, begins: Collection[int], ends: Collection[int] = ()) -> list[Span]:
    """Return the stories that begin at the lines ``begins``.

    Each goes on to the next, or to the end of the first line of ``ends`` within it. Blank lines around a story are
    left out; without ``begins`` the text is one story. Raises `CutError`.
    """
    lines = [line for line in lines_of(text) if not line.is_blank]
    if not lines:
        raise CutError("The text is empty.")
    known = {line.number for line in lines}
    if not known >= {*begins, *ends}:
        raise CutError("A story begins and ends in a line with words.")
    firsts = sorted(set(begins)) or [lines[0].number]
    stray = [end for end in ends if end < firsts[0]]
    if stray:
        raise CutError(f"Line {min(stray)} ends a story, but none begins before it.")
    return [_span(lines, first, beyond, ends) for first, beyond in pairwise([*firsts, lines[-1].number + 1])]


def _span(lines: list[Line], first: int, beyond: int, ends: Collection[int]) -> Span:
    inside = [line for line in lines if first <= line.number < beyond]
    closing = [line for line in inside if line.number in ends]
    return Span(first, inside[0].start, (closing or inside[-1:])[0].end)
