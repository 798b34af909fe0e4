"""The names of a facet's values, as readers know them."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from claims.enums import ClaimKind, Normalised
from claims.models import Claimant, Rating, Topic
from sources.enums import ArticleKind
from sources.models import Outlet

Labels = Mapping[str, str]


def language_name(tag: str) -> str:
    """Return the language's name in the interface's language, or its tag where Django has no name for it."""
    try:
        return capfirst(str(get_language_info(tag)["name_translated"]))
    except KeyError:
        return tag


def _ids(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values]


def _of_rows(rows: QuerySet[Topic] | QuerySet[Claimant] | QuerySet[Outlet], values: Iterable[str]) -> Labels:
    return {str(pk): name for pk, name in rows.filter(pk__in=_ids(values)).values_list("pk", "name")}


def _ratings(values: Iterable[str]) -> Labels:
    ratings = Rating.objects.select_related("scale").filter(pk__in=_ids(values))
    return {str(rating.pk): str(rating) for rating in ratings}


LABELS: Mapping[str, Callable[[Iterable[str]], Labels]] = {
    "verdict": lambda _values: {value: str(label) for value, label in Normalised.choices},
    "kind": lambda _values: {value: str(label) for value, label in (*ClaimKind.choices, *ArticleKind.choices)},
    "rating": _ratings,
    "topic": lambda values: _of_rows(Topic.objects.all(), values),
    "claimant": lambda values: _of_rows(Claimant.objects.all(), values),
    "outlet": lambda values: _of_rows(Outlet.objects.all(), values),
    "language": lambda values: {value: language_name(value) for value in values},
    "year": lambda values: {value: value for value in values},
}
# An address may hold the id of anything: of what was only typed there, nothing is named that is not public.
GUARDED: Mapping[str, Callable[[Iterable[str]], Labels]] = {
    "topic": lambda values: _of_rows(Topic.objects.public(), values),
    "claimant": lambda values: _of_rows(Claimant.objects.public(), values),
    "outlet": lambda values: _of_rows(Outlet.objects.public(), values),
}


def facet_labels(name: str, counted: Collection[str], typed: Collection[str] = ()) -> Labels:
    """Return the labels of the values of the facet ``name`` that may be named.

    ``counted`` are those that public documents were seen to have, which is faster to name; ``typed`` are others.
    """
    labels = dict(LABELS[name](counted)) if counted else {}
    return {**GUARDED.get(name, LABELS[name])(typed), **labels} if typed else labels
