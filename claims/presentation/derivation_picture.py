"""Who copied whom, as a drawing: each article below the one it was made from, with a line to it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.models import Article, ArticleOrigin, Derivation

MOST = 30  # articles in one drawing
ROW, STEP, LEFT = 52, 22, 10  # pixels
LETTERS = 38  # of a name that fit beside the deepest line
WIDTH = 360  # as wide as a narrow telephone, so that it is never made smaller than it can be read


@dataclass(frozen=True)
class Node:
    """An article at its place: its outlet in short, what it did to the one above and when, and the line up to it."""

    name: str
    note: str
    x: int
    y: int
    line: str
    is_here: bool

    @property
    def text_x(self) -> int:
        """Return where the words begin."""
        return self.x + 14


@dataclass(frozen=True)
class Picture:
    """The drawing's nodes from top to bottom, its size, and how many articles were left out."""

    nodes: list[Node]
    left_out: int
    width: int = WIDTH

    @property
    def height(self) -> int:
        """Return the height in pixels."""
        return ROW * len(self.nodes)

    @property
    def articles(self) -> int:
        """Return how many places there are in the drawing."""
        return len(self.nodes)


def picture_of(articles: Iterable[int], *, here: int | None = None) -> Picture | None:
    """Draw the public families that the articles belong to; None where nobody copied. Three queries.

    ``here`` is the article whose page it is. An article made from two stands below the first.
    """
    made = _derivations(set(articles))
    if not made:
        return None
    rows = _placed(made)
    return Picture([_node(row, here) for row in _with_places(rows[:MOST])], left_out=max(0, len(rows) - MOST))


def _derivations(articles: set[int]) -> list[Derivation]:
    """Return how the families of the articles were made, of a very large family a part of it.

    The families are asked for first: the planner takes a list of ids for what it is, a handful.
    """
    roots = set(ArticleOrigin.objects.filter(article__in=articles).values_list("root", flat=True))
    family = ArticleOrigin.objects.filter(root__in=roots).order_by("id").values_list("article", flat=True)
    made = Derivation.objects.public().filter(article__in=articles.union(family[: 4 * MOST]))
    return sorted(made.select_related("article__outlet", "original__outlet"), key=_by_age)


def _by_age(made: Derivation) -> tuple[datetime.date, int, datetime.date, int]:
    original, article = (one.published_on or datetime.date.max for one in (made.original, made.article))
    return original, made.original_id, article, made.pk


@dataclass(frozen=True)
class Row:
    """An article at a depth below its root, and how it was made from the one above; None for a root."""

    article: Article
    made: Derivation | None
    depth: int
    place: int = 0
    above: int = 0


def _placed(made: Sequence[Derivation]) -> list[Row]:
    below: dict[int, list[Derivation]] = defaultdict(list)
    for one in made:
        below[one.original_id].append(one)
    copies = {one.article_id for one in made}
    roots = list(dict.fromkeys(one.original for one in made if one.original_id not in copies))
    rows: list[Row] = []
    seen: set[int] = set()
    waiting = [Row(root, None, 0) for root in reversed(roots)]
    while waiting:
        row = waiting.pop()
        if row.article.pk in seen:
            continue
        seen.add(row.article.pk)
        rows.append(row)
        waiting += [Row(one.article, one, row.depth + 1) for one in reversed(below[row.article.pk])]
    return rows


def _with_places(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with their places and those of the articles above them."""
    places = {row.article.pk: place for place, row in enumerate(rows)}
    return [
        Row(row.article, row.made, row.depth, place, places[row.made.original_id] if row.made else place)
        for place, row in enumerate(rows)
    ]


def _node(row: Row, here: int | None) -> Node:
    x, y = LEFT + STEP * min(row.depth, 4), ROW * row.place + 18
    parent_x, parent_y = x - STEP, ROW * row.above + 18
    line = f"M{parent_x} {parent_y + 7}V{y}H{x - 7}" if row.made and row.depth <= 4 else ""
    verb = row.made.get_kind_display() if row.made else _("the origin")
    note = " · ".join(filter(None, [verb, row.article.published_label]))
    return Node(_short(row.article.outlet.name), _short(note), x, y, line, is_here=row.article.pk == here)


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
