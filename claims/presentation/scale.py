"""The rating scales with their steps and what became of them, as the methodology explains them."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from claims.differences import Piece, word_pieces
from claims.enums import ClaimKind, Normalised
from claims.models import Rating, RatingScale
from claims.shipped_scales import in_interface


@dataclass(frozen=True)
class StepChange:
    """What changed in a step's meaning, and when."""

    on: datetime.date
    pieces: list[Piece]


@dataclass(frozen=True)
class ShownStep:
    """A step of a scale, and each change of its meaning, the newest first."""

    row: Rating
    changes: list[StepChange]


@dataclass(frozen=True)
class ShownScale:
    """A scale, the kinds of claims it serves in words, and its steps in order, retired ones too."""

    row: RatingScale
    kinds: list[str]
    steps: list[ShownStep]


def shown_scales() -> list[ShownScale]:
    """Return every scale; three queries."""
    kept = defaultdict(list)
    for version in apps.get_model("claims", "RatingHistory").objects.order_by("pgh_id"):
        kept[version.pgh_obj_id].append(version)
    rows = RatingScale.objects.all().prefetch_related(Prefetch("ratings", Rating.objects.public().order_by("position")))
    return [
        ShownScale(
            row,
            [str(ClaimKind(kind).label) for kind in row.kinds],
            [ShownStep(step, _changes(kept[step.pk])) for step in row.ratings.all()],
        )
        for row in rows
    ]


def _changes(kept: Sequence[Any]) -> list[StepChange]:
    return [
        StepChange(after.pgh_created_at.date(), word_pieces(_meaning(before), _meaning(after)))
        for before, after in pairwise(kept)
        if _meaning(before) != _meaning(after)
    ][::-1]


def _meaning(step: Any) -> str:  # noqa: ANN401  # a row of the history, whose class is made at run time
    """Return what a step means in one line: what a change of it must not hide."""
    number = _("%(value)s of 5") % {"value": step.value} if step.value else _("no number")
    return (
        f"{in_interface(step.label)}: {in_interface(step.definition)} ({number}, {Normalised(step.normalised).label})"
    )
