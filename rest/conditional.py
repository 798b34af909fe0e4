"""Conditional requests, and answers that pages of other sites may read."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from rest_framework.response import Response

# What a page of another site may send and read; nothing here depends on who is signed in.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Allow, Content-Disposition, Content-Location, ETag, Link, Location, RateLimit-Limit, RateLimit-Remaining, "
        "RateLimit-Reset, Retry-After, WWW-Authenticate"
    ),
}
PREFLIGHT = {
    # Whatever a client library adds (Prefer, X-Goog-Api-Key ...): nothing here is done in anybody's name. The star
    # does not stand for Authorization.
    "Access-Control-Allow-Headers": "*, Authorization",
    "Access-Control-Max-Age": "86400",
}
KEPT = ("Access-Control-", "RateLimit-", "Link")  # what 304 says beside what Django keeps


def etag_of(*parts: object) -> str:
    """Return the ETag of whatever is told by the parts."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def with_etag(request: HttpRequest, response: Response) -> HttpResponseBase:
    """Return the rendered answer with an ETag made of its content, or 304 where the client has just that."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or "ETag" in response:
        return response
    if "no-store" in response.headers.get("Cache-Control", ""):
        return response
    etag = etag_of(response.content, response.headers.get("Content-Type"))
    told = get_conditional_response(request, etag=etag, response=response)
    answer: HttpResponseBase = _to_be_asked_about(told or response, etag)
    if answer is not response:
        for name, value in response.headers.items():
            if name.startswith(KEPT):
                answer.headers[name] = value
    return answer


def unless_known(request: HttpRequest, etag: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return what ``make`` makes, under its ETag; where the client names the same one, 304, and nothing is made."""
    return _to_be_asked_about(get_conditional_response(request, etag=etag) or make(), etag)


def _to_be_asked_about(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    # Kept by whoever likes, but asked about each time: a correction must not come a minute late.
    response.headers["Cache-Control"] = "no-cache"
    return response
