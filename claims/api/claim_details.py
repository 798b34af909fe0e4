"""What a claim's own address shows beyond the list: everything public that hangs on it."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api import appearances, evidence, external_reviews, inquiries, translations, verdicts
from claims.api.appearances import AppearanceSerializer, appearance_label
from claims.api.claims import ClaimSerializer, fetched
from claims.api.evidence import EvidenceSerializer
from claims.api.external_reviews import ExternalReviewSerializer
from claims.api.inquiries import InquirySerializer
from claims.api.translations import TranslationSerializer
from claims.api.verdicts import VerdictSerializer, VersionSerializer
from claims.enums import Stance, VerdictState
from claims.models import Appearance, Claim, Evidence, ExternalReview, Inquiry, SourceCount, Translation, Verdict
from rest.links import Reference


class LeadField(Reference):
    """The appearance that leads, as far as it is public: the chosen one, else the earliest assertion."""

    def get_attribute(self, instance: Claim) -> Appearance | None:
        """Return the appearance, or None."""
        rows: list[Appearance] = fetched(instance, "public_appearances")
        if instance.lead_appearance_id:
            return next((row for row in rows if row.pk == instance.lead_appearance_id), None)
        return next((row for row in rows if row.stance == Stance.ASSERTS), None)


class ClaimDetailSerializer(ClaimSerializer):
    """A claim with its appearances, evidence, verdict, versions, inquiries, reviews and translations."""

    lead_appearance = LeadField("api-appearance-detail", labelled=appearance_label, allow_null=True)
    appearances = AppearanceSerializer(source="public_appearances", many=True, read_only=True)
    evidence = EvidenceSerializer(source="public_evidence", many=True, read_only=True)
    verdict = serializers.SerializerMethodField()
    versions = VersionSerializer(source="public_verdicts", many=True, read_only=True)
    inquiries = InquirySerializer(source="public_inquiries", many=True, read_only=True)
    external_reviews = ExternalReviewSerializer(many=True, read_only=True)
    translations = TranslationSerializer(source="public_translations", many=True, read_only=True)

    class Meta(ClaimSerializer.Meta):
        fields = [
            *ClaimSerializer.Meta.fields,
            "lead_appearance", "appearances", "evidence", "versions", "inquiries", "external_reviews", "translations",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(VerdictSerializer(allow_null=True))
    def get_verdict(self, claim: Claim) -> dict[str, Any] | None:
        """Return the verdict that stands, in full."""
        versions = fetched(claim, "public_verdicts")
        standing = next((version for version in versions if version.state == VerdictState.PUBLISHED), None)
        return VerdictSerializer(standing, context=self.context).data if standing else None


def with_details(queryset: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch everything public that hangs on a claim; the number of queries depends on nothing."""
    said = appearances.with_references(Appearance.objects.public().in_order_of_time())
    cited = evidence.with_references(Evidence.objects.public()).order_by("stance", "id")
    return queryset.prefetch_related(
        "topics",
        Prefetch("source_counts", SourceCount.objects.order_by("stance")),
        Prefetch("appearances", said, to_attr="public_appearances"),
        Prefetch("evidence", cited, to_attr="public_evidence"),
        Prefetch(
            "verdicts",
            verdicts.with_references(Verdict.objects.public()).order_by("version"),
            to_attr="public_verdicts",
        ),
        Prefetch("inquiries", inquiries.with_references(Inquiry.objects.public()), to_attr="public_inquiries"),
        Prefetch("external_reviews", external_reviews.with_references(ExternalReview.objects.public())),
        Prefetch(
            "translations", translations.with_references(Translation.objects.public()), to_attr="public_translations"
        ),
    )
