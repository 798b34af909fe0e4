"""The search of the desk's lists and autocompletion: the same language as the readers' box, drafts included."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from claims.search.answers import claims_that_answer
from claims.search.query import Query, parse


def typed(request: HttpRequest, words: str) -> Query:
    """Return the query; while something is being completed, the last word is only begun."""
    return parse(words, is_unfinished=request.path.endswith("/autocomplete/"))


def interface() -> str:
    """Return the language in which the desk is read."""
    return get_language() or settings.LANGUAGE_CODE


class ClaimSearch:
    """A list of claims that is searched by their words."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the claims that answer, and that none comes twice."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(claims_that_answer(typed(request, search_term), interface=interface())), False


class AppearanceSearch:
    """A list of appearances that is searched by the words of their claims, by claimants and by quotes."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the appearances of claims that answer, or of which claimant or quote hold what was typed."""
        words = search_term.strip()
        if not words:
            return queryset, False
        of_claim = claims_that_answer(typed(request, words), interface=interface(), field="claim")
        return queryset.filter(
            of_claim | Q(claimant__name__icontains=words) | Q(passage__exact__icontains=words)
        ), False
