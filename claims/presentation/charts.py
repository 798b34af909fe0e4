"""Charts as shapes: where each piece of a bar stands. Widths are shares of the picture, heights are CSS pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

BAR, GAP, LABEL = 14, 10, 20  # heights
LONGEST_BAR = 88.0  # per cent of the width: a number stands behind it
TALLEST, FOOT, HEAD = 160, 22, 16  # heights of columns
MOST_LABELS = 8  # under columns


@dataclass(frozen=True)
class Piece:
    """A rectangle; ``kind`` says which series it belongs to, ``title`` what it stands for."""

    kind: str
    x: str
    y: int
    width: str
    height: int
    title: str


@dataclass(frozen=True)
class Words:
    """Words in a picture; ``anchor`` is what SVG calls text-anchor."""

    x: str
    y: int
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Drawing:
    """Everything in one picture of so many pixels' height."""

    height: int
    pieces: list[Piece]
    words: list[Words]


Rows = Sequence[tuple[str, Sequence[int]]]  # a label and one number a series


def bars(rows: Rows, series: Sequence[tuple[str, str]]) -> Drawing:
    """Return one horizontal bar a row, its label above and its sum behind; ``series`` are (kind, label)."""
    longest = max((sum(numbers) for _, numbers in rows), default=0) or 1
    pieces, words = [], []
    for place, (label, numbers) in enumerate(rows):
        top = place * (LABEL + BAR + GAP)
        words.append(Words("0", top + LABEL - 6, label))
        left = 0.0
        for (kind, name), number in zip(series, numbers, strict=True):
            width = number / longest * LONGEST_BAR
            if number:
                title = f"{label}, {name}: {number}"
                pieces.append(Piece(kind, _share(left), top + LABEL, _share(width), BAR, title))
            left += width
        words.append(Words(_share(left + 1), top + LABEL + BAR - 3, str(sum(numbers))))
    return Drawing(len(rows) * (LABEL + BAR + GAP), pieces, words)


def columns(rows: Rows, series: Sequence[tuple[str, str]]) -> Drawing:
    """Return one column a row, side by side, with its sum on top and some of the labels below."""
    tallest = max((sum(numbers) for _, numbers in rows), default=0) or 1
    step = 100 / max(len(rows), 1)
    wide = min(step * 0.8, 12)
    every = -(-len(rows) // MOST_LABELS)
    pieces, words = [], []
    for place, (label, numbers) in enumerate(rows):
        middle = (place + 0.5) * step
        foot = HEAD + TALLEST
        for (kind, name), number in zip(series, numbers, strict=True):
            height = round(number / tallest * TALLEST)
            if number:
                height = max(height, 1)
                foot -= height
                title = f"{label}, {name}: {number}"
                pieces.append(Piece(kind, _share(middle - wide / 2), foot, _share(wide), height, title))
        if len(rows) <= MOST_MONTHS_WITH_SUMS and any(numbers):
            words.append(Words(_share(middle), foot - 4, str(sum(numbers)), "middle"))
        if place % every == 0:
            words.append(Words(_share(middle), HEAD + TALLEST + 16, label, "middle"))
    return Drawing(HEAD + TALLEST + FOOT, pieces, words)


MOST_MONTHS_WITH_SUMS = 12


def _share(value: float) -> str:
    """Return a share of the width as SVG wants it, whatever the interface's language writes for a point."""
    return f"{value:.2f}%"
