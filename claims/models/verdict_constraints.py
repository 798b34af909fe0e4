"""What one row of a verdict must satisfy, held by the database."""

from django.db import models
from django.db.models import F, Q

from claims.enums import OPEN_STATES, PUBLIC_STATES, ChangeReason, VerdictState

CONSTRAINTS: list[models.BaseConstraint] = [
    models.UniqueConstraint(fields=["claim", "version"], name="verdict_version_unique"),
    models.UniqueConstraint(fields=["claim"], condition=Q(state=VerdictState.PUBLISHED), name="verdict_one_published"),
    models.UniqueConstraint(fields=["claim"], condition=Q(state__in=OPEN_STATES), name="verdict_one_open"),
    models.CheckConstraint(condition=Q(version__gte=1), name="verdict_version_positive"),
    models.CheckConstraint(condition=Q(state__in=VerdictState.values), name="verdict_state_known"),
    models.CheckConstraint(
        condition=Q(change_kind="") | Q(change_kind__in=ChangeReason.values), name="verdict_change_kind_known"
    ),
    models.CheckConstraint(
        condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")), name="verdict_reviewer_not_author"
    ),
    models.CheckConstraint(
        condition=Q(state=VerdictState.DRAFT, submitted_at__isnull=True, digest="")
        | (~Q(state=VerdictState.DRAFT) & Q(submitted_at__isnull=False) & Q(digest__regex=r"^[0-9a-f]{64}$")),
        name="verdict_submitted_at_and_digest",
    ),
    models.CheckConstraint(
        condition=Q(
            state__in=[VerdictState.DRAFT, VerdictState.SUBMITTED],
            reviewer__isnull=True,
            decided_at__isnull=True,
        )
        | (
            ~Q(state__in=[VerdictState.DRAFT, VerdictState.SUBMITTED])
            & Q(reviewer__isnull=False, decided_at__isnull=False)
        ),
        name="verdict_reviewer_and_decided_at",
    ),
    models.CheckConstraint(
        condition=Q(state__in=OPEN_STATES, published_at__isnull=True)
        | Q(state__in=PUBLIC_STATES, published_at__isnull=False),
        name="verdict_published_at",
    ),
    models.CheckConstraint(
        condition=Q(state=VerdictState.DRAFT)
        | (
            Q(rating__isnull=False)
            & ~Q(title="")
            & ~Q(statement="")
            & ~Q(short_statement="")
            & ~Q(summary="")
            & ~Q(rationale="")
            & Q(evidence_until__isnull=False)
        ),
        name="verdict_complete",
    ),
    # The first version has nothing to correct; every later one says what changed and why.
    models.CheckConstraint(
        condition=Q(state=VerdictState.DRAFT) | Q(version=1) | (~Q(change_kind="") & ~Q(change_note="")),
        name="verdict_change_explained",
    ),
]
