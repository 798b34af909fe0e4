"""/outlets/: who publishes."""

from rest_framework import serializers

from rest.filters import ChoiceFilter, CountryFilter, LanguageFilter, WordsFilter, filter_set
from rest.flat import address, column
from rest.links import PathField, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet
from sources.enums import OutletKind
from sources.models import Outlet

API_PATH, PAGE_PATH = view_path("api-outlet-detail"), view_path("outlet")
ARTICLES_PATH = view_path("api-article-list", query="outlet={}")


class OutletSerializer(serializers.ModelSerializer[Outlet]):
    """A newspaper, agency, broadcaster, site or official body."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "pk")
    articles_url = PathField(ARTICLES_PATH, "pk")

    class Meta:
        model = Outlet
        fields = [
            "id", "external_id", "url", "html_url", "name", "domain", "kind", "country", "language", "wikidata_id",
            "description", "articles_url",
        ]  # fmt: skip
        read_only_fields = fields


FILTERS = filter_set(
    Outlet,
    kind=ChoiceFilter("kind", choices=OutletKind.values, help="What sort of publisher."),
    country=CountryFilter("country"),
    language=LanguageFilter("language", help="The outlet's language as a BCP 47 tag; `en` also finds `en-GB`."),
    q=WordsFilter("name", "domain", "description", help="Words that all occur in name, domain or description."),
)


class OutletViewSet(LoggedViewSet[Outlet]):
    """Outlets with at least one public article."""

    noun = "outlets"
    logged_as = "outlet"
    queryset = Outlet.objects.public()
    serializer_class = OutletSerializer
    filterset_class = FILTERS
    orders = {**two_ways("name", Key("name", str)), "id": BY_ID, "-id": BY_ID_DESCENDING}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "pk", shown=PAGE_PATH),
        *map(column, ("name", "domain", "kind", "country", "language", "wikidata_id", "description")),
    )
