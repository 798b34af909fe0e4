"""The same list as data: the API's address for what a page's search and facets choose."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.http import urlencode

# The API's names for the facets that it knows by another.
NAMES: Mapping[str, str] = {"verdict": "normalised"}


def list_data(view_name: str, words: str, chosen: Mapping[str, str], *, day: str) -> dict[str, str]:
    """Return the addresses of the list as ``json`` and as ``csv``; ``day`` is what the API calls the day of a year."""
    parameters = [*([("q", words)] if words else []), *_parameters(chosen, day)]
    return {
        name: f"{reverse(view_name)}?{urlencode([*parameters, *extra])}".removesuffix("?")
        for name, extra in (("json", []), ("csv", [("format", "csv")]))
    }


def _parameters(chosen: Mapping[str, str], day: str) -> Iterable[tuple[str, str]]:
    for name, value in chosen.items():
        if name == "year":
            yield from ((f"{day}_from", f"{value:0>4}-01-01"), (f"{day}_to", f"{value:0>4}-12-31"))
        else:
            yield NAMES.get(name, name), value
