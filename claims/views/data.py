"""/data/: the data releases, and the other ways to take the data."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.interchange.claim_review import as_script
from claims.interchange.releases.exports import ReleaseError
from claims.interchange.releases.place import exports
from claims.presentation.release import dataset, earlier_dataset, shown_release
from claims.views.conditional import by_tag_alone
from claims.views.page import Head, public_page, render_page

logger = logging.getLogger(__name__)
EARLIER = 50  # releases that the page names beside the newest


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """Show the newest release in full, the earlier ones by name, and where the live data are."""
    try:
        found = exports()
        names = found.names()
        shown = [shown_release(found, name) for name in names[: EARLIER + 1]]
        is_in_reach = True
    except ReleaseError as error:
        logger.exception("The releases cannot be read: %s", error)
        names, shown, is_in_reach = [], [], False
    head = Head(
        _("Data"),
        _("Claims, who made them, evidence and verdicts as files and through an API, with the terms and how to cite."),
        request.path,
    )
    site = settings.SITE_URL.rstrip("/")
    newest = shown[0] if shown else None
    markups = [
        as_script((earlier_dataset if number else dataset)(release, site=site, publisher=settings.SITE_NAME))
        for number, release in enumerate(shown)
    ]
    is_more = len(names) > EARLIER + 1
    response = render_page(
        request, "data.html", head, newest=newest, earlier=shown[1:], markups=markups, is_more=is_more,
        is_in_reach=is_in_reach,
    )  # fmt: skip
    # A release comes and goes without a change of a public row.
    return by_tag_alone(response)
