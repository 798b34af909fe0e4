"""A claim's citation as a file for reference managers."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from claims.interchange.citation import Citation, citation_of
from claims.models import Claim, Verdict
from claims.views.page import public_page
from claims.views.public_claim import find_claim
from rest.permalinks import permalink

BIBTEX, CSL = "application/x-bibtex; charset=utf-8", "application/vnd.citationstyles.csl+json"


def citation_for(claim: Claim) -> Citation:
    """Return how to cite the claim with the verdict that stands."""
    verdict = Verdict.objects.public().published().filter(claim=claim).first()
    return citation_of(claim, verdict, publisher=settings.SITE_NAME, address=permalink("claim-permalink", claim.pk))


@public_page
def bibtex(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the entry for BibTeX."""
    return _file(citation_for(_unmerged(pk)).bibtex(), BIBTEX, f"claim-{pk}.bib")


@public_page
def csl(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the item as CSL-JSON: a list of one, as reference managers import it."""
    items = [citation_for(_unmerged(pk)).csl()]
    return _file(json.dumps(items, ensure_ascii=False, indent=1), CSL, f"claim-{pk}.json")


def _unmerged(pk: int) -> Claim:
    found = find_claim(pk)
    if found.pk != pk:
        raise Http404
    return found


def _file(content: str, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
