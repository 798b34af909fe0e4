"""Conditional requests, and answers that pages of other sites may read."""

import hashlib
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from rest_framework.response import Response

# What a page of another site may send and read; nothing here depends on who is signed in.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Disposition, ETag, Link, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
    ),
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
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
    # Kept by whoever likes, but asked about each time: a correction must not come a minute late.
    response.headers["Cache-Control"] = "no-cache"
    return unless_known(request, etag_of(response.content), response)


def unless_known(request: HttpRequest, etag: str, response: Any) -> HttpResponseBase:  # noqa: ANN401  # Django types answers apart from what they are
    """Return the response (any of Django's) under its ETag, or 304 where the client names the same one."""
    response.headers["ETag"] = etag
    answer: HttpResponseBase = get_conditional_response(request, etag=etag, response=response) or response
    if answer is not response:
        for name, value in response.headers.items():
            if name.startswith(KEPT):
                answer.headers[name] = value
        if response.streaming:  # else there is nothing to end, and closing would say that the request is over
            response.close()
    return answer
