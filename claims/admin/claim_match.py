"""Pairs of similar claims at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.match import decide_match
from claims.admin.desk import ClaimDesk
from claims.enums import MatchDecision
from claims.models import ClaimMatch
from sources.admin.desk import DECIDED_BY, record
from sources.admin.forms import DeskForm
from sources.admin.verbs import Verb


class DecisionForm(forms.Form):
    """What an editor says of the pair."""

    decision = forms.ChoiceField(
        label=_("The second claim is, to the first"),
        choices=[choice for choice in MatchDecision.choices if choice[0] != MatchDecision.UNDECIDED],
        help_text=_("Merging is a step of its own, on the page of the claim that disappears."),
    )


class ClaimMatchForm(DeskForm[ClaimMatch]):
    """A pair; which claim was named first makes no difference."""

    def clean(self) -> dict[str, Any] | None:
        """Put the older claim first, as the table wants it."""
        cleaned = super().clean()
        first, second = self.cleaned_data.get("first"), self.cleaned_data.get("second")
        if first and second and first.pk > second.pk:
            self.cleaned_data["first"], self.cleaned_data["second"] = second, first
        return cleaned


@admin.register(ClaimMatch)
class ClaimMatchAdmin(ClaimDesk[ClaimMatch]):
    """A suggestion that two claims belong together, and the decision."""

    form = ClaimMatchForm
    list_display = ("first", "second", "method", "score", "decision", "decided_at")
    list_filter = ("decision", "method", "decided_at")
    list_select_related = ("first", "second")
    search_fields = ("first__statement", "second__statement")
    search_help_text = _("Words of either claim")
    autocomplete_fields = ("first", "second")
    readonly_fields = (*ClaimDesk.readonly_fields, "decision", DECIDED_BY, "decided_at")
    fieldsets = (
        (
            None,
            {
                "description": _("Every suggestion is decided by a person, and the decision is kept with the name."),
                "fields": ("first", "second", "method", "score"),
            },
        ),
        record("decision", DECIDED_BY, "decided_at"),
    )
    verbs = (
        Verb(
            name="decide",
            label=_("Decide"),
            done=_("The decision is recorded."),
            permission="claims.change_claimmatch",
            perform=lambda row, *, decision, by: decide_match(match=row, decision=MatchDecision(decision), by=by),
            form=DecisionForm,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimMatch]:
        """Fetch both claims along."""
        return super().get_queryset(request).select_related("first", "second")
