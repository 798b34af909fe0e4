"""What the lists have in common: a search box, and pages that follow each other by keyset."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.search.query import LONGEST
from claims.views.errors import BadAddress
from rest.cursors import Cursor, CursorError, Row, at, decode
from rest.ordering import BY_ID_DESCENDING, Key, Order

PAGE_SIZE = 25

BY_NAME: Order = (Key("name", str), Key("id", int))
NEWEST_ARTICLES: Order = (Key("published_on", datetime.date, is_descending=True, is_nullable=True), Key("id", int))
NEWEST_ROWS = BY_ID_DESCENDING

# The parameter of an address that holds the cursor, by whether it is read backwards.
PARAMETERS = {False: "after", True: "before"}
ORDER = "page"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the query strings of its neighbours, empty where there is none."""

    rows: list[Row]
    next: str
    previous: str
    is_first: bool


@dataclass(frozen=True)
class Choice:
    """One link of a facet; ``address`` is the list narrowed to it."""

    label: str
    address: str
    is_chosen: bool
    count: str = ""


@dataclass(frozen=True)
class Facet:
    """A way to narrow a list: the parameter's value, if one was chosen, and links to all of them."""

    name: str
    label: str
    chosen: str
    choices: list[Choice]


def search_words(request: HttpRequest) -> str:
    """Return what was typed into the search box, cut to a sensible length."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]


def listed(
    request: HttpRequest,
    rows: QuerySet[Row],
    order: Order,
    *,
    nearest: Callable[[QuerySet[Row], Cursor, int], QuerySet[Row]] | None = None,
) -> Page[Row]:
    """Return the page that ``?after=`` or ``?before=`` names, else the first; `BadAddress` if it names none.

    ``nearest`` narrows the rows to so many next to the cursor, where it knows them better than a condition would.
    """
    cursor = _cursor(request, order)
    if nearest:
        rows = nearest(rows, cursor, PAGE_SIZE + 1)
    found = cursor.nearest(rows, order, most=PAGE_SIZE + 1)
    is_more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if cursor.is_backwards:
        found.reverse()
    came_from = cursor.values is not None
    has_next, has_previous = (came_from, is_more) if cursor.is_backwards else (is_more, came_from)
    return Page(
        rows=found,
        next=_address(request, at(found[-1], order, is_backwards=False), order) if found and has_next else "",
        previous=_address(request, at(found[0], order, is_backwards=True), order) if found and has_previous else "",
        is_first=not came_from,
    )


def _cursor(request: HttpRequest, order: Order) -> Cursor:
    for is_backwards, name in PARAMETERS.items():
        text = request.GET.get(name)
        if text:
            try:
                cursor = decode(text, ORDER, order)
            except CursorError:
                cursor = None
            if cursor is None or cursor.is_backwards != is_backwards:
                raise BadAddress(_("This address names no place in the list. Begin at its first page."))
            return cursor
    return Cursor()


def narrowed(request: HttpRequest, name: str, value: str) -> str:
    """Return the query string of the first page with the parameter set, or left out where it is empty."""
    kept = request.GET.copy()
    for dropped in (name, *PARAMETERS.values()):
        kept.pop(dropped, None)
    if value:
        kept[name] = value
    return f"?{kept.urlencode()}"


def _address(request: HttpRequest, cursor: Cursor, order: Order) -> str:
    """Return the query string of the page at ``cursor``; search and facets stay as they are."""
    kept = request.GET.copy()
    for name in PARAMETERS.values():
        kept.pop(name, None)
    kept[PARAMETERS[cursor.is_backwards]] = cursor.encode(ORDER, order)
    return f"?{kept.urlencode()}"
