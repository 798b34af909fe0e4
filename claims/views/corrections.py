"""The log of corrections."""

import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from claims.corrections import RETRACTION, VERSION, Place, corrections
from claims.views.errors import BadAddress
from claims.views.page import Head, public_page, render_page

PAGE_SIZE = 25
BEFORE = "before"


class Pages(NamedTuple):
    """The query strings of the pages beside this one, empty where there is none."""

    previous: str
    next: str


@public_page
def correction_list(request: HttpRequest) -> HttpResponse:
    """Show what was corrected or retracted, the newest first."""
    place = _place(request.GET.get(BEFORE, ""))
    found = corrections(limit=PAGE_SIZE + 1, before=place)
    shown = found[:PAGE_SIZE]
    head = Head(
        _("Corrections"),
        _("Every verdict that was changed or taken back: what was wrong, since when, and what changed."),
        request.path,
        is_indexed=place is None,
    )
    return render_page(
        request,
        "corrections.html",
        head,
        corrections=shown,
        is_first=place is None,
        page=Pages("", f"?{urlencode({BEFORE: _written(shown[-1].place)})}" if len(found) > PAGE_SIZE else ""),
    )


def _written(place: Place) -> str:
    return f"{place.at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{place.kind}~{place.pk}"


def _place(text: str) -> Place | None:
    if not text:
        return None
    at, _tilde, rest = text.partition("~")
    kind, _tilde, pk = rest.partition("~")
    try:
        moment = parse_datetime(at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or kind not in (str(VERSION), str(RETRACTION)) or not _is_id(pk):
        raise BadAddress(_("This address names no place in the list. Begin at its first page."))
    return Place(moment, int(kind), int(pk))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(2**63 - 1)) - 1
