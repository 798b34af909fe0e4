"""The home page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.presentation.claim_card import latest_verdicts
from claims.views.page import Head, public_page, render_page

LATEST = 10


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what this is, a search box, and the latest verdicts."""
    head = Head(
        title=settings.SITE_NAME,
        description=_("Claims from the news, who made them, what supports or contradicts them, and verdicts."),
        path=request.path,
    )
    return render_page(request, "home.html", head, claims=latest_verdicts()[:LATEST])
