"""Appearances at the desk: who says a claim where."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.appearance import (
    Step,
    approve_appearance,
    record_appearance,
    reopen_appearance,
    revise_appearance,
    withdraw_appearance,
)
from claims.admin.desk import APPROVED_BY, EDITED_BY, FourEyesDesk, MayApprove
from claims.admin.passage_choice import PassageChoice, article_field
from claims.admin.search import AppearanceSearch
from claims.models import Appearance, AttributionStep
from claims.rules import MESSAGES
from sources.admin.desk import record
from sources.admin.forms import DeskForm
from sources.admin.verbs import Verb
from sources.enums import Publication

PARTIES = ("claim", "claimant", "affiliation")
FORM = ("stance", "manner", "fidelity", "original_wording", "original_article")
DAY = ("said", "occasion")


class AppearanceForm(PassageChoice, DeskForm[Appearance]):
    """An appearance, with its passage chosen or pasted."""

    article = article_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the quote be pasted instead of a passage chosen."""
        super().__init__(*args, **kwargs)
        if "passage" in self.fields:
            self.fields["passage"].required = False

    def clean(self) -> dict[str, Any] | None:
        """Want a passage by one of the two ways."""
        cleaned = super().clean()
        if not (self.cleaned_data.get("passage") or self.pasted_at or self.errors):
            raise ValidationError({"quote": _now("Paste the quote in which the claim appears, or choose a passage.")})
        return cleaned


class StepForm(DeskForm[AttributionStep]):
    """One link of the chain."""

    words = MESSAGES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Number the links by themselves where nobody does."""
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
        for name in {"outlet", "claimant"} & set(self.fields):
            widget: Any = self.fields[name].widget
            widget.can_change_related = widget.can_view_related = False


class StepInline(admin.TabularInline[AttributionStep, Appearance]):
    """The chain from the article inwards."""

    model = AttributionStep
    form = StepForm
    extra = 1
    fields = ("position", "outlet", "claimant", "verb")
    autocomplete_fields = ("outlet", "claimant")
    verbose_name_plural = _("attribution, from the article inwards; the claimant speaks last and is not repeated")


class IsOrphaned(admin.SimpleListFilter):
    """Whether the quote stands in an older text of its article only."""

    title = _("anchor")
    parameter_name = "orphaned"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the two answers."""
        return [("no", _("in the current text")), ("yes", _("orphaned"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that the answer asks for."""
        anchored = {"passage__text__article__current_text": F("passage__text")}
        if self.value() == "no":
            return queryset.filter(**anchored)
        has_passage = queryset.filter(passage__isnull=False)
        return has_passage.exclude(**anchored) if self.value() == "yes" else queryset


@admin.register(Appearance)
class AppearanceAdmin(AppearanceSearch, FourEyesDesk[Appearance]):
    """A claim, in a passage, by a claimant, on a day."""

    form = AppearanceForm
    list_display = ("claim", "claimant", "stance", "passage", "said_label", "status")
    list_display_links = ("claim", "passage")
    list_filter = ("status", MayApprove, "stance", "manner", "fidelity", IsOrphaned, "created_at")
    list_select_related = ("claim", "claimant", "passage")
    date_hierarchy = "said_on"
    ordering = ("-id",)
    search_fields = ("passage__exact",)  # turns the box on; AppearanceSearch says what is found
    search_help_text = _("Claim, claimant or words of the quote")
    autocomplete_fields = ("claim", "claimant", "affiliation", "passage", "original_article")
    inlines = (StepInline,)
    linked_history = ((AttributionStep, "appearance"),)
    readonly_fields = (*FourEyesDesk.readonly_fields, "status", EDITED_BY, APPROVED_BY, "quoted")
    verbs = (
        Verb(
            name="approve",
            label=_("Approve"),
            done=_("Approved: readers may see it."),
            permission="claims.approve_appearance",
            perform=lambda row, *, by: approve_appearance(appearance=row, by=by),
            offered=lambda row, user: (
                row.status == Publication.DRAFT and user.pk not in (row.created_by_id, row.edited_by_id)
            ),
        ),
        Verb(
            name="reopen",
            label=_("Back to draft"),
            done=_("It is a draft again and must be approved anew."),
            permission="claims.change_appearance",
            perform=lambda row, *, by: reopen_appearance(appearance=row, by=by),
            offered=lambda row, _user: row.status == Publication.PUBLIC,
            warning=_("Readers no longer see the appearance until somebody else approves it again."),
            in_bulk=True,
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw"),
            done=_("The appearance is withdrawn."),
            permission="claims.change_appearance",
            perform=lambda row, *, by: withdraw_appearance(appearance=row, by=by),
            offered=lambda row, _user: row.status == Publication.PUBLIC,
            warning=_("The appearance disappears from the public pages for good. To mend it, take it back to draft."),
            is_destructive=True,
            in_bulk=True,
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Appearance | None = None) -> Any:
        """Ask who says what where, and how."""
        where = ("article", "quote", "before", "after")
        return (
            (None, {"description": WHO, "fields": PARTIES}),
            (_("Where it stands"), {"description": WHERE, "fields": ("quoted", *where) if obj else where}),
            (_("A passage that is known already"), {"fields": ("passage",), "classes": ("collapse",)}),
            (_("How it is said"), {"description": HOW, "fields": FORM}),
            (_("When"), {"fields": DAY}),
            *((record("status", EDITED_BY, APPROVED_BY),) if obj else ()),
        )

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Appearance:
        """Record a new appearance with its chain; revise a draft."""
        typed = {name: form.cleaned_data[name] for name in (*PARTIES, *FORM, *DAY)}
        typed["passage"] = form.chosen_passage(by)
        steps = [step for formset in formsets for step in chain(formset)]
        if change:
            return revise_appearance(appearance=form.instance, steps=steps, by=by, **typed)
        return record_appearance(**typed, steps=steps, by=by)

    @admin.display(description=_("said"), ordering="said_on")
    def said_label(self, appearance: Appearance) -> str:
        """Show the day as far as it is known."""
        return appearance.said_label

    @admin.display(description=_("stands now"))
    def quoted(self, appearance: Appearance) -> str:
        """Show the whole quote, and where it stands."""
        passage = appearance.passage
        return format_html('<blockquote class="desk-quote">{}</blockquote>{}', passage.exact, passage.text.article)


WHO = _("Who says the claim: the person whose claim it is, not the paper that reports it. A denial is the same claim.")
WHERE = _("Paste the sentence in which the claim appears, long enough to be understood, no longer.")
HOW = _("A copy that turns a statement round is the copy's own claim about what was said. Keep the original wording.")


def chain(formset: Any) -> list[Step]:
    """Return the links that were typed, in their order."""
    rows = [(place, form) for place, form in enumerate(formset.forms) if form not in formset.deleted_forms]
    rows = [(place, form) for place, form in rows if form.instance.claimant_id or form.instance.outlet_id]
    rows.sort(key=lambda row: (row[1].cleaned_data.get("position") or 1000, row[0]))
    return [(form.instance.speaker, form.instance.verb) for _place, form in rows]
