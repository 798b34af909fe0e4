"""Say something about a verdict to colleagues; call it settled, or open again."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.enums import CommentedField
from claims.models import Verdict, VerdictComment
from claims.rules import Refusal, refusing, require_permission


def comment_on_verdict(
    *,
    verdict: Verdict,
    text: str,
    field: CommentedField | None = None,
    by: User,
    now: datetime.datetime | None = None,
) -> VerdictComment:
    """Record a remark for colleagues, on the whole or on one field; it makes nobody a contributor."""
    require_permission(by, "claims.add_verdictcomment")
    if not text.strip():
        raise Refusal("comment_text_given", _("Write the comment first."))
    with refusing(by=by):
        return VerdictComment.objects.create(
            verdict=verdict, text=text.strip(), field=field or "", created_by=by, created_at=now or timezone.now()
        )


def resolve_comment(*, comment: VerdictComment, by: User, now: datetime.datetime | None = None) -> VerdictComment:
    """Call a comment settled; whoever did so first is on record."""
    require_permission(by, "claims.change_verdictcomment")
    with refusing(by=by):
        locked = _lock(comment)
        if not locked.is_resolved:
            locked.resolve(by=by, at=now or timezone.now())
    return locked


def reopen_comment(*, comment: VerdictComment, by: User) -> VerdictComment:
    """Say that a comment is not settled after all."""
    require_permission(by, "claims.change_verdictcomment")
    with refusing(by=by):
        locked = _lock(comment)
        locked.reopen()
    return locked


def _lock(comment: VerdictComment) -> VerdictComment:
    return VerdictComment.objects.select_for_update().get(pk=comment.pk)
