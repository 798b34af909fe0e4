"""/appearances/: a claim, in a passage, by a claimant, on a day."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from rest_framework import serializers

from claims.api.parameters import appearance_filters, verdict_filters, verdict_of
from claims.enums import ClaimKind, Fidelity, Manner, Stance
from claims.models import Affiliation, Appearance, AttributionStep
from rest.filters import ChoiceFilter, IdFilter, LanguageFilter, WordsFilter, day_range, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet
from sources.api.passages import PASSAGE_COLUMNS, PassageSerializer, outlets, with_passages
from sources.models import Article

API_PATH = view_path("api-appearance-detail")
PAGE_PATH = view_path("claim-permalink", fragment="appearance-{}")
ARTICLE = "passage__text__article"


def with_references(queryset: QuerySet[Appearance]) -> QuerySet[Appearance]:
    """Fetch what an appearance shows of other rows; of an original article only if it is public."""
    steps = AttributionStep.objects.select_related("claimant").prefetch_related(Prefetch("outlet", outlets()))
    return with_passages(queryset.select_related("claim", "claimant", "affiliation")).prefetch_related(
        Prefetch("steps", steps.order_by("position")),
        Prefetch("original_article", Article.objects.public()),
    )


def appearance_label(appearance: Appearance) -> str:
    """Return who does what; never the quote, parts of which may not be the claimant's."""
    return f"{appearance.claimant} {appearance.stance}"


class RoleSerializer(serializers.ModelSerializer[Affiliation]):
    """The role that the claimant had on that day."""

    class Meta:
        model = Affiliation
        fields = ["title", "organisation", "since", "until"]
        read_only_fields = fields


class AttributionStepSerializer(serializers.ModelSerializer[AttributionStep]):
    """One link of the chain from the article inwards: a claimant or an outlet, and what they do."""

    claimant = Reference("api-claimant-detail", allow_null=True)
    outlet = Reference("api-outlet-detail", allow_null=True)

    class Meta:
        model = AttributionStep
        fields = ["position", "claimant", "outlet", "verb"]
        read_only_fields = fields


class AppearanceSerializer(serializers.ModelSerializer[Appearance]):
    """Who asserts, denies, questions or mentions a claim, where, when and in whose words."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "claim_id", "pk")
    claim = Reference("api-claim-detail")
    claimant = Reference("api-claimant-detail")
    role = RoleSerializer(source="affiliation", read_only=True, allow_null=True)
    attribution = AttributionStepSerializer(source="steps", many=True, read_only=True)
    original_article = Reference("api-article-detail", allow_null=True)
    article = Reference("api-article-detail", source="passage.text.article")
    outlet = Reference("api-outlet-detail", source="passage.text.article.outlet")
    published = serializers.CharField(source="passage.text.article.published", read_only=True)
    published_on = serializers.DateField(source="passage.text.article.published_on", read_only=True, allow_null=True)
    passage = PassageSerializer(read_only=True)

    class Meta:
        model = Appearance
        fields = [
            "id", "external_id", "url", "html_url", "claim", "claimant", "role", "stance", "manner", "fidelity",
            "original_wording", "original_article", "said", "said_on", "occasion", "attribution", "article", "outlet",
            "published", "published_on", "passage",
        ]  # fmt: skip
        read_only_fields = fields


FILTERS = filter_set(
    Appearance,
    related={"verdict": verdict_of("claim")},
    **appearance_filters(),
    **verdict_filters(related="verdict", whose="the claim's published verdict"),
    **day_range("published", f"{ARTICLE}__published_on", help="Article published"),
    claim=IdFilter("claim", help="Id of the claim."),
    article=IdFilter(ARTICLE, help="Id of the article."),
    topic=IdFilter("claim__topics", help="Id of a topic of the claim."),
    kind=ChoiceFilter("claim__kind", choices=ClaimKind.values, help="Kind of the claim."),
    stance=ChoiceFilter("stance", choices=Stance.values, help="What the claimant does with the claim."),
    manner=ChoiceFilter("manner", choices=Manner.values, help="In what form the claim stands in the passage."),
    fidelity=ChoiceFilter("fidelity", choices=Fidelity.values, help="How the words relate to those that were said."),
    language=LanguageFilter(f"{ARTICLE}__language", help="Language of the article; `en` also finds `en-GB`."),
    q=WordsFilter("passage__exact", "claim__statement", help="Words that all occur in the quote or in the claim."),
)

CHAIN = ArraySubquery(
    AttributionStep.objects.filter(appearance=OuterRef("pk"))
    .order_by("position")
    .values(
        step=JSONObject(
            claimant_id="claimant",
            outlet_id="outlet",
            speaker=Coalesce("claimant__name", "outlet__name"),
            verb="verb",
        )
    )
)
ORIGINAL = Article.objects.public().filter(pk=OuterRef("original_article")).order_by()


class AppearanceViewSet(LoggedViewSet[Appearance]):
    """Appearances that a second editor approved, of public claims in public articles."""

    noun = "appearances"
    logged_as = "appearance"
    queryset = Appearance.objects.public()
    serializer_class = AppearanceSerializer
    filterset_class = FILTERS
    orders = {"id": BY_ID, "-id": BY_ID_DESCENDING, **two_ways("said_on", Key("said_on", date, is_nullable=True))}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "claim_id", "pk", shown=PAGE_PATH),
        column("claim_id"),
        column("claim", "claim__short_statement"),
        column("claimant_id"),
        column("claimant", "claimant__name"),
        column("role", "affiliation__title"),
        column("role_organisation", "affiliation__organisation"),
        column("stance"),
        column("manner"),
        column("fidelity"),
        column("original_wording"),
        column("original_article_id", Subquery(ORIGINAL.values("pk"))),
        column("original_article", Subquery(ORIGINAL.values("title"))),
        column("said"),
        column("said_on"),
        column("occasion"),
        column("attribution", CHAIN),
        column("article_id", ARTICLE),
        column("article", f"{ARTICLE}__title"),
        column("source_url", f"{ARTICLE}__url"),
        column("outlet_id", f"{ARTICLE}__outlet"),
        column("outlet", f"{ARTICLE}__outlet__name"),
        column("published", f"{ARTICLE}__published"),
        column("published_on", f"{ARTICLE}__published_on"),
        *PASSAGE_COLUMNS,
    )

    def listed(self, queryset: QuerySet[Appearance]) -> QuerySet[Appearance]:
        """Fetch claim, claimant, chain, article and marks."""
        return with_references(queryset)
