"""Word a claim, publish it, withdraw it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.enums import ClaimKind
from claims.models import Claim, Topic
from claims.rules import Refusal, refusing, require_permission


def create_claim(
    *,
    statement: str,
    short_statement: str,
    kind: ClaimKind,
    language: str = "en",
    topics: Iterable[Topic] = (),
    by: User,
    now: datetime.datetime | None = None,
    **fields: Any,
) -> Claim:
    """Record a draft claim; ``fields`` are further columns such as ``speaks_of``, ``context`` and ``note``."""
    require_permission(by, "claims.add_claim")
    with refusing(by=by):
        claim = Claim.objects.create(
            statement=statement, short_statement=short_statement, kind=kind, language=language,
            created_by=by, created_at=now or timezone.now(), **fields,
        )  # fmt: skip
        claim.topics.set(topics)
    return claim


def revise_claim(*, claim: Claim, by: User, topics: Iterable[Topic] | None = None, **fields: Any) -> Claim:
    """Change columns of a claim; the verdicts keep the wording that they were submitted with."""
    require_permission(by, "claims.change_claim")
    with refusing(by=by):
        for name, value in fields.items():
            setattr(claim, name, value)
        claim.save()
        if topics is not None:
            claim.topics.set(topics)
    return claim


def add_topics(*, claim: Claim, topics: Iterable[Topic], by: User) -> Claim:
    """Put the claim under further topics; those that it has stay."""
    require_permission(by, "claims.change_claim")
    require_unmerged(claim)
    with refusing(by=by):
        claim.topics.add(*topics)
    return claim


def remove_topics(*, claim: Claim, topics: Iterable[Topic], by: User) -> Claim:
    """Take the claim from topics; those that it is not under make no difference."""
    require_permission(by, "claims.change_claim")
    require_unmerged(claim)
    with refusing(by=by):
        claim.topics.remove(*topics)
    return claim


def require_unmerged(claim: Claim) -> None:
    """Refuse to add to a claim that has been merged into another, where nobody would see it."""
    target = Claim.objects.filter(merged=claim.pk).first()
    if target:
        raise Refusal(
            "claim_merged",
            _("This claim has been merged into “%(claim)s” (%(id)s). Add it there.")
            % {"claim": target, "id": target.pk},
        )


def publish_claim(*, claim: Claim, by: User) -> Claim:
    """Let the public see the claim and those of its rows that are public themselves."""
    require_permission(by, "claims.publish_claim")
    with refusing(by=by):
        claim.publish()
    return claim


def withdraw_claim(*, claim: Claim, by: User) -> Claim:
    """Take the claim and all that belongs to it from the public, at every date."""
    require_permission(by, "claims.publish_claim")
    with refusing(by=by):
        claim.withdraw()
    return claim
