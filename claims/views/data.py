"""/data/: the data releases, and the other ways to take the data."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.interchange.claim_review import as_script
from claims.presentation.release import dataset, shown_release
from claims.views.exports import exports
from claims.views.page import Head, public_page, render_page

EARLIER = 50  # releases that the page names beside the newest


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """Show the newest release in full, the earlier ones by name, and where the live data are."""
    found = exports()
    names = found.names()
    newest = shown_release(found, names[0]) if names else None
    earlier = [shown_release(found, name) for name in names[1 : EARLIER + 1]]
    head = Head(
        _("Data"),
        _("Claims, who made them, evidence and verdicts as files and through an API, with the terms and how to cite."),
        request.path,
    )
    site = settings.SITE_URL.rstrip("/")
    markup = as_script(dataset(newest, site=site, publisher=settings.SITE_NAME)) if newest else ""
    return render_page(
        request, "data.html", head, newest=newest, earlier=earlier, markup=markup, is_more=len(names) > EARLIER + 1
    )
