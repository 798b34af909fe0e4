"""Inquiries at the desk: the right of reply."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.inquiry import inquire, record_answer, revise_inquiry
from claims.admin.desk import ClaimDesk
from claims.models import Inquiry
from sources.admin.desk import record
from sources.admin.verbs import Verb

ASKED = ("claim", "addressee", "asked_at", "deadline", "reason_not_asked", "is_public")


class AnswerForm(forms.Form):
    """What came back."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}))
    is_public = forms.BooleanField(label=_("Readers see it"), required=False)


class DeadlineForm(forms.Form):
    """Until when an answer is waited for."""

    deadline = forms.SplitDateTimeField(label=_("Deadline"), widget=AdminSplitDateTime)


BULK_VERBS: tuple[Verb[Inquiry], ...] = (
    Verb(
        name="deadline", label=_("Set the deadline"), done=_("The deadline is set."),
        permission="claims.change_inquiry", form=DeadlineForm, in_bulk=True,
        perform=lambda row, *, deadline, by: revise_inquiry(inquiry=row, deadline=deadline, by=by),
        offered=lambda row, _user: row.asked_at is not None,
    ),
    Verb(
        name="show", label=_("Show to readers"), done=_("Readers of the public claims see the inquiries."),
        permission="claims.change_inquiry",
        perform=lambda row, *, by: revise_inquiry(inquiry=row, is_public=True, by=by),
    ),
    Verb(
        name="hide", label=_("Hide from readers"), done=_("Readers no longer see the inquiries."),
        permission="claims.change_inquiry",
        perform=lambda row, *, by: revise_inquiry(inquiry=row, is_public=False, by=by),
    ),
)  # fmt: skip


@admin.register(Inquiry)
class InquiryAdmin(ClaimDesk[Inquiry]):
    """Whom we asked, and what the answer was."""

    list_display = ("addressee", "claim", "asked_at", "deadline", "answered_at", "is_public")
    list_filter = (
        ("asked_at", admin.EmptyFieldListFilter),
        ("answered_at", admin.EmptyFieldListFilter),
        "is_public",
        "deadline",
    )
    list_select_related = ("addressee", "claim")
    date_hierarchy = "asked_at"
    search_fields = ("addressee__name", "claim__short_statement", "answer")
    search_help_text = _("Addressee, claim or words of the answer")
    autocomplete_fields = ("claim", "addressee")
    readonly_fields = (*ClaimDesk.readonly_fields, "answer", "answered_at")
    bulk_verbs = BULK_VERBS
    verbs = (
        Verb(
            name="answer",
            label=_("Record the answer"),
            done=_("The answer is recorded."),
            permission="claims.change_inquiry",
            perform=lambda row, *, answer, is_public, by: record_answer(
                inquiry=row, answer=answer, is_public=is_public, by=by
            ),
            offered=lambda row, _user: row.asked_at is not None,
            form=AnswerForm,
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Inquiry | None = None) -> Any:
        """Ask who was asked; show the answer once there can be one."""
        asked = (None, {"description": REPLY, "fields": ASKED})
        if obj is None:
            return (asked,)
        return (asked, (_("Answer"), {"fields": ("answer", "answered_at")}), record())

    def verb_initial(self, verb: Verb[Inquiry], row: Inquiry) -> dict[str, Any]:
        """Begin with the answer that is there."""
        return {"answer": row.answer, "is_public": row.is_public}

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Inquiry:
        """Record that somebody was asked, or why nobody was."""
        if change:
            super().store(form, formsets, by=by, change=change)
            return form.instance  # type: ignore[no-any-return]  # the form's model
        return inquire(**{name: form.cleaned_data[name] for name in ASKED}, by=by)


REPLY = _(
    "Each living claimant is asked before the verdict, or the reason is given why not: either the day on which we "
    "asked or the reason, never both."
)
