"""Verdicts at the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.verdict import draft_verdict, edit_verdict
from claims.admin.claim_rows import AUTHOR, REVIEWER
from claims.admin.review.page import ReviewPages
from claims.admin.verdict_form import VerdictForm
from claims.admin.verdict_verbs import PREVIEW, VERBS, ApprovalForm, preview
from claims.enums import VerdictState
from claims.models import Verdict, VerdictContributor, VerdictEvent, VerdictEvidence
from sources.admin.desk import Listing, editor, record, who
from sources.admin.verbs import Verb

FINDING = ("title", "rating", "summary", "rationale")
DATES = ("evidence_until", "review_by")
CHANGE = ("change_kind", "change_note")
COPIED = ("title", "rating", "summary", "rationale", "evidence_until", "review_by")
STAND = ("version", "state", AUTHOR, REVIEWER, "submitted_at", "decided_at", "published_at", "digest")
LINES = (STAND[:2], STAND[2:4], STAND[4:7], "digest")


class EventListing(Listing, admin.TabularInline[VerdictEvent, Verdict]):
    """What happened to a version, by whom and why."""

    model = VerdictEvent
    fields = (who("by", _("by")), "at", "note")
    readonly_fields = fields
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[VerdictEvent]:
        """Fetch who did it."""
        return super().get_queryset(request).select_related("by")


class Waits(admin.SimpleListFilter):
    """What waits for whoever is signed in."""

    title = _("waits for me")
    parameter_name = "review"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer to review, to publish, to mend and to finish."""
        return [
            ("mine", _("to review")),
            ("publish", _("to publish")),
            ("returned", _("returned to me")),
            ("drafts", _("my drafts")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> QuerySet[Verdict]:
        """Return the versions that the answer asks for."""
        verdicts = Verdict.objects
        wanted = {
            "mine": verdicts.awaiting_review_by,
            "publish": verdicts.awaiting_publication_by,
            "returned": verdicts.returned_to,
            "drafts": verdicts.being_drafted_by,
        }
        answer = wanted.get(self.value() or "")
        return queryset.filter(pk__in=answer(editor(request))) if answer else queryset


@admin.register(Verdict)
class VerdictAdmin(ReviewPages):
    """A rating with its reasons, in versions."""

    form = VerdictForm
    list_display = ("claim", "version", "rating", "state", "author", "reviewer", "published_at")
    list_filter = ("state", Waits, "rating__scale", "rating__normalised", "published_at", "review_by")
    list_select_related = ("claim", "rating", "author", "reviewer")
    date_hierarchy = "published_at"
    search_fields = ("title", "claim__short_statement", "claim__statement", "summary")
    search_help_text = _("Title, claim or summary")
    ordering = ("-id",)
    one_line = ("title",)
    long_texts = ("rationale",)
    autocomplete_fields = ("claim",)
    inlines = (EventListing,)
    linked_history = ((VerdictEvidence, "verdict"),)
    kept_tables = (VerdictContributor, VerdictEvidence)
    readonly_fields = (*ReviewPages.readonly_fields, *STAND)
    verbs = VERBS

    def get_readonly_fields(self, request: HttpRequest, obj: Verdict | None = None) -> Any:
        """Keep a version with its claim."""
        return (*self.readonly_fields, "claim") if obj else self.readonly_fields

    def get_fieldsets(self, request: HttpRequest, obj: Verdict | None = None) -> Any:
        """Ask for the finding, its evidence and, of a later version, what changed."""
        where = (_("Where it stands"), {"fields": LINES})
        return (
            *((where,) if obj else ()),
            (None, {"description": under_review(obj) or FACTS_OF_THE_DAY, "fields": ("claim", *FINDING)}),
            (_("What it relies on"), {"description": TWO_SOURCES, "fields": ("relied_on", *DATES)}),
            (_("What changed since the version before"), {"description": LATER, "fields": CHANGE}),
            *((record(),) if obj else ()),
        )

    def get_inlines(self, request: HttpRequest, obj: Verdict | None) -> Any:
        """List the events once there can be any."""
        return self.inlines if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        """Allow to edit a version in work; what was published never changes."""
        return (obj is None or obj.is_open) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        """Allow to delete a draft."""
        return (obj is None or obj.state == VerdictState.DRAFT) and super().has_delete_permission(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a later version with the words of the one before it."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        claim = str(initial.get("claim", ""))
        last = last_version(claim)
        copied = {name: getattr(last, name) for name in COPIED} if last else {}
        return {**copied, **({"relied_on": list(last.evidence.all())} if last else {}), **initial}

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Verdict:
        """Draft a version; edit one in work, which voids a review."""
        typed = {name: form.cleaned_data[name] for name in (*FINDING, *DATES, *CHANGE)}
        evidence = form.cleaned_data["relied_on"]
        if change:
            return edit_verdict(verdict=form.instance, evidence=evidence, by=by, **typed)
        return draft_verdict(claim=form.cleaned_data["claim"], evidence=evidence, by=by, **typed)

    def verb_initial(self, verb: Verb[Verdict], row: Verdict) -> dict[str, Any]:
        """Bind an approval to what is shown along with it."""
        return {"digest": row.digest} if verb.form is ApprovalForm else {}

    def verb_context(self, request: HttpRequest, verb: Verb[Verdict], row: Verdict, form: forms.Form) -> dict[str, Any]:
        """Show what readers see, or would see."""
        context = super().verb_context(request, verb, row, form)
        return {**context, **preview(row)} if verb.template == PREVIEW else context


def last_version(claim: str) -> Verdict | None:
    """Return the newest version of the claim that an address names."""
    return Verdict.objects.filter(claim=int(claim)).order_by("-version").first() if claim.isdecimal() else None


def under_review(verdict: Verdict | None) -> Any:
    """Return the warning that an edit voids a review; nothing for a draft."""
    return VOIDS if verdict and verdict.state in (VerdictState.SUBMITTED, VerdictState.APPROVED) else ""


VOIDS = _("This version is under review. Saving an edit voids the review and makes it a draft again.")
FACTS_OF_THE_DAY = _(
    "Rate by the facts of the day it was said; later facts stand apart. Where it can't be told, the verdict is "
    "“unproven”, or there is none. The reasons say step by step why, and what is not known."
)
TWO_SOURCES = _(
    "“True” and “false” need two independent sources or one primary source that settles it. Copies of one story are "
    "one source. The evidence of the claim is listed once the claim is chosen and the draft is saved."
)
LATER = _("Only for a later version; readers see both.")
