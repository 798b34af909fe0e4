"""Claims: the list, one claim, and the versions of its verdict."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from claims.enums import ClaimKind, Normalised
from claims.models import Claim, Verdict
from claims.models.claim import ClaimQuerySet
from claims.presentation.claim_card import with_card
from claims.presentation.claim_page import claim_page
from claims.presentation.verdict_page import verdict_page
from claims.views.errors import Gone
from claims.views.listing import NEWEST_ROWS, facet_of, listed, search_words
from claims.views.page import Head, public_page, render_page
from sources.enums import Publication


@public_page
def claim_list(request: HttpRequest) -> HttpResponse:
    """Show all public claims, the newest first, or those that the search box and the facets choose."""
    words = search_words(request)
    verdict = facet_of(request, "verdict", _("Verdict"), Normalised.choices)
    kind = facet_of(request, "kind", _("Kind"), ClaimKind.choices)
    claims = _choose(Claim.objects.public(), words=words, kind=kind.chosen, verdict=verdict.chosen)
    head = Head(
        _("Claims"), _("Claims that were made in the news, and what became of them when checked."), request.path
    )
    return render_page(
        request,
        "claim_list.html",
        head,
        page=listed(request, with_card(claims), NEWEST_ROWS),
        words=words,
        facets=[verdict, kind],
        kept=[(facet.name, facet.chosen) for facet in (verdict, kind) if facet.chosen],
        is_narrowed=bool(words or kind.chosen or verdict.chosen),
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
    return render_page(request, "claim.html", head, page=page)


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


def _choose(claims: ClaimQuerySet, *, words: str, kind: str, verdict: str) -> ClaimQuerySet:
    if words:
        claims = claims.filter(Q(statement__icontains=words) | Q(short_statement__icontains=words))
    if kind:
        claims = claims.filter(kind=kind)
    if verdict:
        # One condition on one row: a claim whose earlier verdict had the class must not pass by its present one.
        claims = claims.filter(verdicts__in=Verdict.objects.published().filter(rating__normalised=verdict))
    return claims
