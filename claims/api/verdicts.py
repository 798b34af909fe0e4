"""/verdicts/: every version that was ever published."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from rest_framework import serializers

from claims.api.appearances import appearance_label
from claims.api.parameters import appearance_filters, appearances_of, verdict_filters
from claims.api.ratings import RatingSerializer, rating_columns
from claims.enums import PUBLIC_STATES, ChangeReason, ClaimKind, VerdictEventKind
from claims.models import Appearance, Evidence, Verdict, VerdictEvent
from rest.filters import ChoiceFilter, DayOfMomentFilter, IdFilter, LanguageFilter, WordsFilter, day_range, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, References, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet

API_PATH = view_path("api-verdict-detail")
PAGE_PATH = view_path("verdict-version")


def last_event(kind: VerdictEventKind, field: str) -> Subquery:
    """Return a field of the verdict's last event of this kind."""
    return Subquery(VerdictEvent.objects.filter(verdict=OuterRef("pk"), kind=kind).order_by("-id").values(field)[:1])


# Why a verdict was taken back is public; the notes of a review are not.
ENDS = {
    "superseded_at": last_event(VerdictEventKind.SUPERSEDED, "at"),
    "retracted_at": last_event(VerdictEventKind.RETRACTED, "at"),
    "retraction_note": last_event(VerdictEventKind.RETRACTED, "note"),
}


def with_references(queryset: QuerySet[Verdict]) -> QuerySet[Verdict]:
    """Fetch what a verdict shows of other rows: only evidence and a lead that are public."""
    leads = Appearance.objects.public().select_related("claimant")
    evidence = Evidence.objects.public().select_related("article").order_by("id")
    return (
        queryset.select_related("claim", "rating__scale")
        .annotate(**ENDS)
        .prefetch_related(Prefetch("lead_appearance", leads))
        .prefetch_related(Prefetch("evidence", evidence, to_attr="public_evidence"))
    )


class VersionSerializer(serializers.ModelSerializer[Verdict]):
    """A version of a claim's verdict at a glance."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "claim_id", "version")
    rating = RatingSerializer(read_only=True)
    change_kind = serializers.ChoiceField(ChangeReason.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Verdict
        fields = [
            "id", "external_id", "url", "html_url", "version", "state", "title", "rating", "published_at",
            "change_kind", "change_note",
        ]  # fmt: skip
        read_only_fields = fields


class VerdictSerializer(VersionSerializer):
    """A rating with its reasons (`rationale` is Markdown), as it was submitted, approved and published."""

    claim = Reference("api-claim-detail")
    lead_appearance = Reference("api-appearance-detail", labelled=appearance_label, allow_null=True)
    evidence = References("api-evidence-detail", source="public_evidence")
    superseded_at = serializers.DateTimeField(read_only=True, allow_null=True)
    retracted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    retraction_note = serializers.CharField(read_only=True, allow_null=True)

    class Meta(VersionSerializer.Meta):
        fields = [
            "id", "external_id", "url", "html_url", "claim", "version", "state", "title", "statement",
            "short_statement", "rating", "summary", "rationale", "evidence_until", "review_by", "published_at",
            "change_kind", "change_note", "superseded_at", "retracted_at", "retraction_note", "lead_appearance",
            "evidence",
        ]  # fmt: skip
        read_only_fields = fields


FILTERS = filter_set(
    Verdict,
    related={"appearances": appearances_of(claim="claim")},
    **appearance_filters(related="appearances"),
    **verdict_filters(whose="this verdict"),
    **day_range("published", "published_at", day=DayOfMomentFilter, help="Published (in UTC)"),
    claim=IdFilter("claim", help="Id of the claim."),
    topic=IdFilter("claim__topics", help="Id of a topic of the claim."),
    kind=ChoiceFilter("claim__kind", choices=ClaimKind.values, help="Kind of the claim."),
    state=ChoiceFilter("state", choices=[state.value for state in PUBLIC_STATES], help="Where the version stands."),
    language=LanguageFilter("claim__language", help="Language of the claim; `en` also finds `en-GB`."),
    q=WordsFilter("title", "statement", "summary", help="Words that all occur in title, statement or summary."),
)

LEAD = Appearance.objects.public().filter(pk=OuterRef("lead_appearance")).order_by()
EVIDENCE = Evidence.objects.public().filter(verdicts=OuterRef("pk")).order_by("id")


class VerdictViewSet(LoggedViewSet[Verdict]):
    """Published, superseded and retracted versions, of public claims."""

    noun = "verdicts"
    logged_as = "verdict"
    queryset = Verdict.objects.public()
    serializer_class = VerdictSerializer
    filterset_class = FILTERS
    orders = {
        **two_ways("published_at", Key("published_at", datetime.datetime), default="-published_at"),
        "id": BY_ID,
        "-id": BY_ID_DESCENDING,
    }
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "claim_id", "version", shown=PAGE_PATH),
        column("claim_id"),
        column("claim", "claim__short_statement"),
        column("version"),
        column("state"),
        column("title"),
        column("statement"),
        *rating_columns("rating"),
        column("summary"),
        column("rationale"),
        column("evidence_until"),
        column("review_by"),
        column("published_at"),
        column("change_kind"),
        column("change_note"),
        *(column(name, source) for name, source in ENDS.items()),
        column("lead_appearance_id", Subquery(LEAD.values("pk"))),
        column("evidence_ids", ArraySubquery(EVIDENCE.values("pk"))),
    )

    def listed(self, queryset: QuerySet[Verdict]) -> QuerySet[Verdict]:
        """Fetch claim, rating, lead and evidence."""
        return with_references(queryset)
