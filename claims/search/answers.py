"""The rows that answer a query, as a condition on any list: for filters that add their own."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Lookup, Q

from claims.models import ArticleDocument, SearchDocument
from claims.search.documents import ARTICLES, CLAIMS
from claims.search.query import Query
from claims.search.wording import understood


@SearchVectorField.register_lookup
class Answers(Lookup[Any]):
    """``vector__answers``: the document satisfies a tsquery."""

    lookup_name = "answers"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # noqa: ANN401  # as Django calls it
        """Return the match, which the index serves."""
        document, values = self.process_lhs(compiler, connection)
        return f"{document} @@ %s::tsquery", [*values, self.rhs]


def claims_that_answer(query: Query, *, interface: str, field: str = "pk") -> Q:
    """Return the condition that ``field`` is such a claim, public or not; none satisfies a query that says nothing."""
    wording = understood(query, CLAIMS, interface=interface) if query.terms else None
    if wording is None or not wording.condition:
        return Q(pk__in=[])
    return Q(**{f"{field}__in": SearchDocument.objects.filter(vector__answers=wording.condition).values("claim")})


def articles_that_answer(query: Query, *, interface: str) -> Q:
    """Return the condition on articles, public or not."""
    wording = understood(query, ARTICLES, interface=interface) if query.terms else None
    if wording is None or not wording.condition:
        return Q(pk__in=[])
    return Q(pk__in=ArticleDocument.objects.filter(vector__answers=wording.condition).values("article"))
