"""A verdict at a glance, and the record of its versions."""

from dataclasses import dataclass

from django.db.models import Prefetch

from claims.enums import VerdictEventKind, VerdictState
from claims.models import Claim, Rating, Verdict, VerdictEvent
from claims.models.verdict import VerdictQuerySet


@dataclass(frozen=True)
class ShownVerdict:
    """One public version: its rating, the steps of the scale it belongs to, and why it was retracted, if it was."""

    row: Verdict
    rating: Rating
    scale: list[Rating]
    retractions: list[VerdictEvent]
    is_reworded: bool

    @property
    def is_retracted(self) -> bool:
        """Say whether the verdict was taken back."""
        return self.row.state == VerdictState.RETRACTED

    @property
    def is_superseded(self) -> bool:
        """Say whether a newer version has taken its place."""
        return self.row.state == VerdictState.SUPERSEDED


def public_versions(claim: Claim) -> VerdictQuerySet:
    """Return what was ever published on the claim, the newest first, with its rating and the reason of a retraction.

    Of the events only retractions are fetched: what the desk says to itself stays there.
    """
    retractions = VerdictEvent.objects.filter(kind=VerdictEventKind.RETRACTED)
    return (
        Verdict.objects.public()
        .filter(claim=claim)
        .select_related("rating__scale")
        .prefetch_related(Prefetch("events", retractions))
        .order_by("-version")
    )


def shown_verdict(row: Verdict, claim: Claim) -> ShownVerdict:
    """Return a version of ``public_versions`` for readers; one query, for the scale."""
    rating = row.rating
    assert rating is not None, "held by verdict_complete"  # noqa: S101  # narrows the type
    steps = Rating.objects.public().filter(scale=rating.scale_id).order_by("position")
    return ShownVerdict(
        row=row,
        rating=rating,
        scale=[step for step in steps if step.retired_at is None or step == rating],
        retractions=list(row.events.all()),
        is_reworded=row.statement != claim.statement,
    )
