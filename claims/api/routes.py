"""Addresses of the REST API."""

from typing import Any

from django.urls import URLPattern, URLResolver, path, re_path, reverse
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from claims import asof
from claims.api.appearances import AppearanceViewSet
from claims.api.articles import ArticleViewSet
from claims.api.changes import ChangeViewSet
from claims.api.claim_viewset import ClaimViewSet
from claims.api.claimants import ClaimantViewSet
from claims.api.evidence import EvidenceViewSet
from claims.api.external_reviews import ExternalReviewViewSet
from claims.api.inquiries import InquiryViewSet
from claims.api.match import MatchView
from claims.api.ratings import RatingViewSet
from claims.api.topics import TopicViewSet
from claims.api.translations import TranslationViewSet
from claims.api.verdicts import VerdictViewSet
from rest.addresses import MissingSlashView, UnknownAddressView
from rest.described import ERRORS, error_responses
from rest.viewsets import PublicApiView, PublicViewSet
from sources.api.derivations import DerivationViewSet
from sources.api.outlets import OutletViewSet

ENDPOINTS: dict[str, tuple[str, type[PublicViewSet[Any]]]] = {
    "claims": ("claim", ClaimViewSet),
    "claimants": ("claimant", ClaimantViewSet),
    "outlets": ("outlet", OutletViewSet),
    "articles": ("article", ArticleViewSet),
    "derivations": ("derivation", DerivationViewSet),
    "appearances": ("appearance", AppearanceViewSet),
    "evidence": ("evidence", EvidenceViewSet),
    "verdicts": ("verdict", VerdictViewSet),
    "external-reviews": ("external_review", ExternalReviewViewSet),
    "inquiries": ("inquiry", InquiryViewSet),
    "translations": ("translation", TranslationViewSet),
    "topics": ("topic", TopicViewSet),
    "ratings": ("rating", RatingViewSet),
}

ADDRESSES = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}


class RootView(PublicApiView):
    """The lists that there are, and the description of everything."""

    @extend_schema(responses={200: ADDRESSES, **error_responses(ERRORS)})
    def get(self, request: Request) -> Response:
        """Answer the addresses by name."""
        lists = {name: f"api-{noun}-list" for name, (noun, _) in ENDPOINTS.items()} | {
            "changes": "api-change-list",
            "match": "api-match",
            "schema": "api-schema",
            "docs": "api-reference",
        }
        return Response({name: request.build_absolute_uri(reverse(view)) for name, view in lists.items()})


class SchemaView(PublicApiView, SpectacularJSONAPIView):
    """The OpenAPI description."""


def _routes(name: str, noun: str, viewset: type[PublicViewSet[Any]]) -> list[URLPattern | URLResolver]:
    return [
        path(f"{name}/", viewset.as_view({"get": "list"}, past=asof), name=f"api-{noun}-list"),
        re_path(
            rf"^{name}/(?P<pk>[0-9]+)/$", viewset.as_view({"get": "retrieve"}, past=asof), name=f"api-{noun}-detail"
        ),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", RootView.as_view(), name="api-root"),
    path("match/", MatchView.as_view(), name="api-match"),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    *_routes("changes", "change", ChangeViewSet),
    *(route for name, (noun, viewset) in ENDPOINTS.items() for route in _routes(name, noun, viewset)),
    re_path(r"^[\s\S]*[^/]\Z", MissingSlashView.as_view()),
    # The reference is a page.
    re_path(r"^(?!docs/(examples/)?\Z)[\s\S]*/\Z", UnknownAddressView.as_view()),
]
