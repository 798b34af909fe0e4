"""What the page of one claimant shows: who it is, and where they speak or report what others said."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from claims.models import Appearance, AttributionStep, Claimant
from claims.models.appearance import AppearanceQuerySet
from claims.presentation.appearance import with_sources
from sources.date_words import in_words


@dataclass(frozen=True)
class Role:
    """A role of a claimant, with its first and last day in words; empty where unknown."""

    name: str
    since: str
    until: str


def roles_of(claimant: Claimant) -> list[Role]:
    """Return the roles on record, the earliest first."""
    return [
        Role(str(row), in_words(row.since), in_words(row.until))
        for row in claimant.affiliations.order_by("since", "id")
    ]


def appearances_of(claimant: Claimant) -> AppearanceQuerySet:
    """Return the public appearances that ``claimant`` made or relayed, each with ``day``, with its sources."""
    relayed = AttributionStep.objects.filter(appearance=OuterRef("pk"), claimant=claimant)
    rows: AppearanceQuerySet = (
        Appearance.objects.public()
        .filter(Q(claimant=claimant) | Exists(relayed))
        .annotate(day=Coalesce(F("said_on"), F("passage__text__article__published_on")))
    )
    return with_sources(rows)
