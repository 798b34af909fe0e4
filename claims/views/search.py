"""A search on a list's page: the query, its facets, and the page in the order that was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from claims.search.box import Search, search
from claims.search.documents import Documents
from claims.search.order import BY_RELEVANCE, with_relevance
from claims.search.query import parse
from claims.views.facets import chosen_facets, facet_links
from claims.views.listing import Facet, Page, listed, narrowed, search_words
from rest.cursors import Cursor
from rest.ordering import BY_ID, BY_ID_DESCENDING, Order

Row = TypeVar("Row", bound=Model)

SORT, NEWEST, OLDEST, EXACT = "sort", "newest", "oldest", "exact"
BEST = "best"


@dataclass(frozen=True)
class Found:
    """What a page shows of a search, beside its rows; the addresses lead to the same search in another way."""

    words: str
    search: Search
    facets: list[Facet]
    kept: list[tuple[str, str]]
    is_ranked: bool
    best_address: str
    newest_address: str
    oldest_address: str
    sort: str
    exact_address: str
    is_narrowed: bool


def found_of(request: HttpRequest, documents: Documents, names: Sequence[str]) -> Found:
    """Return what the address asks for; `BadAddress` if a facet has no such value."""
    words = search_words(request)
    chosen = chosen_facets(request, names)
    query = parse(words)
    done = search(
        query, documents, chosen=chosen, interface=get_language() or "", is_exact=bool(request.GET.get(EXACT))
    )
    kept = [(name, value) for name, value in chosen.items()]
    sort = _sort(request, has_words=bool(query.wanted))
    if request.GET.get(SORT) in (NEWEST, OLDEST):
        kept.append((SORT, sort))
    return Found(
        words=words,
        search=done,
        facets=facet_links(request, done.facets(names), chosen),
        kept=kept,
        is_ranked=sort == BEST,
        best_address=narrowed(request, SORT, ""),
        newest_address=narrowed(request, SORT, NEWEST),
        oldest_address=narrowed(request, SORT, OLDEST),
        sort=sort,
        exact_address=narrowed(request, EXACT, "1"),
        is_narrowed=bool(words or chosen),
    )


def listed_best(request: HttpRequest, rows: QuerySet[Row], found: Found) -> Page[Row]:
    """Return the page of the best hits, the best first."""
    best = found.search.best()

    def nearest(among: QuerySet[Row], cursor: Cursor, limit: int) -> QuerySet[Row]:
        place = int(str(cursor.values[0])) if cursor.values else 0
        ids = (
            best[max(0, place - 1 - limit) : max(0, place - 1)] if cursor.is_backwards else best[place : place + limit]
        )
        return among.filter(pk__in=ids)

    return listed(request, with_relevance(rows, best), BY_RELEVANCE, nearest=nearest)


def listed_by_age(request: HttpRequest, rows: QuerySet[Row], found: Found) -> Page[Row]:
    """Return the page of the hits by id, the newest or the oldest first, or of all rows where nothing is searched."""
    is_oldest = found.sort == OLDEST
    order: Order = BY_ID if is_oldest else BY_ID_DESCENDING

    def nearest(among: QuerySet[Row], cursor: Cursor, limit: int) -> QuerySet[Row]:
        beyond = int(str(cursor.values[0])) if cursor.values else None
        ids = found.search.page(limit=limit, beyond=beyond, is_ascending=cursor.is_backwards != is_oldest)
        return among.filter(pk__in=ids)

    return listed(request, rows, order, nearest=nearest if found.is_narrowed else None)


def _sort(request: HttpRequest, *, has_words: bool) -> str:
    """Return the order that the address asks for; without words there is no best."""
    asked = request.GET.get(SORT, "")
    return asked if asked in (NEWEST, OLDEST) else BEST if has_words else NEWEST
