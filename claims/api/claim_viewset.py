"""/claims/: what is checked."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework.exceptions import APIException

from claims.api.claim_details import ClaimDetailSerializer, with_details
from claims.api.claims import COLUMNS, ClaimSerializer, public_claims, with_references
from claims.api.parameters import appearance_filters, appearances_of, verdict_filters, verdict_of
from claims.api.search import QUERY, RELEVANCE, SearchFilter, by_relevance
from claims.enums import ClaimKind
from claims.models import Claim
from claims.search.answers import claims_that_answer
from claims.search.documents import CLAIMS
from rest.errors import Moved
from rest.filters import ChoiceFilter, DayOfMomentFilter, IdFilter, LanguageFilter, day_range, filter_set
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key, two_ways
from sources.api.logged import LoggedViewSet

FILTERS = filter_set(
    Claim,
    related={"appearances": appearances_of(claim="pk"), "verdict": verdict_of("pk")},
    **appearance_filters(related="appearances"),
    **verdict_filters(related="verdict"),
    **day_range(
        "published", "published_at", day=DayOfMomentFilter, related="verdict", help="Verdict published (in UTC)"
    ),
    topic=IdFilter("topics", help="Id of a topic."),
    kind=ChoiceFilter("kind", choices=ClaimKind.values, help="Kind of the claim."),
    language=LanguageFilter("language", help="Language of the claim; `en` also finds `en-GB`."),
    q=SearchFilter(claims_that_answer, help=f"{QUERY} Looks into statement, verdict title and public quotes."),
)


class ClaimViewSet(LoggedViewSet[Claim]):
    """Public claims; a claim that was merged into another redirects to it."""

    noun = "claims"
    logged_as = "claim"
    can_be_merged = True
    queryset = public_claims()
    serializer_class = ClaimSerializer
    detail_serializer_class = ClaimDetailSerializer
    filterset_class = FILTERS
    orders = {
        "-id": BY_ID_DESCENDING,
        "id": BY_ID,
        **two_ways("published_at", Key("published_at", datetime, is_nullable=True)),
        **RELEVANCE,
    }
    columns = COLUMNS

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the best hits only where the list is read by relevance."""
        return by_relevance(super().filter_queryset(queryset), self.request, CLAIMS)

    def listed(self, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        """Fetch topics, claimants, counts and the verdict that stands."""
        return with_references(queryset)

    def detailed(self, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        """Fetch everything public that hangs on the claim."""
        return with_details(queryset)

    def missing(self, pk: int) -> APIException:
        """Point from a claim that was public to the public one it was merged into."""
        error = super().missing(pk)
        target = Claim.objects.public().filter(merged__pk=pk).first()
        if target and error.status_code == 410:
            return Moved(self.request.build_absolute_uri(reverse("api-claim-detail", args=[target.pk])))
        return error
