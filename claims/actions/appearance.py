"""Record who says a claim where; approve, take back, withdraw."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.claim import require_unmerged
from claims.enums import Manner, Stance
from claims.models import Appearance, AttributionStep, Claim, Claimant
from claims.rules import refusing, require_permission
from sources.models import Outlet, Passage

Step = tuple[Claimant | Outlet, str]


def record_appearance(
    *,
    claim: Claim,
    passage: Passage,
    claimant: Claimant,
    stance: Stance,
    manner: Manner,
    steps: Sequence[Step] = (),
    by: User,
    now: datetime.datetime | None = None,
    **fields: Any,
) -> Appearance:
    """Record a draft appearance with its attribution chain.

    ``steps`` run from the article inwards, each a speaker and a verb ("reports"); the final speaker is
    ``claimant`` and not repeated. ``fields`` are further columns such as ``affiliation``, ``fidelity`` and ``said``.
    """
    require_permission(by, "claims.add_appearance")
    require_unmerged(claim)
    with refusing(by=by):
        appearance = Appearance.objects.create(
            claim=claim, passage=passage, claimant=claimant, stance=stance, manner=manner,
            created_by=by, created_at=now or timezone.now(), **fields,
        )  # fmt: skip
        _write_steps(appearance, steps)
    return appearance


def revise_appearance(
    *, appearance: Appearance, steps: Sequence[Step] | None = None, by: User, **fields: Any
) -> Appearance:
    """Change a draft appearance; an approved one must first be taken back to draft."""
    require_permission(by, "claims.change_appearance")
    with refusing(by=by):
        for name, value in fields.items():
            setattr(appearance, name, value)
        appearance.save()
        if steps is not None:
            appearance.steps.all().delete()
            _write_steps(appearance, steps)
        appearance.refresh_from_db()
    return appearance


def approve_appearance(*, appearance: Appearance, by: User) -> Appearance:
    """Let the public see the appearance; ``by`` must not have written it."""
    require_permission(by, "claims.approve_appearance")
    with refusing(by=by):
        locked = Appearance.objects.select_for_update().get(pk=appearance.pk)
        locked.approve(by=by)
    return locked


def reopen_appearance(*, appearance: Appearance, by: User) -> Appearance:
    """Take an approved appearance back to draft, unless a verdict relies on it."""
    require_permission(by, "claims.change_appearance")
    with refusing(by=by):
        appearance.reopen()
    return appearance


def withdraw_appearance(*, appearance: Appearance, by: User) -> Appearance:
    """Take the appearance from the public for good, unless a standing verdict relies on it."""
    require_permission(by, "claims.change_appearance")
    with refusing(by=by):
        appearance.withdraw()
    return appearance


def _write_steps(appearance: Appearance, steps: Sequence[Step]) -> None:
    AttributionStep.objects.bulk_create(
        AttributionStep(
            appearance=appearance,
            position=position,
            claimant=speaker if isinstance(speaker, Claimant) else None,
            outlet=speaker if isinstance(speaker, Outlet) else None,
            verb=verb,
        )
        for position, (speaker, verb) in enumerate(steps, start=1)
    )
