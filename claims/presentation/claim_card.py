"""Claims in a list: what is claimed, by whom first, by how many sources, and the verdict that stands."""

from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from claims.enums import Stance
from claims.models import Appearance, Claim, SourceCount, Verdict
from claims.models.claim import ClaimQuerySet


def with_card(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Fetch along what a card shows: ``lead_name``, the published verdict, and the source counts of its stances."""
    shown = Appearance.objects.public()
    chosen = shown.filter(pk=OuterRef("lead_appearance"))
    earliest = shown.filter(claim=OuterRef("pk"), stance=Stance.ASSERTS).in_order_of_time()
    cards: ClaimQuerySet = claims.annotate(
        lead_name=Coalesce(
            Subquery(chosen.values("claimant__name")[:1]), Subquery(earliest.values("claimant__name")[:1])
        )
    ).prefetch_related(
        Prefetch("verdicts", Verdict.objects.public().published().select_related("rating__scale")),
        Prefetch("source_counts", SourceCount.objects.filter(stance__in=[Stance.ASSERTS, Stance.DENIES])),
    )
    return cards


def verdicts_of_claims(path: str = "claim") -> Prefetch[str]:
    """Fetch along the published verdict of each row's claim, as ``standing``; where none is, that is empty."""
    return Prefetch(
        f"{path}__verdicts", Verdict.objects.public().published().select_related("rating__scale"), to_attr="standing"
    )


def latest_verdicts() -> ClaimQuerySet:
    """Return the claims whose verdict was published last, the newest first."""
    return with_card(Claim.objects.public().with_published_verdict()).order_by(
        "-verdicts__published_at", "-verdicts__id"
    )
