"""What the page of one claimant shows: who it is, and where they speak or report what others said."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q, QuerySet

from claims.models import Appearance, AttributionStep, Claimant
from claims.models.appearance import AppearanceQuerySet
from claims.presentation.appearance import with_sources
from claims.presentation.claim_card import verdicts_of_claims
from rest.cursors import Cursor
from rest.ordering import Key, Order
from sources.date_words import in_words

Nearest: TypeAlias = Callable[[QuerySet[Appearance], Cursor, int], QuerySet[Appearance]]

# The latest first, those of unknown day last.
LATEST_SAID: Order = (
    Key("said_on", datetime.date, is_descending=True, is_nullable=True),
    Key("id", int, is_descending=True),
)


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


def nearest_said(claimant: Claimant) -> Nearest:
    """Return what narrows public appearances to so many, next to a cursor, that ``claimant`` made or relayed.

    Both sorts are asked for apart: each is read from its own index, which neither would be with an OR between them.
    """
    relayed = AttributionStep.objects.filter(claimant=claimant).values("appearance")

    def nearest(rows: QuerySet[Appearance], cursor: Cursor, limit: int) -> QuerySet[Appearance]:
        ids: set[int] = set()
        for sort in (Q(claimant=claimant), Q(pk__in=relayed)):
            page = cursor.read(Appearance.objects.public().filter(sort), LATEST_SAID)
            ids.update(page.values_list("pk", flat=True)[:limit])
        return rows.filter(pk__in=ids)

    return nearest


def public_appearances() -> AppearanceQuerySet:
    """Return the public appearances of everybody, with their sources and what became of the claim."""
    return with_sources(Appearance.objects.public()).prefetch_related(verdicts_of_claims())
