"""Mark what in a text is not its author's."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from sources.enums import Decision, MarkKind
from sources.models import ArticleText, Mark, Outlet
from sources.rules import refusing, require_permission


def mark_span(
    *,
    text: ArticleText,
    kind: MarkKind,
    start: int,
    end: int,
    inserted_by: Outlet | None = None,
    note: str = "",
    by: User,
    now: datetime.datetime | None = None,
) -> Mark:
    """Mark ``start..end`` (code points) of ``text``; what an editor marks is confirmed at once."""
    require_permission(by, "sources.add_mark")
    moment = now or timezone.now()
    with refusing(by=by):
        return Mark.objects.create(
            text=text, kind=kind, start=start, end=end, inserted_by=inserted_by, note=note,
            status=Decision.CONFIRMED, created_by=by, created_at=moment, decided_by=by, decided_at=moment,
        )  # fmt: skip


def decide_mark(*, mark: Mark, status: Decision, by: User, now: datetime.datetime | None = None) -> Mark:
    """Confirm or reject a suggested mark."""
    require_permission(by, "sources.change_mark")
    with refusing(by=by):
        mark.decide(status, by=by, at=now or timezone.now())
    return mark
