"""The right of reply: ask, or say why nobody was asked; record the answer."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.claim import require_unmerged
from claims.models import Claim, Claimant, Inquiry
from claims.rules import refusing, require_permission


def inquire(
    *,
    claim: Claim,
    addressee: Claimant,
    asked_at: datetime.datetime | None = None,
    deadline: datetime.datetime | None = None,
    reason_not_asked: str = "",
    is_public: bool = False,
    by: User,
    now: datetime.datetime | None = None,
) -> Inquiry:
    """Record that ``addressee`` was asked, or the reason why not; exactly one of the two."""
    require_permission(by, "claims.add_inquiry")
    require_unmerged(claim)
    with refusing(by=by):
        return Inquiry.objects.create(
            claim=claim, addressee=addressee, asked_at=asked_at, deadline=deadline, reason_not_asked=reason_not_asked,
            is_public=is_public, created_by=by, created_at=now or timezone.now(),
        )  # fmt: skip


def record_answer(
    *, inquiry: Inquiry, answer: str, is_public: bool, by: User, now: datetime.datetime | None = None
) -> Inquiry:
    """Record the answer, and whether readers see it."""
    require_permission(by, "claims.change_inquiry")
    with refusing(by=by):
        inquiry.answer, inquiry.answered_at, inquiry.is_public = answer, now or timezone.now(), is_public
        inquiry.save()
    return inquiry


def revise_inquiry(*, inquiry: Inquiry, by: User, **fields: Any) -> Inquiry:
    """Change columns of an inquiry, such as ``deadline`` and ``is_public``; the answer has a step of its own."""
    require_permission(by, "claims.change_inquiry")
    with refusing(by=by):
        for name, value in fields.items():
            setattr(inquiry, name, value)
        inquiry.save(update_fields=[*fields])
    return inquiry
