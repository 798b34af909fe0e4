"""/topics/: what claims are about."""

from rest_framework import serializers

from claims.models import Topic
from rest.filters import WordsFilter, filter_set
from rest.flat import address, column
from rest.links import PathField, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet

API_PATH, PAGE_PATH = view_path("api-topic-detail"), view_path("topic")
CLAIMS_PATH = view_path("api-claim-list", query="topic={}")


class TopicSerializer(serializers.ModelSerializer[Topic]):
    """A subject under which readers find claims."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "pk")
    claims_url = PathField(CLAIMS_PATH, "pk")

    class Meta:
        model = Topic
        fields = ["id", "external_id", "url", "html_url", "name", "slug", "claims_url"]
        read_only_fields = fields


class TopicViewSet(LoggedViewSet[Topic]):
    """Topics of at least one public claim."""

    noun = "topics"
    logged_as = "topic"
    queryset = Topic.objects.public()
    serializer_class = TopicSerializer
    filterset_class = filter_set(Topic, q=WordsFilter("name", help="Words that all occur in the name."))
    orders = {**two_ways("name", Key("name", str)), "id": BY_ID, "-id": BY_ID_DESCENDING}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "pk", shown=PAGE_PATH),
        column("name"),
        column("slug"),
    )
