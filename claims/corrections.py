"""The log of corrections: later versions of verdicts and retractions, from the newest to the oldest."""

import datetime
import heapq
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from claims.models import Rating, Verdict, VerdictEvent

# At one moment, retractions stand before versions.
VERSION, RETRACTION = 0, 1


@dataclass(frozen=True, order=True)
class Place:
    """Where a correction stands in the log: its time, whether it is a retraction, and the id of its row."""

    at: datetime.datetime
    kind: int
    pk: int


@dataclass(frozen=True)
class Correction:
    """A later version, or the retraction of one; ``before`` is the rating of the version before it, if it had one."""

    place: Place
    verdict: Verdict
    note: str
    before: Rating | None = None

    @property
    def is_retraction(self) -> bool:
        """Say whether a verdict was taken back."""
        return self.place.kind == RETRACTION


def corrections(*, limit: int, before: Place | None = None) -> list[Correction]:
    """Return up to ``limit`` public corrections, those next before ``before`` or the newest; two indexes answer."""
    found = [*_versions(limit, before), *_retractions(limit, before)]
    return heapq.nlargest(limit, found, key=lambda correction: correction.place)


def _versions(limit: int, before: Place | None) -> list[Correction]:
    rows = Verdict.objects.corrections().select_related("claim", "rating__scale").latest_first()
    if before:
        is_tied = Q(published_at=before.at, **({} if before.kind == RETRACTION else {"pk__lt": before.pk}))
        rows = rows.filter(Q(published_at__lt=before.at) | is_tied)
    earlier = Verdict.objects.filter(claim=OuterRef("claim"), version=OuterRef("version") - 1)
    found = list(rows.annotate(rating_before=Subquery(earlier.values("rating")[:1]))[:limit])
    ratings = Rating.objects.select_related("scale").in_bulk({vars(row)["rating_before"] for row in found})
    return [
        Correction(
            Place(row.published_at, VERSION, row.pk),
            row,
            row.change_note,
            ratings.get(vars(row)["rating_before"]),
        )
        for row in found
        if row.published_at
    ]


def _retractions(limit: int, before: Place | None) -> list[Correction]:
    rows = VerdictEvent.objects.retractions().select_related("verdict__claim", "verdict__rating__scale")
    if before:
        tied = {"at": before.at, "pk__lt": before.pk if before.kind == RETRACTION else 0}
        rows = rows.filter(Q(at__lt=before.at) | Q(**tied))
    return [Correction(Place(row.at, RETRACTION, row.pk), row.verdict, row.note) for row in rows[:limit]]
