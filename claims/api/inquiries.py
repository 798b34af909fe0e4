"""/inquiries/: whom the desk asked for a reply, and what they said."""

from django.db.models import QuerySet
from rest_framework import serializers

from claims.enums import ClaimKind
from claims.models import Inquiry
from rest.filters import ChoiceFilter, IdFilter, WordsFilter, filter_set
from rest.flat import address, column
from rest.links import PathField, Reference, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING
from sources.api.logged import LoggedViewSet

API_PATH = view_path("api-inquiry-detail")
PAGE_PATH = view_path("claim-permalink", fragment="inquiry-{}")


def with_references(queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Fetch what an inquiry shows of other rows."""
    return queryset.select_related("claim", "addressee")


class InquirySerializer(serializers.ModelSerializer[Inquiry]):
    """Whom we asked for a reply and what they said, or why nobody was asked."""

    url = PathField(API_PATH, "pk")
    html_url = PathField(PAGE_PATH, "claim_id", "pk")
    claim = Reference("api-claim-detail")
    addressee = Reference("api-claimant-detail")

    class Meta:
        model = Inquiry
        fields = [
            "id", "external_id", "url", "html_url", "claim", "addressee", "asked_at", "deadline", "answered_at",
            "answer", "reason_not_asked",
        ]  # fmt: skip
        read_only_fields = fields


FILTERS = filter_set(
    Inquiry,
    claim=IdFilter("claim", help="Id of the claim."),
    addressee=IdFilter("addressee", help="Id of the claimant who was asked."),
    topic=IdFilter("claim__topics", help="Id of a topic of the claim."),
    kind=ChoiceFilter("claim__kind", choices=ClaimKind.values, help="Kind of the claim."),
    q=WordsFilter(
        "answer",
        "reason_not_asked",
        "addressee__name",
        "claim__statement",
        help="Words that all occur in the answer, the reason why nobody was asked, the addressee's name or the claim.",
    ),
)


class InquiryViewSet(LoggedViewSet[Inquiry]):
    """Inquiries that the desk made public, of public claims."""

    noun = "inquiries"
    logged_as = "inquiry"
    queryset = Inquiry.objects.public()
    serializer_class = InquirySerializer
    filterset_class = FILTERS
    orders = {"id": BY_ID, "-id": BY_ID_DESCENDING}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "claim_id", "pk", shown=PAGE_PATH),
        column("claim_id"),
        column("claim", "claim__short_statement"),
        column("addressee_id"),
        column("addressee", "addressee__name"),
        *map(column, ("asked_at", "deadline", "answered_at", "answer", "reason_not_asked")),
    )

    def listed(self, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        """Fetch claim and addressee."""
        return with_references(queryset)
