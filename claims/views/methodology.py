"""How we work, and the scales."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.presentation.scale import shown_scales
from claims.views.page import Head, public_page, render_page


@public_page
def methodology(request: HttpRequest) -> HttpResponse:
    """Explain claims, evidence and verdicts, and define every step of every scale."""
    head = Head(
        _("How we work"),
        _("How claims are chosen, quoted and checked, who decides, and what each rating means."),
        request.path,
    )
    return render_page(request, "methodology.html", head, scales=shown_scales())


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """Say who runs this, how to report an error, and how others may use it."""
    head = Head(
        _("Who runs this"),
        _("Who answers for the verdicts, how to report an error, and how the data may be used."),
        request.path,
    )
    policies = settings.POLICY_URLS
    return render_page(
        request,
        "about.html",
        head,
        publisher=settings.PUBLISHER,
        told=settings.PUBLISHER_ABOUT,
        ownership_url=policies["ownershipFundingInfo"],
        ethics_url=policies["ethicsPolicy"],
        feedback_url=policies["actionableFeedbackPolicy"],
        license_title=settings.DATA_LICENSE_TITLE or settings.DATA_LICENSE,
        license_url=settings.DATA_LICENSE_URL,
    )
