"""Cite what supports or contradicts a claim; approve, take back, withdraw."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.claim import require_unmerged
from claims.enums import EvidenceStance
from claims.models import Claim, Evidence
from claims.rules import refusing, require_permission
from sources.models import Article, Passage


def cite_evidence(
    *,
    claim: Claim,
    article: Article,
    stance: EvidenceStance,
    passage: Passage | None = None,
    locator: str = "",
    comment: str = "",
    is_primary: bool = False,
    by: User,
    now: datetime.datetime | None = None,
    **fields: Any,
) -> Evidence:
    """Record a draft piece of evidence: a passage, a locator, or the article as a whole."""
    require_permission(by, "claims.add_evidence")
    require_unmerged(claim)
    with refusing(by=by):
        return Evidence.objects.create(
            claim=claim, article=article, stance=stance, passage=passage, locator=locator, comment=comment,
            is_primary=is_primary, created_by=by, created_at=now or timezone.now(), **fields,
        )  # fmt: skip


def revise_evidence(*, evidence: Evidence, by: User, **fields: Any) -> Evidence:
    """Change a draft piece of evidence; an approved one must first be taken back to draft."""
    require_permission(by, "claims.change_evidence")
    with refusing(by=by):
        for name, value in fields.items():
            setattr(evidence, name, value)
        evidence.save()
        evidence.refresh_from_db()
    return evidence


def approve_evidence(*, evidence: Evidence, by: User) -> Evidence:
    """Let the public see the evidence; ``by`` must not have written it."""
    require_permission(by, "claims.approve_evidence")
    with refusing(by=by):
        locked = Evidence.objects.select_for_update().get(pk=evidence.pk)
        locked.approve(by=by)
    return locked


def reopen_evidence(*, evidence: Evidence, by: User) -> Evidence:
    """Take approved evidence back to draft, unless a verdict relies on it."""
    require_permission(by, "claims.change_evidence")
    with refusing(by=by):
        evidence.reopen()
    return evidence


def withdraw_evidence(*, evidence: Evidence, by: User) -> Evidence:
    """Take the evidence from the public for good, unless a standing verdict relies on it."""
    require_permission(by, "claims.change_evidence")
    with refusing(by=by):
        evidence.withdraw()
    return evidence
