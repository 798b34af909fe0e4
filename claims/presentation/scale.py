"""The rating scales with their steps, as the methodology explains them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from claims.enums import ClaimKind
from claims.models import Rating, RatingScale


@dataclass(frozen=True)
class ShownScale:
    """A scale, the kinds of claims it serves in words, and its steps in order, retired ones too."""

    row: RatingScale
    kinds: list[str]
    steps: list[Rating]


def shown_scales() -> list[ShownScale]:
    """Return every scale; two queries."""
    rows = RatingScale.objects.all().prefetch_related(Prefetch("ratings", Rating.objects.public().order_by("position")))
    return [
        ShownScale(row, [str(ClaimKind(kind).label) for kind in row.kinds], list(row.ratings.all())) for row in rows
    ]
