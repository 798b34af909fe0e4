"""Searching the lists of claims and articles: ``q``, and the order by relevance."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims.search.box import search
from claims.search.documents import Documents
from claims.search.order import BY_RELEVANCE, with_relevance
from claims.search.query import LONGEST, parse
from rest.filters import A_TEXT, ParameterFilter
from rest.viewsets import LANGUAGE

Row = TypeVar("Row", bound=Model)

QUERY = "Words that all occur, in any of their forms; “phrases” in double quotes, `-not`, `this OR that`, `prefix*`."
RELEVANCE = {"relevance": BY_RELEVANCE}


class SearchFilter(ParameterFilter):
    """What a reader would type into the search box."""

    def __init__(self, answers: Callable[..., Q], **kwargs: Any) -> None:
        """Take the condition that ``answers`` makes of a query."""
        self.answers = answers
        super().__init__("pk", max_length=LONGEST, strip=False, **kwargs)

    def schema_of(self) -> dict[str, Any]:
        """Return what the search box takes."""
        return {**A_TEXT, "maxLength": LONGEST}

    def condition(self, value: object) -> Q:
        """Return the condition: the row answers the query."""
        return self.answers(parse(str(value)), interface=LANGUAGE)


def by_relevance(queryset: QuerySet[Row], request: Request, documents: Documents) -> QuerySet[Row]:
    """Return the rows among the best hits of ``q``, with their place, if the list is read in that order."""
    if request.query_params.get("ordering") not in RELEVANCE:
        return queryset
    query = parse(request.query_params.get("q", ""))
    if not query.wanted:
        raise ValidationError({"ordering": ["Only a search has an order by relevance: give q, with a word to find."]})
    best = search(query, documents, chosen={}, interface=LANGUAGE, is_exact=True).best()
    return with_relevance(queryset.filter(pk__in=best), best)
