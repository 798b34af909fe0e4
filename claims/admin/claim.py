"""Claims at the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.claim import create_claim, publish_claim, revise_claim, withdraw_claim
from claims.actions.merge import merge_claim
from claims.admin.claim_bulk import BULK_VERBS
from claims.admin.claim_filters import AssignedTo, ClaimList, HasVerdict, RecheckDue
from claims.admin.claim_rows import AppearanceListing, EvidenceListing, VerdictListing
from claims.admin.desk import add_url
from claims.admin.likeness import LikenessDesk, UnlikeOthersForm
from claims.admin.merge import MergeForm, merge_preview
from claims.admin.search import ClaimSearch
from claims.enums import RecheckReason
from claims.interchange.tabular_claims import CLAIMS
from claims.models import (
    Appearance,
    Claim,
    ClaimMatch,
    ClaimTopic,
    Evidence,
    ExternalReview,
    Inquiry,
    SourceCount,
    Topic,
    Translation,
    Verdict,
)
from sources.admin.desk import editor, record
from sources.admin.sheet_import import SheetImport
from sources.admin.verbs import Verb
from sources.enums import Publication

WORDING = ("statement", "short_statement", "language")
ABOUT = ("kind", "speaks_of", "context")
WORK = ("assignee", "priority", "note")
NEXT = (
    (_("Add appearance"), Appearance),
    (_("Cite evidence"), Evidence),
    (_("Record inquiry"), Inquiry),
    (_("Draft verdict"), Verdict),
    (_("Translate"), Translation),
    (_("Add external review"), ExternalReview),
)


class ClaimForm(UnlikeOthersForm):
    """A claim with its topics."""

    about = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=_("Topics"),
        required=False,
        widget=AutocompleteSelectMultiple(Claim._meta.get_field("topics"), admin.site),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the claim's own topics and appearances."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["about"] = list(self.instance.topics.all())
        if "lead_appearance" in self.fields:
            own = Appearance.objects.filter(claim=self.instance.pk).not_withdrawn()
            self.fields["lead_appearance"].queryset = own.select_related("claimant", "passage")  # type: ignore[attr-defined]


@admin.register(Claim)
class ClaimAdmin(ClaimSearch, SheetImport[Claim], LikenessDesk):
    """What is checked: a proposition that stands alone."""

    form = ClaimForm
    sheet = CLAIMS
    list_display = ("short_statement", "kind", "status", "verdict", "priority", "assignee")
    list_filter = (
        "status", HasVerdict, RecheckDue, AssignedTo, "kind", "priority", ("topics", admin.RelatedOnlyFieldListFilter),
        "language",
    )  # fmt: skip
    list_select_related = ("assignee",)
    date_hierarchy = "created_at"
    search_fields = ("statement",)  # turns the box on; ClaimSearch says what is found
    search_help_text = _("Words of the statement, its public quotes or its verdict; “a phrase”, -without, begin*")
    one_line = ("short_statement",)
    inlines = (AppearanceListing, EvidenceListing, VerdictListing)
    linked_history = ((ClaimTopic, "claim"),)
    kept_tables = (SourceCount, ClaimMatch)
    readonly_fields = (*LikenessDesk.readonly_fields, "status", "merged_into")
    bulk_verbs = BULK_VERBS
    verbs = (
        Verb(
            name="publish",
            label=_("Publish"),
            done=_("Readers may see the claim, with those of its appearances and evidence that are approved."),
            permission="claims.publish_claim",
            perform=lambda claim, *, by: publish_claim(claim=claim, by=by),
            offered=lambda claim, _user: claim.status == Publication.DRAFT and claim.merged_into_id is None,
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw"),
            done=_("The claim is withdrawn."),
            permission="claims.publish_claim",
            perform=lambda claim, *, by: withdraw_claim(claim=claim, by=by),
            offered=lambda claim, _user: claim.status == Publication.PUBLIC and claim.merged_into_id is None,
            warning=_("The claim and all that belongs to it disappear from the public pages, at every date."),
            is_destructive=True,
            in_bulk=True,
        ),
        Verb(
            name="merge",
            label=_("Merge"),
            done=_("The claims are merged; the old address redirects for ever."),
            permission="claims.merge_claim",
            perform=lambda claim, *, into, is_opposite, by: merge_claim(
                claim=claim, into=into, is_opposite=is_opposite, by=by
            ),
            offered=lambda claim, _user: claim.merged_into_id is None,
            form=MergeForm,
            is_destructive=True,
            template="desk/merge.html",
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Fetch the verdicts that the list shows."""
        verdicts = Verdict.objects.select_related("rating").order_by("-version")
        return super().get_queryset(request).prefetch_related(Prefetch("verdicts", verdicts, to_attr="newest_verdicts"))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ClaimList]:
        """List the claims with the reasons why they are due, where those were asked for."""
        return ClaimList

    def get_list_display(self, request: HttpRequest) -> Any:
        """Show why a claim is due in the list of those that are."""
        if RecheckDue.parameter_name in request.GET:
            return ("short_statement", "due_because", "verdict", "priority", "assignee")
        return super().get_list_display(request)

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        """Ask for the wording first."""
        about = (*ABOUT, "about", "lead_appearance") if obj else (*ABOUT, "about")
        return (
            (None, {"description": STANDS_ALONE, "fields": WORDING}),
            (_("What it is about"), {"description": KINDS, "fields": about}),
            (_("At the desk"), {"description": _("Readers never see this."), "fields": WORK}),
            *((record("status", "merged_into"),) if obj else ()),
        )

    def get_inlines(self, request: HttpRequest, obj: Claim | None) -> Any:
        """List what belongs to the claim once there is one."""
        return self.inlines if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        """Keep a merged claim as it is: it only redirects."""
        return (obj is None or obj.merged_into_id is None) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        """Allow to delete a draft; what was public is withdrawn."""
        is_draft = obj is None or (obj.status == Publication.DRAFT and obj.merged_into_id is None)
        return is_draft and super().has_delete_permission(request, obj)

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Claim:
        """Record a new claim; revise a known one."""
        names = (*WORDING, *ABOUT, *WORK)
        typed = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
        if change:
            typed["lead_appearance"] = form.cleaned_data["lead_appearance"]
            return revise_claim(claim=form.instance, topics=form.cleaned_data["about"], by=by, **typed)
        return create_claim(**typed, topics=form.cleaned_data["about"], by=by)

    def verb_context(self, request: HttpRequest, verb: Verb[Claim], row: Claim, form: forms.Form) -> dict[str, Any]:
        """Show what a merge would move before it is done."""
        context = super().verb_context(request, verb, row, form)
        return {**context, **merge_preview(request, row, form)} if verb.name == "merge" else context

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Lead on to what is usually done next."""
        claim = context.get("original")
        if claim and claim.merged_into_id is None:
            allowed = [
                (label, add_url(model, claim=claim.pk))
                for label, model in NEXT
                if editor(request).has_perm(f"claims.add_{model._meta.model_name}")
            ]
            context["next_pages"] = allowed
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("to check again, because"))
    def due_because(self, claim: Claim) -> str:
        """Name the reasons."""
        reasons: list[RecheckReason] = claim.due_because  # type: ignore[attr-defined]  # set by the list
        return "; ".join(str(reason.label) for reason in reasons)

    @admin.display(description=_("verdict"))
    def verdict(self, claim: Claim) -> str:
        """Show the newest version: its rating, and where it stands."""
        newest: list[Verdict] = claim.newest_verdicts  # type: ignore[attr-defined]  # prefetched above
        return ", ".join(f"{verdict.rating or '-'} ({verdict.get_state_display()})" for verdict in newest[:1])


STANDS_ALONE = _(
    "One proposition, worded so that it stands alone and that the claimant would recognise it: no “he”, no "
    "“yesterday”, no loaded words of our own. A denial is the same claim with the stance “denies”. "
    "Claims that are like it are shown as you type."
)
KINDS = _(
    "The kind decides which scale serves: opinions take no rating, predictions and promises take an outcome, and what "
    "somebody is said to have said is an utterance."
)
