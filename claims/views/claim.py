"""Claims: the list, one claim, and the versions of its verdict."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.interchange.claim_review import as_script, claim_review_of
from claims.languages import guess_language
from claims.matching import find_matches
from claims.models import Claim, Claimant
from claims.presentation.claim_card import with_card
from claims.presentation.claim_page import claim_page
from claims.presentation.verdict_page import verdict_page
from claims.search.claimants import claimants_named
from claims.search.documents import CLAIMS
from claims.search.snippets import with_snippets
from claims.views.errors import Gone
from claims.views.facets import OF_CLAIMS
from claims.views.listing import NEWEST_ROWS
from claims.views.page import Head, public_page, render_page
from claims.views.search import Found, found_of, listed_best, listed_newest
from sources.enums import Publication

CLAIMANTS = 5  # shown above the hits
PARTIAL = 5  # claims with some of the words, shown where none has all
SHORTEST_NAME = 3  # letters


@public_page
def claim_list(request: HttpRequest) -> HttpResponse:
    """Show all public claims, the newest first, or the best of those that the search box and the facets choose."""
    found = found_of(request, CLAIMS, OF_CLAIMS)
    claims = with_card(Claim.objects.public())
    page = (
        listed_best(request, claims, found) if found.is_ranked else listed_newest(request, claims, found, NEWEST_ROWS)
    )
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
        claimants=_named(found.words) if page.is_first else [],
        partial=[] if page.rows or not page.is_first else _partial(found),
    )


@public_page
def claim(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show one claim at its own address; the slug is decoration, other slugs lead to the right one."""
    found = _find(pk)
    if (request.path != found.get_absolute_url() and slug != found.slug) or found.pk != pk:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = claim_page(found)
    summary = page.verdict.row.summary if page.verdict and not page.verdict.is_retracted else found.statement
    head = Head(found.short_statement, summary, found.get_absolute_url())
    return render_page(request, "claim.html", head, page=page, markup=_markup(found))


@public_page
def verdict_version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Show one version of the verdict, also one that was superseded or retracted."""
    found = _find(pk)
    if found.pk != pk:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = verdict_page(found, version)
    if page is None:
        raise Http404
    row = page.verdict.row
    title = _("%(title)s (version %(version)s)") % {"title": row.title, "version": row.version}
    return render_page(request, "verdict.html", Head(title, row.summary, row.get_absolute_url()), page=page)


def _markup(claim: Claim) -> str:
    """Return what search engines read of the page; only under the one address that it names."""
    markup = claim_review_of(claim) if get_language() == settings.LANGUAGE_CODE else None
    return as_script(markup) if markup else ""


def _find(pk: int) -> Claim:
    """Return the public claim with this id, or the one it was merged into."""
    found = Claim.objects.select_related("merged_into").filter(pk=pk).first()
    if found and found.merged_into:
        found = found.merged_into
    if found and found.status == Publication.WITHDRAWN:
        raise Gone
    if found is None or found.status != Publication.PUBLIC:
        raise Http404
    return found


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
