"""/evidence/: articles that support or contradict a claim, or give context to it."""

from datetime import date

from django.db.models import QuerySet
from rest_framework import serializers

from claims.api.parameters import appearances_of, verdict_filters, verdict_of
from claims.enums import ClaimKind, EvidenceStance
from claims.models import Evidence
from rest.filters import ChoiceFilter, FlagFilter, IdFilter, LanguageFilter, WordsFilter, day_range, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet
from sources.api.passages import PASSAGE_COLUMNS, PassageSerializer, with_passages

API_PATH = view_path("api-evidence-detail")
PAGE_PATH = view_path("claim-permalink", fragment="evidence-{}")


def with_references(queryset: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Fetch what a piece of evidence shows of other rows."""
    return with_passages(queryset.select_related("claim", "article__outlet"))


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """An article cited by a passage, by a locator such as a page or table, or as a whole."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "claim_id", "pk")
    claim = Reference("api-claim-detail")
    article = Reference("api-article-detail")
    outlet = Reference("api-outlet-detail", source="article.outlet")
    source_url = serializers.CharField(source="article.url", read_only=True)
    published = serializers.CharField(source="article.published", read_only=True)
    published_on = serializers.DateField(source="article.published_on", read_only=True, allow_null=True)
    passage = PassageSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Evidence
        fields = [
            "id", "external_id", "url", "html_url", "claim", "stance", "is_primary", "comment", "article", "outlet",
            "source_url", "published", "published_on", "locator", "passage",
        ]  # fmt: skip
        read_only_fields = fields


FILTERS = filter_set(
    Evidence,
    related={"verdict": verdict_of("claim"), "appearances": appearances_of(claim="claim")},
    **verdict_filters(related="verdict", whose="the claim's published verdict"),
    **day_range("published", "article__published_on", help="Article published"),
    claim=IdFilter("claim", help="Id of the claim."),
    claimant=IdFilter("claimant", related="appearances", help="Id of a claimant of the claim."),
    article=IdFilter("article", help="Id of the cited article."),
    outlet=IdFilter("article__outlet", help="Id of the outlet of the cited article."),
    topic=IdFilter("claim__topics", help="Id of a topic of the claim."),
    kind=ChoiceFilter("claim__kind", choices=ClaimKind.values, help="Kind of the claim."),
    stance=ChoiceFilter("stance", choices=EvidenceStance.values, help="What the evidence does to the claim."),
    is_primary=FlagFilter("is_primary", help="Whether it is a primary source."),
    language=LanguageFilter("article__language", help="Language of the article; `en` also finds `en-GB`."),
    q=WordsFilter(
        "comment",
        "locator",
        "passage__exact",
        "article__title",
        help="Words that all occur in comment, locator, quote or the article's title.",
    ),
)


class EvidenceViewSet(LoggedViewSet[Evidence]):
    """Evidence that a second editor approved, on public claims from public articles."""

    noun = "evidence"
    logged_as = "evidence"
    queryset = Evidence.objects.public()
    serializer_class = EvidenceSerializer
    filterset_class = FILTERS
    orders = {
        "id": BY_ID,
        "-id": BY_ID_DESCENDING,
        **two_ways("published_on", Key("article__published_on", date, is_nullable=True)),
    }
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "claim_id", "pk", shown=PAGE_PATH),
        column("claim_id"),
        column("claim", "claim__short_statement"),
        column("stance"),
        column("is_primary"),
        column("comment"),
        column("article_id"),
        column("article", "article__title"),
        column("source_url", "article__url"),
        column("outlet_id", "article__outlet"),
        column("outlet", "article__outlet__name"),
        column("published", "article__published"),
        column("published_on", "article__published_on"),
        column("locator"),
        *PASSAGE_COLUMNS,
    )

    def listed(self, queryset: QuerySet[Evidence]) -> QuerySet[Evidence]:
        """Fetch claim, article, passage and marks."""
        return with_references(queryset)
