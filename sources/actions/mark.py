"""Mark what in a text is not its author's."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from sources.enums import Decision, MarkKind
from sources.models import ArticleText, Mark, Outlet
from sources.reanchoring import same_place
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


def carry_marks(
    *, older: ArticleText, newer: ArticleText, by: User, now: datetime.datetime | None = None
) -> list[Mark]:
    """Mark in ``newer`` what ``older`` has marked, where the same words stand beyond doubt; return what was lost.

    A confirmed mark is confirmed anew, a suggestion stays one; what was rejected is left behind.
    """
    require_permission(by, "sources.add_mark")
    moment, lost = now or timezone.now(), []
    with refusing(by=by):
        for mark in older.marks.exclude(status=Decision.REJECTED):
            start = same_place(older.content, newer.content, mark.start, mark.end)
            if start is None:
                lost.append(mark)
                continue
            decided = {"decided_by": by, "decided_at": moment} if mark.status == Decision.CONFIRMED else {}
            Mark.objects.create(
                text=newer, kind=mark.kind, start=start, end=start + mark.end - mark.start,
                inserted_by=mark.inserted_by, note=mark.note, status=mark.status, created_by=by, created_at=moment,
                **decided,
            )  # fmt: skip
    return lost
