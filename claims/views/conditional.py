"""Conditional requests: whoever has a page already is told that it is still the same, and gets no second copy."""

import datetime
import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from changes.models import Change

# Templates and settings may have changed with the program.
STARTED_AT = timezone.now()
BY_TAG_ALONE = "is_by_tag_alone"
OF_ANY_SITE = "Access-Control-Allow-Origin"


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Name the state of a page, and answer 304 to whoever names the same one.

    The ETag is made of the content itself, so that nothing can change unnoticed. Last-Modified is the last change of
    anything public; for clients that know only days and hours, this is the safe side.
    """
    if response.status_code != 200 or response.get("Cache-Control") == "no-store":
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed_at = None if BY_TAG_ALONE in vars(response) else int(last_changed_at().timestamp())
    response.headers["ETag"] = etag
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at)
    # Kept by whoever likes, but asked about each time: a correction must not come a minute late.
    response.headers.setdefault("Cache-Control", "no-cache")
    # Whoever keeps a copy must know it of 304 too, which has nothing to pack and so is not told by who packs pages.
    patch_vary_headers(response, ["Accept-Encoding"])
    answer = get_conditional_response(request, etag=etag, last_modified=changed_at, response=response) or response
    if OF_ANY_SITE in response.headers:
        answer.headers[OF_ANY_SITE] = response.headers[OF_ANY_SITE]
    return answer


def by_tag_alone(response: HttpResponse) -> HttpResponse:
    """Return the page, marked as one that may change without a change of anything public: no time says when."""
    vars(response)[BY_TAG_ALONE] = True
    return response


def last_changed_at() -> datetime.datetime:
    """Return when something public last changed, or the program was started; one look into an index."""
    newest = Change.objects.order_by("-seq").values_list("at", flat=True).first()
    return max(newest, STARTED_AT) if newest else STARTED_AT
