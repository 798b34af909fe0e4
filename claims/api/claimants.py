"""/claimants/: who makes claims."""

from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from rest_framework import serializers

from claims.api.dates import lower_bound
from claims.api.parameters import appearances_of
from claims.enums import ClaimantKind
from claims.models import Affiliation, Claimant
from rest.filters import ChoiceFilter, CountryFilter, IdFilter, WordsFilter, day_range, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet
from sources.api.passages import outlets
from sources.models import Article

API_PATH, PAGE_PATH = view_path("api-claimant-detail"), view_path("claimant")
CLAIMS_PATH = view_path("api-claim-list", query="claimant={}")
APPEARANCES_PATH = view_path("api-appearance-list", query="claimant={}")


class ClaimantSerializer(serializers.ModelSerializer[Claimant]):
    """A person, organisation, outlet, group or anonymous source.

    Anonymous sources and unnamed groups belong to the one `article` that speaks of them.
    """

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "pk")
    outlet = Reference("api-outlet-detail", allow_null=True)
    article = Reference("api-article-detail", allow_null=True)
    died_on = serializers.SerializerMethodField()
    claims_url = PathField(CLAIMS_PATH, "pk")
    appearances_url = PathField(APPEARANCES_PATH, "pk")

    class Meta:
        model = Claimant
        fields = [
            "id", "external_id", "url", "html_url", "kind", "name", "aliases", "description", "country",
            "wikidata_id", "died", "died_on", "outlet", "article", "claims_url", "appearances_url",
        ]  # fmt: skip
        read_only_fields = fields

    def get_died_on(self, claimant: Claimant) -> date | None:
        """Return the first day that `died` may mean."""
        return lower_bound(claimant.died)


class AffiliationSerializer(serializers.ModelSerializer[Affiliation]):
    """A role, as far as known with its first and last day."""

    since_on = serializers.SerializerMethodField()
    until_on = serializers.SerializerMethodField()

    class Meta:
        model = Affiliation
        fields = ["title", "organisation", "since", "since_on", "until", "until_on"]
        read_only_fields = fields

    def get_since_on(self, affiliation: Affiliation) -> date | None:
        """Return the first day that `since` may mean."""
        return lower_bound(affiliation.since)

    def get_until_on(self, affiliation: Affiliation) -> date | None:
        """Return the first day that `until` may mean."""
        return lower_bound(affiliation.until)


class ClaimantDetailSerializer(ClaimantSerializer):
    """A claimant with the roles that are on record."""

    affiliations = AffiliationSerializer(many=True, read_only=True)

    class Meta(ClaimantSerializer.Meta):
        fields = [*ClaimantSerializer.Meta.fields, "affiliations"]
        read_only_fields = fields


FILTERS = filter_set(
    Claimant,
    related={"appearances": appearances_of(claimant="pk")},
    kind=ChoiceFilter("kind", choices=ClaimantKind.values, help="What sort of speaker."),
    country=CountryFilter("country"),
    outlet=IdFilter(
        "passage__text__article__outlet", related="appearances", help="Id of an outlet in whose article they appear."
    ),
    topic=IdFilter("claim__topics", related="appearances", help="Id of a topic of a claim that they appear with."),
    **day_range("said", "said_on", related="appearances", help="Said something, by its first possible day,"),
    q=WordsFilter("name", "description", help="Words that all occur in name or description."),
)

ARTICLE = Article.objects.public().filter(pk=OuterRef("article")).order_by()


class ClaimantViewSet(LoggedViewSet[Claimant]):
    """Claimants to whom a public appearance or a public inquiry refers."""

    noun = "claimants"
    logged_as = "claimant"
    queryset = Claimant.objects.public()
    serializer_class = ClaimantSerializer
    detail_serializer_class = ClaimantDetailSerializer
    filterset_class = FILTERS
    orders = {**two_ways("name", Key("name", str)), "id": BY_ID, "-id": BY_ID_DESCENDING}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "pk", shown=PAGE_PATH),
        *map(column, ("kind", "name", "aliases", "description", "country", "wikidata_id", "died")),
        column("outlet_id"),
        column("outlet", "outlet__name"),
        column("article_id", Subquery(ARTICLE.values("pk"))),
        column("article", Subquery(ARTICLE.values("title"))),
    )

    def listed(self, queryset: QuerySet[Claimant]) -> QuerySet[Claimant]:
        """Fetch the outlet, and the article if it is public."""
        return queryset.prefetch_related(Prefetch("outlet", outlets()), Prefetch("article", Article.objects.public()))

    def detailed(self, queryset: QuerySet[Claimant]) -> QuerySet[Claimant]:
        """Fetch the roles too."""
        return self.listed(queryset).prefetch_related("affiliations")
