"""/external-reviews/: what other fact-checkers said of a claim, in their words; never passed off as ours."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from rest_framework import serializers

from claims.api.dates import LOWER_BOUND, lower_bound
from claims.api.parameters import RatingFilter, appearances_of, verdict_filters, verdict_of
from claims.api.ratings import RatingSerializer, rating_columns
from claims.enums import ClaimKind, Normalised
from claims.models import ExternalReview
from rest.filters import ChoiceFilter, IdFilter, LanguageFilter, TextFilter, WordsFilter, day_range, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet
from sources.api.passages import outlets

API_PATH = view_path("api-external_review-detail")
PAGE_PATH = view_path("claim-permalink", fragment="review-{}")


def with_references(queryset: QuerySet[ExternalReview]) -> QuerySet[ExternalReview]:
    """Fetch what a review shows of other rows; its publisher need not have an article here."""
    return queryset.select_related("claim", "rating__scale").prefetch_related(Prefetch("publisher", outlets()))


class ExternalReviewSerializer(serializers.ModelSerializer[ExternalReview]):
    """What another desk said of a claim: `label` word for word, `review_url` where it says so.

    `mapped_rating` is the step of our scales that we take their label for, if any; it is not our verdict.
    `claimant_name`, `said` (EDTF) and `sources` are what that desk says of the claim.
    """

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "claim_id", "pk")
    claim = Reference("api-claim-detail")
    publisher = Reference("api-outlet-detail")
    publisher_site = serializers.CharField(source="publisher.domain", read_only=True, allow_null=True)
    review_url = serializers.CharField(source="url", read_only=True)
    mapped_rating = RatingSerializer(source="rating", read_only=True, allow_null=True)
    said_on = serializers.SerializerMethodField()

    class Meta:
        model = ExternalReview
        fields = [
            "id", "external_id", "url", "html_url", "claim", "publisher", "publisher_site", "review_url", "title",
            "label", "mapped_rating", "reviewed_on", "language", "claimant_name", "said", "said_on", "sources",
        ]  # fmt: skip
        read_only_fields = fields

    def get_said_on(self, review: ExternalReview) -> date | None:
        """Return the first day that `said` may mean."""
        return lower_bound(review.said)


class SiteFilter(TextFilter):
    """A domain, whatever the case; outlets have theirs in small letters, so that an index serves."""

    def condition(self, value: object) -> Q:
        """Return the condition on the domain."""
        return Q(**{self.field_name: str(value).lower()})


FILTERS = filter_set(
    ExternalReview,
    related={"verdict": verdict_of("claim"), "appearances": appearances_of(claim="claim")},
    **verdict_filters(related="verdict", whose="the claim's published verdict, which is ours"),
    **day_range("reviewed", "reviewed_on", help="Reviewed"),
    claim=IdFilter("claim", help="Id of the claim."),
    claimant=IdFilter("claimant", related="appearances", help="Id of a claimant of the claim."),
    topic=IdFilter("claim__topics", help="Id of a topic of the claim."),
    kind=ChoiceFilter("claim__kind", choices=ClaimKind.values, help="Kind of the claim."),
    publisher=IdFilter("publisher", help="Id of the outlet that published the review."),
    publisher_site=SiteFilter("publisher__domain", help="Domain of the publisher's site, such as factcheck.example."),
    label=TextFilter("label", help="The publisher's label, whatever the case."),
    mapped_rating=RatingFilter(
        "rating", help="Rating that we take the label for: its id, or a code such as rated-false."
    ),
    mapped_normalised=ChoiceFilter(
        "rating__normalised", choices=Normalised.values, help="Class of the rating that we take the label for."
    ),
    language=LanguageFilter("language", help="Language of the review; `en` also finds `en-GB`."),
    q=WordsFilter(
        "title",
        "label",
        "claimant_name",
        "claim__statement",
        help="Words that all occur in title, label, the name of who is said to have said it, or the claim.",
    ),
)


class ExternalReviewViewSet(LoggedViewSet[ExternalReview]):
    """What other fact-checkers said of public claims, under their own labels."""

    noun = "external-reviews"
    logged_as = "external_review"
    queryset = ExternalReview.objects.public()
    serializer_class = ExternalReviewSerializer
    filterset_class = FILTERS
    orders = {
        "id": BY_ID,
        "-id": BY_ID_DESCENDING,
        **two_ways("reviewed_on", Key("reviewed_on", date, is_nullable=True)),
    }
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "claim_id", "pk", shown=PAGE_PATH),
        column("claim_id"),
        column("claim", "claim__short_statement"),
        column("publisher_id"),
        column("publisher", "publisher__name"),
        column("publisher_site", "publisher__domain"),
        column("review_url", "url"),
        column("title"),
        column("label"),
        *rating_columns("rating", named="mapped_rating"),
        column("reviewed_on"),
        column("language"),
        column("claimant_name"),
        column("said"),
        column("said_on", "said", shown=LOWER_BOUND),
        column("sources"),
    )

    def listed(self, queryset: QuerySet[ExternalReview]) -> QuerySet[ExternalReview]:
        """Fetch claim, publisher and the rating that the label is taken for."""
        return with_references(queryset)
