"""The names of a facet's values, as readers know them."""

from collections.abc import Callable, Iterable, Mapping

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


# Only what is public is named: an address may hold the id of anything.
LABELS: Mapping[str, Callable[[Iterable[str]], Labels]] = {
    "verdict": lambda _values: {value: str(label) for value, label in Normalised.choices},
    "kind": lambda _values: {value: str(label) for value, label in (*ClaimKind.choices, *ArticleKind.choices)},
    "rating": lambda values: {
        str(rating.pk): str(rating) for rating in Rating.objects.select_related("scale").filter(pk__in=_ids(values))
    },
    "topic": lambda values: {
        str(pk): name for pk, name in Topic.objects.public().filter(pk__in=_ids(values)).values_list("pk", "name")
    },
    "claimant": lambda values: {
        str(pk): name for pk, name in Claimant.objects.public().filter(pk__in=_ids(values)).values_list("pk", "name")
    },
    "outlet": lambda values: {
        str(pk): name for pk, name in Outlet.objects.public().filter(pk__in=_ids(values)).values_list("pk", "name")
    },
    "language": lambda values: {value: language_name(value) for value in values},
    "year": lambda values: {value: value for value in values},
}


def facet_labels(name: str, values: Iterable[str]) -> Labels:
    """Return the labels of the values of the facet ``name`` that may be named."""
    wanted = list(values)
    return LABELS[name](wanted) if wanted else {}
