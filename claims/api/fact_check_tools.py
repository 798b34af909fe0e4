"""/v1alpha1/: what Google's Fact Check Tools API answers, of the reviews here."""

from typing import Any

from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.match import LONGEST_TEXT
from claims.interchange.fact_check_search import Found, PageTokenError, Place, Wanted, find_reviews, narrowed
from claims.interchange.fact_check_tools import (
    Json,
    claim_json,
    filled,
    markup_page_json,
    own_site,
    reviews,
    site_of,
    with_sources,
)
from claims.models import Claim
from rest.google import GoogleApiView, whole_number
from rest.throttles import TextThrottle

SIZE, LARGEST_SIZE = 10, 100
LARGEST_OFFSET = 10_000
LONGEST_SITE, LONGEST_ADDRESS = 253, 2_000


class PageParameters(serializers.Serializer[Any]):
    """Where a page begins, and how long it is."""

    page_size = whole_number()
    page_token = serializers.CharField(default="")
    offset = whole_number(max_value=LARGEST_OFFSET)


class LanguageParameters(PageParameters):
    """A page of claims in one language, or in any."""

    language_code = serializers.RegexField(
        r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*\Z",
        default="",
        error_messages={"invalid": "Write a BCP 47 tag, such as en or pt-BR."},
    )


class SearchParameters(LanguageParameters):
    """The question of claims:search."""

    query = serializers.CharField(default="", max_length=LONGEST_TEXT)
    review_publisher_site_filter = serializers.CharField(default="", max_length=LONGEST_SITE)
    max_age_days = whole_number()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a question for everything of everybody."""
        if not attrs["query"] and not attrs["review_publisher_site_filter"]:
            raise ValidationError({"query": ["Give a text to search for, or reviewPublisherSiteFilter."]})
        return attrs


class ImageSearchParameters(LanguageParameters):
    """The question of claims:imageSearch."""

    image_uri = serializers.CharField(default="", max_length=LONGEST_ADDRESS)


class MarkupParameters(PageParameters):
    """The question of pages."""

    url = serializers.CharField(default="", max_length=LONGEST_ADDRESS)
    organization = serializers.CharField(default="", max_length=LONGEST_SITE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse two questions at once."""
        if attrs["url"] and attrs["organization"]:
            raise ValidationError({"url": ["Give url or organization, not both."]})
        return attrs


class SearchView(GoogleApiView):
    """Reviewed claims that answer a query."""

    parameters_class = SearchParameters

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Answer one page. The query is not stored, and no cache may keep the answer."""
        self.headers["Cache-Control"] = "no-store"
        asked = self.asked(request)
        site = asked["review_publisher_site_filter"]
        wanted = Wanted(
            query=asked["query"],
            language=asked["language_code"].replace("_", "-"),
            max_age_days=asked["max_age_days"],
            site=site_of(site) or site,
        )

        def charge() -> None:
            self.headers |= TextThrottle().charge(request, 1).headers()

        found = page_of(wanted, asked, before_matching=charge)
        return Response(filled(claims=list(map(claim_json, found.reviews)), nextPageToken=found.next_token))


class ImageSearchView(GoogleApiView):
    """Claims that were made by an image: none, since images are not kept."""

    parameters_class = ImageSearchParameters

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Answer that there is none."""
        self.asked(request)
        return Response({})


class MarkupListView(GoogleApiView):
    """The markup of all pages with a review, or of one of them."""

    parameters_class = MarkupParameters

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Answer one page of the list, the newest review first."""
        asked = self.asked(request)
        if asked["url"]:
            claim = claim_at(asked["url"])
            return Response(filled(claimReviewMarkupPages=markup_of(claim) if claim else []))
        wanted = Wanted(site=site_of(asked["organization"]) or asked["organization"])
        found = page_of(wanted, asked, fetched=with_sources)
        pages = list(map(markup_page_json, found.reviews))
        return Response(filled(claimReviewMarkupPages=pages, nextPageToken=found.next_token))


class MarkupView(GoogleApiView):
    """The markup of one page."""

    @extend_schema(exclude=True)
    def get(self, request: Request, pk: str) -> Response:
        """Answer it, or 404."""
        self.asked(request)
        pages = markup_of(int(pk))
        if not pages:
            raise NotFound("There is no page of this name: it is pages/ and the number of a claim with a verdict.")
        return Response(pages[0])


class UnknownAddressView(GoogleApiView):
    """Says in Google's envelope that there is nothing."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer 404 whatever is asked, and however."""
        self.count(request)
        raise Http404


def page_of(wanted: Wanted, asked: dict[str, Any], **options: Any) -> Found:
    """Return the page that was asked for, or raise 400 for a token that is none."""
    place = Place(min(asked["page_size"] or SIZE, LARGEST_SIZE), asked["page_token"], asked["offset"])
    try:
        return find_reviews(wanted, place, now=timezone.now(), **options)
    except PageTokenError as error:
        raise ValidationError({"pageToken": [str(error)]}) from error


def markup_of(claim: int) -> list[Json]:
    """Return the markup of a claim's page; none where no public review stands on it."""
    rows = with_sources(narrowed(Wanted(), now=timezone.now())).filter(claim=claim)
    return list(map(markup_page_json, reviews(rows)))


def claim_at(address: str) -> int | None:
    """Return the id of the claim that the address leads to, None where it is no page of a claim here."""
    if site_of(address) != own_site():
        return None
    path = address.partition("//")[2] or address
    path = path.partition("/")[2].partition("?")[0].partition("#")[0]
    try:
        page = resolve(f"/{path.rstrip('/')}/")
    except Resolver404:
        return None
    number: int = page.kwargs["pk"] if page.url_name in ("claim", "claim-permalink") else 0
    claim = Claim.objects.filter(pk=number).first()
    return claim.merged_into_id or claim.pk if claim else None
