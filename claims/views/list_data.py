"""The same list as data: the API's address for what a page's search and facets choose, and where it is narrower."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from claims.search.box import Search

# The API's names for the facets that it knows by another.
NAMES: Mapping[str, str] = {"verdict": "normalised"}
# What the page asks of a claim, and the API of one and the same statement of it.
SAID, PUBLISHED = "said", "published"
OF_A_STATEMENT = frozenset({"claimant", "outlet", "year"})


@dataclass(frozen=True)
class ListData:
    """The addresses of a list as data; ``is_narrower`` where they hold no more than a part of what the page shows."""

    json: str
    csv: str
    is_narrower: bool


def list_data(view_name: str, typed: str, search: Search, *, day: str) -> ListData:
    """Return the list as data, spelt as something was found; ``day`` is what the API calls the day of a year."""
    words = str(search.query) if search.instead_of else typed
    parameters = [*([("q", words)] if words else []), *_parameters(search.chosen, day)]
    json, csv = (
        f"{reverse(view_name)}?{urlencode([*parameters, *extra])}".removesuffix("?")
        for extra in ([], [("format", "csv")])
    )
    return ListData(json, csv, is_narrower=day == SAID and len(OF_A_STATEMENT & search.chosen.keys()) > 1)


def _parameters(chosen: Mapping[str, str], day: str) -> Iterable[tuple[str, str]]:
    for name, value in chosen.items():
        if name == "year":
            yield from ((f"{day}_from", f"{value:0>4}-01-01"), (f"{day}_to", f"{value:0>4}-12-31"))
        else:
            yield NAMES.get(name, name), value
