"""Record that one article was made from another, and decide such suggestions."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from sources.enums import Decision, DerivationKind
from sources.models import Article, Derivation
from sources.rules import refusing, require_permission


def record_derivation(
    *,
    article: Article,
    original: Article,
    kind: DerivationKind,
    note: str = "",
    method: str = "editor",
    score: float | None = None,
    by: User,
    now: datetime.datetime | None = None,
) -> Derivation:
    """Suggest that ``article`` was made from ``original``; it counts once it is confirmed."""
    require_permission(by, "sources.add_derivation")
    with refusing(by=by):
        return Derivation.objects.create(
            article=article, original=original, kind=kind, note=note, method=method, score=score,
            created_by=by, created_at=now or timezone.now(),
        )  # fmt: skip


def decide_derivation(
    *, derivation: Derivation, status: Decision, by: User, now: datetime.datetime | None = None
) -> Derivation:
    """Confirm or reject a derivation; the roots and the counts of independent sources follow at once."""
    require_permission(by, "sources.change_derivation")
    with refusing(by=by):
        derivation.decide(status, by=by, at=now or timezone.now())
    return derivation
