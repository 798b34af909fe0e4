"""/derivations/: which article was made from which; what counts of independent sources rest on."""

from django.db.models import QuerySet
from rest_framework import serializers

from rest.filters import ChoiceFilter, IdFilter, WordsFilter, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING
from sources.api.logged import LoggedViewSet
from sources.enums import DerivationKind
from sources.models import Derivation

API_PATH, PAGE_PATH = view_path("api-derivation-detail"), view_path("article")


class DerivationSerializer(serializers.ModelSerializer[Derivation]):
    """`article` republishes, translates, summarises or excerpts `original`, as a person has confirmed.

    Articles under one original are one independent source.
    """

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "article_id")
    article = Reference("api-article-detail")
    outlet = Reference("api-outlet-detail", source="article.outlet")
    original = Reference("api-article-detail")
    original_outlet = Reference("api-outlet-detail", source="original.outlet")

    class Meta:
        model = Derivation
        fields = [
            "id", "external_id", "url", "html_url", "kind", "article", "outlet", "original", "original_outlet",
        ]  # fmt: skip
        read_only_fields = fields


FILTERS = filter_set(
    Derivation,
    article=IdFilter("article", help="Id of the article that was made from another."),
    original=IdFilter("original", help="Id of the article that it was made from."),
    outlet=IdFilter("article__outlet", help="Id of the outlet of the article."),
    original_outlet=IdFilter("original__outlet", help="Id of the outlet of the original."),
    kind=ChoiceFilter("kind", choices=DerivationKind.values, help="What was done to the original."),
    q=WordsFilter("article__title", "original__title", help="Words that all occur in the titles of the two."),
)


class DerivationViewSet(LoggedViewSet[Derivation]):
    """Confirmed derivations between public articles."""

    noun = "derivations"
    logged_as = "derivation"
    queryset = Derivation.objects.public()
    serializer_class = DerivationSerializer
    filterset_class = FILTERS
    orders = {"id": BY_ID, "-id": BY_ID_DESCENDING}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "article_id", shown=PAGE_PATH),
        column("kind"),
        column("article_id"),
        column("article", "article__title"),
        column("outlet_id", "article__outlet"),
        column("outlet", "article__outlet__name"),
        column("original_id"),
        column("original", "original__title"),
        column("original_outlet_id", "original__outlet"),
        column("original_outlet", "original__outlet__name"),
    )

    def listed(self, queryset: QuerySet[Derivation]) -> QuerySet[Derivation]:
        """Fetch both articles and their outlets."""
        return queryset.select_related("article__outlet", "original__outlet")
