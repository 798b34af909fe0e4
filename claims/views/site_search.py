"""One box over claims, claimants and articles: the best few of each, and where to see them all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Claim, Claimant
from claims.presentation.article_page import with_derivations
from claims.presentation.claim_card import with_card
from claims.search.box import Search, search
from claims.search.claimants import claimants_named
from claims.search.documents import ARTICLES, CLAIMS, Documents
from claims.search.query import Query, parse
from claims.search.snippets import with_snippets
from claims.views.listing import search_words
from claims.views.page import Head, public_page, render_page
from sources.models import Article

SHOWN = 5  # of each kind
NAMES = 10
SHORTEST_NAME = 3  # letters; shorter words stand in half of all names


@public_page
def site_search(request: HttpRequest) -> HttpResponse:
    """Show the best claims, the claimants of that name and the best articles; every word must stand in each."""
    words = search_words(request)
    head = Head(
        _("Search"),
        _("Search claims, the people and organisations who made them, and the articles that they are quoted from."),
        request.path,
        is_indexed=not words,
    )
    return render_page(request, "site_search.html", head, words=words, **(_found(words) if words else {}))


def _found(words: str) -> dict[str, Any]:
    query = parse(words)
    claims, articles = _searched(query, CLAIMS), _searched(query, ARTICLES)
    best = claims.best()[:SHOWN]
    shown = _in_order(best, with_card(Claim.objects.public()).in_bulk(best))
    with_snippets(shown, claims.wording.any)
    cited = articles.best()[:SHOWN]
    return {
        "claims": claims,
        "best_claims": shown,
        "claimants": _named(words),
        "articles": articles,
        "best_articles": _in_order(cited, with_derivations(Article.objects.public()).in_bulk(cited)),
    }


def _searched(query: Query, documents: Documents) -> Search:
    return search(query, documents, chosen={}, interface=get_language() or "")


def _in_order(ids: list[int], rows: dict[int, Any]) -> list[Any]:
    """Return the rows in the order of ``ids``; one may have been withdrawn a moment ago."""
    return [rows[pk] for pk in ids if pk in rows]


def _named(words: str) -> list[Claimant]:
    if min(map(len, words.split()), default=0) < SHORTEST_NAME:
        return []
    return list(claimants_named(words, Claimant.objects.public())[:NAMES])
