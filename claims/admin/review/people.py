"""Who may decide on a verdict, and why somebody may not."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from claims.enums import VerdictState
from claims.models import Verdict
from claims.rules import MESSAGES

DECIDED = (VerdictState.APPROVED, VerdictState.PUBLISHED)  # what waits for a reviewer, or can be taken back by one
NAMED = 8  # people that the page names
BACKEND = "django.contrib.auth.backends.ModelBackend"  # with a second one that knows no permissions, one must be named


@dataclass(frozen=True)
class Reviewing:
    """Why the reader of the page may not decide, empty if they may; and who may instead, the first few by name."""

    why_not: str
    others: list[User]
    are_more: bool


def reviewing(verdict: Verdict, user: User) -> Reviewing:
    """Say whether ``user`` may take the step that the verdict waits for, and who else may."""
    wrote = set(verdict.contributors.values_list("user_id", flat=True))
    able = User.objects.with_perm("claims.review_verdict", backend=BACKEND).exclude(pk__in=[*wrote, user.pk])
    others = list(able.order_by("username")[: NAMED + 1])
    return Reviewing(_why_not(verdict, user, wrote), others[:NAMED], are_more=len(others) > NAMED)


def _why_not(verdict: Verdict, user: User, wrote: set[int]) -> str:
    if verdict.state != VerdictState.SUBMITTED:
        is_own = user.pk in wrote and user.has_perm("claims.publish_verdict")
        return str(MESSAGES["verdict_of_another"]) if is_own and verdict.state in DECIDED else ""
    if user.pk == verdict.author_id:
        return str(MESSAGES["verdict_reviewer_not_author"])
    if user.pk in wrote:
        return str(MESSAGES["verdict_reviewer_contributed"])
    if not user.has_perm("claims.review_verdict"):
        return _("Verdicts are approved by reviewers, and you are not one.")
    return ""
