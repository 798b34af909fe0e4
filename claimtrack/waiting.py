"""What waits at the desk for whoever signs in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.enums import VerdictState
from claims.models import Appearance, Claim, ClaimMatch, Evidence, Verdict
from sources.enums import Decision
from sources.models import Derivation, Mark, Passage

M = TypeVar("M", Appearance, Evidence)


@dataclass(frozen=True)
class Waiting:
    """A pile of work: how much there is, and the list that shows it."""

    label: str | Promise
    count: int
    url: str


@dataclass(frozen=True)
class Kind:
    """A sort of work: who may do it, which rows they are for a user, and how the list is asked for them."""

    label: str | Promise
    permission: str
    rows: Callable[[User], QuerySet[Model]]
    query: str


def by_others(rows: QuerySet[M], user: User) -> QuerySet[M]:
    """Return the drafts that ``user`` neither wrote nor edited."""
    return rows.exclude(created_by=user).exclude(edited_by=user)


KINDS = (
    Kind(
        _("verdicts to review"), "claims.review_verdict",
        Verdict.objects.awaiting_review_by, "review=mine",
    ),
    Kind(
        _("verdicts to publish"), "claims.publish_verdict",
        lambda _user: Verdict.objects.filter(state=VerdictState.APPROVED), "state__exact=approved",
    ),
    Kind(
        _("appearances to approve"), "claims.approve_appearance",
        lambda user: by_others(Appearance.objects.awaiting_approval(), user), "status__exact=draft",
    ),
    Kind(
        _("pieces of evidence to approve"), "claims.approve_evidence",
        lambda user: by_others(Evidence.objects.awaiting_approval(), user), "status__exact=draft",
    ),
    Kind(
        _("verdicts that I am drafting"), "claims.change_verdict",
        lambda user: Verdict.objects.filter(author=user, state=VerdictState.DRAFT),
        "state__exact=draft&author__id__exact={user.pk}",
    ),
    Kind(
        _("claims given to me"), "claims.change_claim",
        lambda user: Claim.objects.unmerged().filter(assignee=user), "assignee__id__exact={user.pk}",
    ),
    Kind(
        _("pairs of claims to compare"), "claims.change_claimmatch",
        lambda _user: ClaimMatch.objects.waiting(), "tray=waiting",
    ),
    Kind(
        _("orphaned passages"), "sources.add_passage",
        lambda _user: Passage.objects.undecided(), "orphaned=undecided",
    ),
    Kind(
        _("suggested derivations"), "sources.change_derivation",
        lambda _user: Derivation.objects.filter(status=Decision.SUGGESTED), "status__exact=suggested",
    ),
    Kind(
        _("suggested marks"), "sources.change_mark",
        lambda _user: Mark.objects.filter(status=Decision.SUGGESTED), "status__exact=suggested",
    ),
)  # fmt: skip


def piles(user: User) -> list[Waiting]:
    """Return what waits for ``user``, as far as they may do it; empty piles too."""
    return [_pile(kind, user) for kind in KINDS if user.has_perm(kind.permission)]


def _pile(kind: Kind, user: User) -> Waiting:
    rows = kind.rows(user)
    table = reverse(f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}_changelist")
    return Waiting(kind.label, rows.count(), f"{table}?{kind.query.format(user=user)}")
