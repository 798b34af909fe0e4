"""Take up a claim that was found to be similar, and take back what was decided of a pair."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.claim import require_unmerged
from claims.actions.match import decide_match, polarity_of
from claims.closeness import find_near
from claims.enums import MatchDecision
from claims.models import Claim, ClaimMatch
from claims.rules import refusing, require_permission

BY_HAND = "editor"  # the method of a pair that only a person found


def decide_pair(
    *, claim: Claim, other: Claim, decision: MatchDecision, by: User, now: datetime.datetime | None = None
) -> ClaimMatch:
    """Record what an editor says of two claims; a pair that nobody suggested is recorded along with it."""
    require_permission(by, "claims.change_claimmatch")
    require_unmerged(claim)
    require_unmerged(other)
    at = now or timezone.now()
    with refusing(by=by):
        return decide_match(match=pair(claim, other, by=by, at=at), decision=decision, by=by, now=at)


def pair(claim: Claim, other: Claim, *, by: User, at: datetime.datetime) -> ClaimMatch:
    """Return the pair of two claims, the older first, with the score and method that it is found by today."""
    first, second = sorted((claim, other), key=lambda one: one.pk)
    known = ClaimMatch.objects.filter(first=first, second=second).first()
    if known:
        return known
    near = find_near(
        claim.statement, language=claim.language, among=Claim.objects.filter(pk=other.pk), least=0.0, limit=1
    )
    return ClaimMatch.objects.create(
        first=first, second=second, method=near[0].method if near else BY_HAND,
        score=round(near[0].score, 4) if near else None, polarity=polarity_of(claim, other),
        created_by=by, created_at=at,
    )  # fmt: skip


def reopen_match(*, match: ClaimMatch, by: User) -> ClaimMatch:
    """Take a decision back: the pair waits in the tray again; who had decided stays in its history."""
    require_permission(by, "claims.change_claimmatch")
    with refusing(by=by):
        match.reopen()
    return match
