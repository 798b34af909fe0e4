"""The markup of a claim's page as a file, and the markup of all pages as a feed."""

import hashlib
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.enums import PUBLIC_STATES
from claims.interchange.claim_review import claim_review_of
from claims.interchange.claim_review_feed import feed_chunks, feed_state
from claims.models import Claim, Verdict
from rest.errors import Gone, Moved
from rest.viewsets import PublicApiView


class JsonLdRenderer(JSONRenderer):
    """JSON that schema.org reads."""

    media_type = "application/ld+json"


class ClaimReviewView(PublicApiView):
    """The ClaimReview of one claim, while a verdict stands."""

    renderer_classes = (JsonLdRenderer, JSONRenderer)

    @extend_schema(exclude=True)
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """Answer the markup, or why there is none."""
        claim = Claim.objects.public().filter(pk=pk).first()
        markup = claim_review_of(claim) if claim else None
        if markup is None:
            raise self._missing(request, pk)
        content = json.dumps(markup, ensure_ascii=False, sort_keys=True).encode()
        return unless_known(request, hashlib.sha256(content).hexdigest()[:32], Response(markup))

    def _missing(self, request: Request, pk: int) -> APIException:
        target = Claim.objects.public().filter(merged__pk=pk).first()
        if target:
            return Moved(request.build_absolute_uri(reverse("claim-review", args=[target.pk])))
        was_published = Verdict.objects.filter(claim=pk, state__in=PUBLIC_STATES).exists()
        return Gone() if was_published else NotFound("There is no published verdict on a claim of this number.")


class ClaimReviewFeedView(PublicApiView):
    """All ClaimReviews, and which were taken back."""

    renderer_classes = (JsonLdRenderer, JSONRenderer)

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        """Stream the feed, or answer that nothing has changed."""
        state = feed_state()
        # What cannot be read at all fails here, while the status can still say so.
        chunks: Iterator[str] = started(feed_chunks()) if request.method != "HEAD" else iter(())
        media_type = request.accepted_renderer.media_type
        response = StreamingHttpResponse(chunks, content_type=f"{media_type}; charset=utf-8")
        return unless_known(request, state, response)

    head = get


def started(chunks: Iterator[str]) -> Iterator[str]:
    """Return the same chunks, the first of which has been made already."""
    return chain([next(chunks, "")], chunks)


def unless_known(request: Request, state: str, response: Any) -> HttpResponseBase:  # noqa: ANN401  # Django's or REST framework's
    """Return the response with its ETag, readable from any site; 304 where the client has this state already."""
    response["ETag"] = quote_etag(state)
    response["Access-Control-Allow-Origin"] = "*"
    known = get_conditional_response(request._request, etag=response["ETag"], response=response)  # as Django's own
    return response if known is None else known
