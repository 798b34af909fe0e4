"""The markup of a claim's page as a file, and the markup of all pages as a feed."""

from collections.abc import Iterator
from itertools import chain

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.enums import PUBLIC_STATES
from claims.interchange.claim_review import claim_review_of
from claims.interchange.claim_review_feed import feed_chunks, feed_state
from claims.models import Claim, Verdict
from rest.conditional import etag_of, unless_known
from rest.errors import Gone, Moved
from rest.viewsets import PublicApiView


class JsonLdRenderer(JSONRenderer):
    """JSON that schema.org reads."""

    media_type = "application/ld+json"
    format = "jsonld"


class ClaimReviewView(PublicApiView):
    """The ClaimReview of one claim, while a verdict stands."""

    renderer_classes = (JsonLdRenderer, JSONRenderer)

    @extend_schema(exclude=True)
    def get(self, request: Request, pk: int) -> Response:
        """Answer the markup, or why there is none."""
        claim = Claim.objects.public().filter(pk=pk).first()
        markup = claim_review_of(claim) if claim else None
        if markup is None:
            raise self._missing(request, pk)
        return Response(markup)

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
        media_type = request.accepted_renderer.media_type
        content_type = f"{media_type}; charset=utf-8"

        def feed() -> StreamingHttpResponse:
            # What cannot be read at all fails here, while the status can still say so.
            chunks: Iterator[str] = started(feed_chunks()) if request.method != "HEAD" else iter(())
            return StreamingHttpResponse(chunks, content_type=content_type)

        return unless_known(request._request, etag_of(feed_state(), media_type), feed)

    head = get


def started(chunks: Iterator[str]) -> Iterator[str]:
    """Return the same chunks, the first of which has been made already."""
    return chain([next(chunks, "")], chunks)
