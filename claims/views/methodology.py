"""How we work, and the scales."""

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
