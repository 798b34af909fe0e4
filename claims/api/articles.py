"""/articles/: the citations; never a text."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from claims.api.parameters import appearances_of
from claims.api.search import QUERY, RELEVANCE, SearchFilter, by_relevance
from claims.search.answers import articles_that_answer
from claims.search.documents import ARTICLES
from rest.filters import ChoiceFilter, IdFilter, LanguageFilter, day_range, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet
from sources.enums import ArticleKind
from sources.models import Article, Derivation

API_PATH, PAGE_PATH = view_path("api-article-detail"), view_path("article")
APPEARANCES_PATH = view_path("api-appearance-list", query="article={}")
EVIDENCE_PATH = view_path("api-evidence-list", query="article={}")


class ArticleSerializer(serializers.ModelSerializer[Article]):
    """One publication: what is known of it, and where it stands (`source_url`, `archived_url`)."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "pk")
    outlet = Reference("api-outlet-detail")
    source_url = serializers.CharField(source="url", read_only=True)
    appearances_url = PathField(APPEARANCES_PATH, "pk")
    evidence_url = PathField(EVIDENCE_PATH, "pk")

    class Meta:
        model = Article
        fields = [
            "id", "external_id", "url", "html_url", "outlet", "kind", "title", "byline", "published", "published_on",
            "language", "source_url", "archived_url", "appearances_url", "evidence_url",
        ]  # fmt: skip
        read_only_fields = fields


class OriginalSerializer(serializers.ModelSerializer[Derivation]):
    """An article that this one was made from, and how."""

    article = Reference("api-article-detail", source="original")

    class Meta:
        model = Derivation
        fields = ["kind", "article"]
        read_only_fields = fields


class CopySerializer(serializers.ModelSerializer[Derivation]):
    """An article that was made from this one, and how."""

    article = Reference("api-article-detail")

    class Meta:
        model = Derivation
        fields = ["kind", "article"]
        read_only_fields = fields


class ArticleDetailSerializer(ArticleSerializer):
    """An article with the confirmed derivations to and from it."""

    derived_from = OriginalSerializer(many=True, read_only=True)
    copies = CopySerializer(many=True, read_only=True)

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "derived_from", "copies"]
        read_only_fields = fields


FILTERS = filter_set(
    Article,
    related={"appearances": appearances_of(passage__text__article="pk")},
    outlet=IdFilter("outlet", help="Id of the outlet."),
    claimant=IdFilter("claimant", related="appearances", help="Id of a claimant who appears in the article."),
    topic=IdFilter("claim__topics", related="appearances", help="Id of a topic of a claim that appears in it."),
    claim=IdFilter("claim", related="appearances", help="Id of a claim that appears in it."),
    kind=ChoiceFilter("kind", choices=ArticleKind.values, help="What sort of publication."),
    language=LanguageFilter("language", help="A BCP 47 tag; `en` also finds `en-GB`."),
    **day_range("published", "published_on", help="Published, by the first possible day,"),
    q=SearchFilter(articles_that_answer, help=f"{QUERY} Looks into title, outlet, byline and public quotes."),
)


class ArticleViewSet(LoggedViewSet[Article]):
    """Public articles, as citations."""

    noun = "articles"
    logged_as = "article"
    queryset = Article.objects.public()
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    filterset_class = FILTERS
    orders = {
        **two_ways("published_on", Key("published_on", date, is_nullable=True), default="-published_on"),
        "id": BY_ID,
        "-id": BY_ID_DESCENDING,
        **RELEVANCE,
    }
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "pk", shown=PAGE_PATH),
        column("outlet_id"),
        column("outlet", "outlet__name"),
        *map(column, ("kind", "title", "byline", "published", "published_on", "language")),
        column("source_url", "url"),
        column("archived_url"),
    )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the best hits only where the list is read by relevance."""
        return by_relevance(super().filter_queryset(queryset), self.request, ARTICLES)

    def listed(self, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Fetch the outlet."""
        return queryset.select_related("outlet")

    def detailed(self, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Fetch the derivations between public articles too."""
        shown = Derivation.objects.public().order_by("id")
        return self.listed(queryset).prefetch_related(
            Prefetch("derived_from", shown.select_related("original")),
            Prefetch("copies", shown.select_related("article")),
        )
