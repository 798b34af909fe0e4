"""Decide whether two similar claims belong together."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from claims.enums import MatchDecision
from claims.models import ClaimMatch
from claims.rules import refusing, require_permission


def decide_match(
    *, match: ClaimMatch, decision: MatchDecision, by: User, now: datetime.datetime | None = None
) -> ClaimMatch:
    """Record what an editor says of the pair; merging is a step of its own."""
    require_permission(by, "claims.change_claimmatch")
    with refusing(by=by):
        match.decide(decision, by=by, at=now or timezone.now())
    return match
