"""Copies folded under their origin: forty copies of one story are shown as one, with forty to unfold."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sources.models import Article, ArticleOrigin

Shown = TypeVar("Shown")

# The roots of each article, by ids; an article that was made from no other is its own root.
Roots = Mapping[int, frozenset[int]]


@dataclass
class Folded(Generic[Shown]):
    """Something shown, and the same from copies of the article that it stands in."""

    shown: Shown
    copies: list[Shown] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)


def roots_of(articles: Iterable[int]) -> Roots:
    """Return the roots of the articles; one query."""
    wanted = set(articles)
    roots: dict[int, set[int]] = {article: set() for article in wanted}
    for article, root in ArticleOrigin.objects.filter(article__in=wanted).values_list("article", "root"):
        roots[article].add(root)
    return {article: frozenset(found or {article}) for article, found in roots.items()}


def folded(
    rows: Sequence[Shown],
    roots: Roots,
    *,
    article_of: Callable[[Shown], Article],
    same: Callable[[Shown], Hashable],
) -> list[Folded[Shown]]:
    """Return the rows in their order, those from copies under the first of what is the ``same`` in their origin.

    Where the origin itself is not among the rows, the first copy stands for it. Rows of one article stay apart.
    """
    # Origins first, wherever they stand, so that copies find them.
    places = sorted(range(len(rows)), key=lambda place: (_is_copy(article_of(rows[place]), roots), place))
    leads: dict[Hashable, list[tuple[int, Folded[Shown]]]] = {}
    kept: dict[int, Folded[Shown]] = {}
    for place in places:
        row = rows[place]
        article = article_of(row)
        known = leads.setdefault(same(row), [])
        lead = next((lead for other, lead in known if other != article.pk and roots[other] & roots[article.pk]), None)
        if lead is None or any(other == article.pk for other, _ in known):
            kept[place] = Folded(row)
            known.append((article.pk, kept[place]))
        else:
            lead.copies.append(row)
            lead.outlets = list(dict.fromkeys([*lead.outlets, article.outlet.name]))
    return [kept[place] for place in sorted(kept)]


def _is_copy(article: Article, roots: Roots) -> bool:
    return article.pk not in roots[article.pk]
