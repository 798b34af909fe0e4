"""The picture of a claim for links that are shared."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.enums import Normalised
from claims.models import Claim, Verdict
from claims.presentation.share_card import ShareCard
from claims.views.page import public_page
from claims.views.public_claim import find_claim

DAY = 86_400  # seconds


@public_page
def share_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the picture of a claim and its verdict; of a claim that was merged, that of the one it is part of."""
    claim = find_claim(pk)
    card = card_of(claim)
    # Networks keep pictures for long anyway; a day is what we ask of caches.
    return HttpResponse(card.png(), content_type="image/png", headers={"Cache-Control": f"public, max-age={DAY}"})


def card_of(claim: Claim) -> ShareCard:
    """Return what the picture says: the verdict that stands, if one does, and the wording of the claim."""
    verdict = Verdict.objects.public().published().filter(claim=claim).select_related("rating__scale").first()
    rating = verdict.rating if verdict else None
    day = verdict.published_at if verdict else None
    return ShareCard(
        statement=claim.statement,
        verdict=str(capfirst(rating.shown_label)) if rating else "",
        scale=_("on the %(name)s scale") % {"name": rating.scale.shown_name} if rating else "",
        normalised=rating.normalised if rating else Normalised.OTHER,
        note=_("Worked example") if settings.IS_WORKED_EXAMPLE else date_format(day) if day else "",
        site=settings.SITE_NAME,
    )
