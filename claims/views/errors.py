"""Pages for what cannot be shown: each says what happened and where to go on, and nothing of the inside."""

import math
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.views.context import site


class Gone(Exception):  # noqa: N818  # a state of the page, not a fault of the program
    """The page was public and has been withdrawn."""


class BadAddress(BadRequest):  # likewise
    """The address asks for something that there cannot be; the message says what to do."""


class BeforeHistory(Http404):  # likewise
    """The page is asked for on a day of which nothing is known; the message says since when something is."""


class Fault(NamedTuple):
    """What an error page says."""

    title: str | Promise
    message: str | Promise


BAD_REQUEST = Fault(
    _("This address cannot be read"),
    _("Part of the address is damaged. Begin again at one of the lists."),
)
FORBIDDEN = Fault(
    _("This is not open to you"),
    _("Your form may have expired, or your account may not do this. Go back, reload the page and try again."),
)
NOT_FOUND = Fault(
    _("There is no such page"),
    _("The address may be mistyped, or what it named has never been public. Try the lists or the search."),
)
NOT_ALLOWED = Fault(
    _("This page can only be read"),
    _("It answers GET and HEAD; nothing can be sent to it."),
)
GONE = Fault(
    _("This has been withdrawn"),
    _("It was public once, and the editors have taken it back. It is not shown at any date."),
)
TOO_MANY = Fault(
    _("That was a lot at once"),
    _("Too many texts came from your address within a minute. Wait a little and send this one again."),
)
FAILED = Fault(
    _("Something went wrong here"),
    _("The fault is ours and has been recorded. Try again in a moment."),
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400; in the words of the page, where it was one of ours that refused."""
    fault = BAD_REQUEST._replace(message=str(exception)) if isinstance(exception, BadAddress) else BAD_REQUEST
    return _error_page(400, fault)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer 403, also for forms whose token is missing."""
    return _error_page(403, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: unknown, or not public yet; or not on the day that was asked for."""
    fault = NOT_FOUND._replace(message=str(exception)) if isinstance(exception, BeforeHistory) else NOT_FOUND
    return _error_page(404, fault)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer 405 and say which methods there are."""
    response = _error_page(405, NOT_ALLOWED)
    response.headers["Allow"] = "GET, HEAD"
    return response


def gone(request: HttpRequest) -> HttpResponse:
    """Answer 410: withdrawn for every date."""
    return _error_page(410, GONE)


def too_many(seconds: float) -> HttpResponse:
    """Answer 429 and say after how many seconds the next request is welcome."""
    response = _error_page(429, TOO_MANY)
    response.headers["Retry-After"] = str(max(1, math.ceil(seconds)))
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 without a word about the cause."""
    return _error_page(500, FAILED)


def _error_page(status: int, fault: Fault) -> HttpResponse:
    # Without the request: an error page asks neither session nor database, which may be what failed.
    content = render_to_string("errors/error.html", {**site(), "status": status, "fault": fault})
    return HttpResponse(content, status=status, headers={"Content-Language": get_language() or settings.LANGUAGE_CODE})
