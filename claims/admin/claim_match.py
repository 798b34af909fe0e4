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
        choices=[
            ("", _("Choose")),
            *(choice for choice in MatchDecision.choices if choice[0] != MatchDecision.UNDECIDED),
        ],
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


class Tray(admin.SimpleListFilter):
    """Whether a pair waits for a decision that can still be acted on."""

    title = _("tray")
    parameter_name = "tray"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what waits."""
        return [("waiting", _("waiting"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[ClaimMatch]) -> QuerySet[ClaimMatch]:
        """Return the pairs that wait."""
        return queryset.filter(pk__in=ClaimMatch.objects.waiting()) if self.value() == "waiting" else queryset


@admin.register(ClaimMatch)
class ClaimMatchAdmin(ClaimDesk[ClaimMatch]):
    """A suggestion that two claims belong together, and the decision."""

    form = ClaimMatchForm
    list_display = ("first", "second", "score", "polarity", "suggested", "method", "decision", "decided_at")
    list_filter = (Tray, "decision", "polarity", "method", "decided_at")
    list_select_related = ("first", "second")
    search_fields = ("first__statement", "second__statement")
    search_help_text = _("Words of either claim")
    autocomplete_fields = ("first", "second")
    readonly_fields = (*ClaimDesk.readonly_fields, "polarity", "suggested", "decision", DECIDED_BY, "decided_at")
    fieldsets = (
        (
            None,
            {
                "description": _("Every suggestion is decided by a person, and the decision is kept with the name."),
                "fields": ("first", "second", "method", "score", "polarity", "suggested"),
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
            in_bulk=True,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimMatch]:
        """Fetch both claims along."""
        return super().get_queryset(request).select_related("first", "second")

    def verb_initial(self, verb: Verb[ClaimMatch], row: ClaimMatch) -> dict[str, Any]:
        """Begin with what the words speak for; without it with none."""
        return {"decision": row.suggestion or ""}

    @admin.display(description=_("suggested"))
    def suggested(self, match: ClaimMatch) -> str:
        """Show what the words speak for."""
        return str(match.suggestion.label) if match.suggestion else "-"
