"""Entries of feeds: a verdict that was published, one that was changed or taken back, a claim of a list."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from changes.models import Change
from claims.corrections import Correction, corrections
from claims.models import Claim, Verdict
from claims.presentation.claim_card import with_card


@dataclass(frozen=True)
class Entry:
    """One entry; ``name`` stays the same for ever, ``path`` is that of its page."""

    name: str
    title: str
    path: str
    summary: str
    content: SafeString
    published_at: datetime.datetime | None
    updated_at: datetime.datetime
    categories: tuple[str, ...]


def verdict_entries(limit: int) -> list[Entry]:
    """Return the verdicts that stand, the newest first."""
    rows = Verdict.objects.public().published().select_related("claim", "rating__scale").latest_first()
    return [_verdict(row) for row in rows[:limit]]


def correction_entries(limit: int) -> list[Entry]:
    """Return later versions of verdicts, and retractions, the newest first."""
    return [
        _retraction(told) if told.is_retraction else _change(told.verdict, told.note)
        for told in corrections(limit=limit)
    ]


def claim_entries(ids: Sequence[int] | None, limit: int) -> list[Entry]:
    """Return the claims with these ids, or of all, the newest first."""
    changed = Change.objects.filter(object_type="claim", object_id=OuterRef("pk")).order_by("-seq")
    rows = with_card(Claim.objects.public()).annotate(changed_at=Subquery(changed.values("at")[:1])).order_by("-pk")
    return [_claim(row) for row in (rows if ids is None else rows.filter(pk__in=ids))[:limit]]


def _verdict(row: Verdict) -> Entry:
    return Entry(
        name=f"verdicts/{row.pk}",
        title=_titled(row.rating, row.title),
        path=row.claim.get_absolute_url(),
        summary=row.summary,
        content=_content(row),
        published_at=_published_at(row),
        updated_at=_published_at(row),
        categories=_categories(row),
    )


def _change(row: Verdict, note: str) -> Entry:
    """Return the entry of a later version; its name is another than the verdict's own."""
    entry = _verdict(row)
    why = format_html("<p><strong>{}</strong> {}</p>", row.get_change_kind_display(), note)
    return Entry(
        name=f"corrections/{row.pk}",
        title=_titled(row.get_change_kind_display(), row.title),
        path=row.get_absolute_url(),
        summary=note,
        content=why + entry.content,
        published_at=entry.published_at,
        updated_at=entry.updated_at,
        categories=(row.change_kind,),
    )


def _retraction(told: Correction) -> Entry:
    row = told.verdict
    return Entry(
        name=f"retractions/{row.pk}",
        title=_("Retracted: %(title)s") % {"title": row.title},
        path=row.get_absolute_url(),
        summary=told.note,
        content=format_html(
            "<p><strong>{}</strong> {}</p><blockquote>{}</blockquote>", _("Retracted"), told.note, row.statement
        ),
        published_at=told.place.at,
        updated_at=told.place.at,
        categories=("retracted",),
    )


def _claim(row: Claim) -> Entry:
    standing = next(iter(row.verdicts.all()), None)  # fetched with the card: the published one alone
    changed_at: datetime.datetime = getattr(row, "changed_at", None) or row.created_at
    judged_at = standing.published_at if standing else None
    return Entry(
        name=f"claims/{row.pk}",
        title=_titled(standing.rating if standing else None, row.short_statement),
        path=row.get_absolute_url(),
        summary=standing.summary if standing else row.statement,
        content=_content(standing) if standing else format_html("<blockquote>{}</blockquote>", row.statement),
        published_at=None,
        updated_at=max(changed_at, judged_at) if judged_at else changed_at,
        categories=_categories(standing) if standing else (),
    )


def _content(row: Verdict) -> SafeString:
    return format_html(
        "<blockquote>{}</blockquote><p><strong>{}</strong></p><p>{}</p>", row.statement, row.rating or "", row.summary
    )


def _published_at(row: Verdict) -> datetime.datetime:
    """Return when a version was published: the database holds that every public one has such a time."""
    return row.published_at or row.created_at


def _titled(label: object, title: str) -> str:
    return f"{capfirst(str(label))}: {title}" if label else title


def _categories(row: Verdict) -> tuple[str, ...]:
    return (row.rating.code, f"class-{row.rating.normalised}") if row.rating else ()
