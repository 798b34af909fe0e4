"""A claim inside other people's pages: a card for an iframe, and the oEmbed endpoint that hands the iframe out."""

import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from claims.models import Claim
from claims.presentation.claim_card import with_card
from claims.views.errors import BadAddress, Gone
from claims.views.page import Head, public_page, render_page, without_language
from claims.views.public_claim import find_claim
from rest.permalinks import permalink

WIDTH, HEIGHT = 600, 320  # of the card, which grows no wider
LEAST_WIDTH, LEAST_HEIGHT = 240, 200
CLAIM_PAGES = frozenset({"claim", "claim-permalink"})


# Outermost, so that an answer 304, which replaces what a browser keeps of the headers, says so too.
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # it knows only views without arguments
@xframe_options_exempt
@public_page
def embed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card of a claim; any page may hold it in a frame, as it has nothing to press but links."""
    found = find_claim(pk)
    if found.pk != pk:
        return HttpResponsePermanentRedirect(reverse("claim-embed", args=[found.pk]))
    claim = with_card(Claim.objects.public()).get(pk=pk)
    head = Head(found.short_statement, found.statement, found.get_absolute_url(), is_indexed=False)
    return render_page(request, "embed.html", head, claim=claim, permalink=permalink("claim-permalink", pk))


@public_page
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer oEmbed 1.0 (https://oembed.com) for the address of a claim's page, as JSON only."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": _("Only format=json is served.")}, status=501)
    try:
        claim = _claim_at(request.GET.get("url", ""))
    except (Http404, Gone, Resolver404):
        return JsonResponse({"error": _("url must be the address of a public claim on this site.")}, status=404)
    width = min(_size(request, "maxwidth", WIDTH), WIDTH)
    height = min(_size(request, "maxheight", HEIGHT), HEIGHT)
    response = JsonResponse(_answer(claim, max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)))
    # Editors of other sites ask from inside the browser.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(claim: Claim, width: int, height: int) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": claim.short_statement,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL.rstrip("/") + "/",
        "thumbnail_url": permalink("claim-share-card", claim.pk),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "width": width,
        "height": height,
        "html": iframe(claim, width, height),
    }


def iframe(claim: Claim, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Return the HTML by which another page shows the card."""
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>',
        permalink("claim-embed", claim.pk),
        width,
        height,
        claim.short_statement,
    )


def oembed_address(claim: Claim) -> str:
    """Return where a page finds out how to show the claim."""
    return f"{permalink('oembed')}?{urlencode({'url': permalink('claim-permalink', claim.pk)})}"


def _claim_at(url: str) -> Claim:
    asked, ours = urlsplit(url), urlsplit(settings.SITE_URL)
    if (asked.scheme, asked.netloc) != (ours.scheme, ours.netloc):
        raise Http404
    # Of every language of the interface.
    page = resolve(without_language(asked.path))
    if page.url_name not in CLAIM_PAGES:
        raise Http404
    return find_claim(page.kwargs["pk"])


def _size(request: HttpRequest, name: str, default: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return default
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise BadAddress(_("“%(name)s” must be a number of pixels.") % {"name": name})
    return int(text)
