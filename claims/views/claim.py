"""Claims: the list, one claim, and the versions of its verdict."""

import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.asof import as_of
from claims.interchange.claim_review import as_script, claim_review_of
from claims.languages import guess_language
from claims.matching import find_matches
from claims.models import Claim, Claimant
from claims.presentation.claim_card import with_card
from claims.presentation.claim_page import EARLIEST_SAID, appearances_of, claim_page
from claims.presentation.verdict_page import verdict_page
from claims.search.claimants import claimants_named
from claims.search.documents import CLAIMS
from claims.search.snippets import with_snippets
from claims.views.as_of import asked_day
from claims.views.citation import citation_for
from claims.views.embed import iframe, oembed_address
from claims.views.facets import OF_CLAIMS
from claims.views.list_data import SAID, list_data
from claims.views.listing import listed
from claims.views.page import Head, public_page, render_page
from claims.views.public_claim import find_claim
from claims.views.search import Found, found_of, listed_best, listed_by_age

CLAIMANTS = 5  # shown above the hits
PARTIAL = 5  # claims with some of the words, shown where none has all
SHORTEST_NAME = 3  # letters


@public_page
def claim_list(request: HttpRequest) -> HttpResponse:
    """Show all public claims, the newest first, or the best of those that the search box and the facets choose."""
    found = found_of(request, CLAIMS, OF_CLAIMS)
    claims = with_card(Claim.objects.public())
    page = listed_best(request, claims, found) if found.is_ranked else listed_by_age(request, claims, found)
    with_snippets(page.rows, found.search.wording.any)
    head = Head(
        _("Claims"), _("Claims that were made in the news, and what became of them when checked."), request.path
    )
    return render_page(
        request,
        "claim_list.html",
        head,
        page=page,
        found=found,
        words=found.words,
        kept=found.kept,
        facets=found.facets,
        is_narrowed=found.is_narrowed,
        data=list_data("api-claim-list", found.words, found.search, day=SAID),
        claimants=_named(found.words) if page.is_first else [],
        partial=[] if page.rows or not page.is_first else _partial(found),
    )


@public_page
def claim(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show one claim at its own address; the slug is decoration, other slugs lead to the right one."""
    found = find_claim(pk)
    if (request.path != found.get_absolute_url() and slug != found.slug) or found.pk != pk:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    day = asked_day(request)
    with as_of(day):
        # Of a day before it was public nothing is shown.
        found = found if day is None else get_object_or_404(Claim.objects.public(), pk=pk)
        said = listed(request, appearances_of(found), EARLIEST_SAID)
        page = claim_page(found, said.rows)
        summary = page.verdict.row.summary if page.verdict and not page.verdict.is_retracted else found.statement
        head = Head(found.short_statement, summary, found.get_absolute_url(), is_indexed=day is None)
        return render_page(request, "claim.html", head, page=page, said=said, as_of=day, **_of_now(found, day))


@public_page
def verdict_version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Show one version of the verdict, also one that was superseded or retracted."""
    found = find_claim(pk)
    if found.pk != pk:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = verdict_page(found, version)
    if page is None:
        raise Http404
    row = page.verdict.row
    title = _("%(title)s (version %(version)s)") % {"title": row.title, "version": row.version}
    return render_page(request, "verdict.html", Head(title, row.summary, row.get_absolute_url()), page=page)


def _of_now(claim: Claim, day: datetime.date | None) -> dict[str, Any]:
    """Return what only the page of today has: what search engines read, and how to cite and show it elsewhere.

    The markup stands only under the one address that it names.
    """
    if day is not None:
        return {}
    markup = claim_review_of(claim) if get_language() == settings.LANGUAGE_CODE else None
    return {
        "markup": as_script(markup) if markup else "",
        "citation": citation_for(claim),
        "iframe": iframe(claim),
        "oembed": oembed_address(claim),
        "today": timezone.now().date(),
    }


def _partial(found: Found) -> list[Claim]:
    """Return the claims that share most with several words that stand together in none, as cards."""
    wanted = found.search.query.wanted
    if len(wanted) < 2 or found.search.chosen:
        return []
    words = " ".join(term.text for term in wanted)
    language = guess_language(words, default=settings.LANGUAGE_CODE)
    places = {
        match.claim.pk: place
        for place, match in enumerate(find_matches(words, language=language, limit=PARTIAL, encoders=()))
    }
    claims = sorted(with_card(Claim.objects.public()).filter(pk__in=places), key=lambda claim: places[claim.pk])
    with_snippets(claims, found.search.wording.any)
    return claims


def _named(words: str) -> list[Claimant]:
    """Return a few claimants of that name, for readers who look for a person; short words would name half of them."""
    if not words or min(map(len, words.split())) < SHORTEST_NAME:
        return []
    return list(claimants_named(words, Claimant.objects.public())[:CLAIMANTS])
