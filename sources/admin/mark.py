"""Marks at the desk: what in a text is not its author's."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sources.actions.mark import decide_mark, mark_span
from sources.admin.bulk import BulkAdmin
from sources.admin.desk import DECIDED_BY, record
from sources.admin.forms import DeskForm
from sources.admin.quote import QuoteFields, pasted_start
from sources.admin.verbs import Verb
from sources.enums import Decision, MarkKind
from sources.models import Mark


class MarkForm(QuoteFields, DeskForm[Mark]):
    """A new mark: the span is pasted from the text."""

    def clean(self) -> dict[str, Any] | None:
        """Find the pasted words in the text."""
        cleaned = super().clean()
        text = self.cleaned_data.get("text")
        if self.instance.pk or text is None:
            return cleaned
        if not self.cleaned_data.get("quote"):
            raise ValidationError({"quote": _now("Paste the words that are not the author's.")})
        self.instance.start = pasted_start(self.cleaned_data, text.content)
        self.instance.end = self.instance.start + len(self.cleaned_data["quote"])
        return cleaned


@admin.register(Mark)
class MarkAdmin(BulkAdmin[Mark]):
    """An insertion, alteration, footnote, caption, standfirst, cross-head or page chrome."""

    form = MarkForm
    list_display = ("words_shown", "kind", "inserted_by", "status", "text")
    list_filter = ("status", "kind", "created_at")
    list_select_related = ("text__article", "inserted_by")
    search_fields = ("text__article__title", "inserted_by__name", "note")
    search_help_text = _("Article, outlet or note")
    autocomplete_fields = ("text", "inserted_by")
    readonly_fields = (*BulkAdmin.readonly_fields, "words_shown", "status", DECIDED_BY, "decided_at", "start", "end")
    verbs = (
        Verb(
            name="confirm",
            label=_("Confirm"),
            done=_("Confirmed: every rendering brackets this part from now on."),
            permission="sources.change_mark",
            perform=lambda mark, *, by: decide_mark(mark=mark, status=Decision.CONFIRMED, by=by),
            offered=lambda mark, _user: mark.status != Decision.CONFIRMED,
        ),
        Verb(
            name="reject",
            label=_("Reject"),
            done=_("Rejected: the words count as the author's."),
            permission="sources.change_mark",
            perform=lambda mark, *, by: decide_mark(mark=mark, status=Decision.REJECTED, by=by),
            offered=lambda mark, _user: mark.status != Decision.REJECTED,
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Mark | None = None) -> Any:
        """Keep a mark on its text once it is made."""
        return (*self.readonly_fields, "text") if obj else self.readonly_fields

    def get_fieldsets(self, request: HttpRequest, obj: Mark | None = None) -> Any:
        """Ask for the words, or show them."""
        about = ("kind", "inserted_by", "note")
        if obj is None:
            words = _(
                "Mark what the author did not write: a translator's remark, an altered name, a caption, a cross-head, "
                "the site's own chrome. Whoever inserted it gets the credit; what you mark is confirmed at once."
            )
            return ((None, {"description": words, "fields": ("text", "quote", "before", "after", *about)}),)
        return (
            (None, {"fields": ("text", "words_shown", *about)}),
            record("status", DECIDED_BY, "decided_at", "start", "end"),
        )

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Mark:
        """Mark the pasted words; change what is said of a known mark."""
        row: Mark = form.instance
        if change:
            super().store(form, formsets, by=by, change=change)
            return row
        return mark_span(
            text=row.text, kind=MarkKind(row.kind), start=row.start, end=row.end,
            inserted_by=row.inserted_by, note=row.note, by=by,
        )  # fmt: skip

    @admin.display(description=_("words"))
    def words_shown(self, mark: Mark) -> str:
        """Show the marked words."""
        words = mark.text.content[mark.start : mark.end]
        return words if len(words) <= 200 else f"{words[:199]}…"
