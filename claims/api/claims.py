"""How a claim looks in lists: in JSON with references, and flat."""

from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import JSONObject
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.dates import LOWER_BOUND, lower_bound
from claims.api.ratings import rating_columns
from claims.api.verdicts import VersionSerializer
from claims.enums import EvidenceStance, Stance, VerdictState
from claims.models import Appearance, Claim, Claimant, ClaimTopic, SourceCount, Topic, Verdict
from rest.flat import Columns, address, column
from rest.links import PathField, References, view_path

API_PATH, PAGE_PATH = view_path("api-claim-detail"), view_path("claim-permalink")


def public_claims() -> QuerySet[Claim]:
    """Return the public claims, each with the day its verdict was published."""
    standing = FilteredRelation("verdicts", condition=Q(verdicts__state=VerdictState.PUBLISHED))
    return Claim.objects.public().annotate(standing=standing).annotate(published_at=F("standing__published_at"))


def with_references(queryset: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch what a claim shows in a list."""
    return queryset.prefetch_related(
        "topics",
        Prefetch("source_counts", SourceCount.objects.order_by("stance")),
        Prefetch(
            "appearances",
            Appearance.objects.public().select_related("claimant").in_order_of_time(),
            to_attr="public_appearances",
        ),
        Prefetch("verdicts", Verdict.objects.published().select_related("rating__scale"), to_attr="public_verdicts"),
    )


class SourceCountSerializer(serializers.ModelSerializer[SourceCount]):
    """How many public articles take a stance, and how many independent sources they come from."""

    class Meta:
        model = SourceCount
        fields = ["stance", "articles", "sources"]
        read_only_fields = fields


class ClaimantsField(References):
    """Everybody to whom a public appearance of the claim is credited, in order of time."""

    def get_attribute(self, instance: Claim) -> list[Claimant]:
        """Return the claimants, each once."""
        return list({row.claimant_id: row.claimant for row in fetched(instance, "public_appearances")}.values())


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """A proposition that stands alone; who said it is in its appearances, what we found in its verdict."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "pk")
    speaks_of_on = serializers.SerializerMethodField()
    topics = References("api-topic-detail", source="topics.all")
    claimants = ClaimantsField("api-claimant-detail")
    source_counts = SourceCountSerializer(many=True, read_only=True)
    verdict = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = [
            "id", "external_id", "url", "html_url", "statement", "short_statement", "language", "kind", "speaks_of",
            "speaks_of_on", "context", "topics", "claimants", "source_counts", "verdict",
        ]  # fmt: skip
        read_only_fields = fields

    def get_speaks_of_on(self, claim: Claim) -> date | None:
        """Return the first day that `speaks_of` may mean."""
        return lower_bound(claim.speaks_of)

    @extend_schema_field(VersionSerializer(allow_null=True))
    def get_verdict(self, claim: Claim) -> dict[str, Any] | None:
        """Return the verdict that stands, at a glance."""
        standing = next(iter(fetched(claim, "public_verdicts")), None)
        return VersionSerializer(standing, context=self.context).data if standing else None


def fetched(claim: Claim, name: str) -> list[Any]:
    """Return the related public rows that the queryset has fetched under ``name``."""
    rows: list[Any] = getattr(claim, name)
    return rows


STANCES = (*Stance.values, *EvidenceStance.values)
NUMBERS = ("articles", "sources")
# All counts of a claim at once, by stance and in each by number: they stand beside each other.
COUNTS = Subquery(
    SourceCount.objects.filter(claim=OuterRef("pk"))
    .values("claim")
    .values(
        counts=Func(
            *(Max(number, filter=Q(stance=stance)) for stance in STANCES for number in NUMBERS),
            template="ARRAY[%(expressions)s]",
            output_field=ArrayField(IntegerField()),
        )
    )
)


def count_columns() -> Columns:
    """Return a column for each of a claim's source counts; 0 where nobody takes the stance."""
    names = [f"{stance}_{number}" for stance in STANCES for number in NUMBERS]
    return tuple(
        column(name, COUNTS, shown=f"COALESCE({{0}}[{position}], 0)") for position, name in enumerate(names, start=1)
    )


TOPICS = Topic.objects.filter(claims=OuterRef("pk")).order_by("id")
TOPIC_IDS = ClaimTopic.objects.filter(claim=OuterRef("pk")).order_by("topic_id")
# Of a public claim: each once, in the order of their ids; looked up once for both columns.
CLAIMANTS = Subquery(
    Claimant.objects.filter(
        pk__in=Appearance.objects.approved().filter(claim=OuterRef(OuterRef("pk"))).values("claimant")
    )
    .order_by()
    .values(one=Value(1))
    .values(pairs=JSONObject(ids=ArrayAgg("pk", order_by="pk"), names=ArrayAgg("name", order_by="pk")))
)
COLUMNS: Columns = (
    column("id"),
    column("external_id"),
    address("url", "pk", shown=API_PATH),
    address("html_url", "pk", shown=PAGE_PATH),
    *map(column, ("statement", "short_statement", "language", "kind", "speaks_of")),
    column("speaks_of_on", "speaks_of", shown=LOWER_BOUND),
    column("context"),
    column("topic_ids", ArraySubquery(TOPIC_IDS.values("topic_id"))),
    column("topics", ArraySubquery(TOPICS.values("name"))),
    column("claimant_ids", CLAIMANTS, shown="COALESCE(NULLIF({0} -> 'ids', 'null'), '[]')"),
    column("claimants", CLAIMANTS, shown="COALESCE(NULLIF({0} -> 'names', 'null'), '[]')"),
    *count_columns(),
    column("verdict_id", "standing"),
    column("verdict_version", "standing__version"),
    column("verdict_title", "standing__title"),
    *rating_columns("standing__rating"),
    column("published_at"),
)
