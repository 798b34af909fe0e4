"""Facets as links: each narrows the list it stands on, and the address holds every choice."""

import re
from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.enums import ClaimKind, Normalised
from claims.presentation.facet_labels import facet_labels
from claims.search.facets import Count, Counts
from claims.views.errors import BadAddress
from claims.views.listing import Choice, Facet, narrowed
from sources.enums import ArticleKind

NAMES: Mapping[str, str | Promise] = {
    "verdict": gettext_lazy("Verdict"),
    "rating": gettext_lazy("Rating"),
    "kind": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
    "claimant": gettext_lazy("Claimant"),
    "outlet": gettext_lazy("Outlet"),
    "language": gettext_lazy("Language"),
    "year": gettext_lazy("Year"),
}
OF_CLAIMS = tuple(NAMES)
OF_ARTICLES = ("kind", "outlet", "language", "year")

WORDS = {"verdict": frozenset(Normalised.values), "kind": frozenset({*ClaimKind.values, *ArticleKind.values})}
NUMBER = re.compile(r"[1-9][0-9]{0,17}")
SHAPES = {"language": re.compile(r"[a-z]{2,3}"), "year": re.compile(r"[0-9]{1,4}")}


def chosen_facets(request: HttpRequest, names: Sequence[str]) -> dict[str, str]:
    """Return the value that the address chooses of each facet, if any; `BadAddress` if there can be no such value."""
    chosen = {name: request.GET[name] for name in names if request.GET.get(name)}
    for name, value in chosen.items():
        if not _can_be(name, value):
            raise BadAddress(
                _("“%(value)s” is none of the choices for “%(name)s”. Begin again at the list and choose there.")
                % {"value": value[:40], "name": name}
            )
    return chosen


def facet_links(request: HttpRequest, counts: Mapping[str, Counts], chosen: Mapping[str, str]) -> list[Facet]:
    """Return the facets that have something to choose, with the number of hits of each value."""
    facets = []
    for name, counted in counts.items():
        value = chosen.get(name, "")
        values = list(counted.values)
        if value and value not in {count.value for count in values}:
            values.append(Count(value, 0))
        if values:
            facets.append(Facet(name, str(NAMES[name]), value, _choices(request, name, value, values, counted)))
    return facets


def _choices(request: HttpRequest, name: str, chosen: str, values: Sequence[Count], counted: Counts) -> list[Choice]:
    labels = facet_labels(
        name,
        [count.value for count in values if count.documents],
        [count.value for count in values if not count.documents],
    )
    links = [
        Choice(
            label=labels.get(count.value, f"“{count.value}”"),
            address=narrowed(request, name, count.value),
            is_chosen=count.value == chosen,
            count=f"{count.documents}+" if counted.is_sample else str(count.documents),
        )
        for count in values
    ]
    return [Choice(_("all"), narrowed(request, name, ""), is_chosen=not chosen), *links]


def _can_be(name: str, value: str) -> bool:
    return value in WORDS[name] if name in WORDS else bool(SHAPES.get(name, NUMBER).fullmatch(value))
