"""Evidence at the desk: what supports a claim, what contradicts it, what gives context."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.evidence import (
    approve_evidence,
    cite_evidence,
    reopen_evidence,
    revise_evidence,
    withdraw_evidence,
)
from claims.admin.appearance import IsOrphaned
from claims.admin.desk import APPROVED_BY, EDITED_BY, FourEyesDesk, MayApprove
from claims.admin.passage_choice import PassageChoice
from claims.models import Evidence
from sources.admin.desk import record
from sources.admin.forms import DeskForm
from sources.admin.verbs import Verb
from sources.enums import Publication

CONTENT = ("claim", "article", "stance", "locator", "comment", "is_primary")


class EvidenceForm(PassageChoice, DeskForm[Evidence]):
    """Evidence, with its passage chosen, pasted, or none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let a chosen passage say which article it is."""
        super().__init__(*args, **kwargs)
        if "article" in self.fields:
            self.fields["article"].required = False

    def clean(self) -> dict[str, Any] | None:
        """Take the article from the passage where only that was chosen."""
        passage = self.cleaned_data.get("passage")
        if passage and not self.cleaned_data.get("article"):
            self.cleaned_data["article"] = passage.text.article
        if not self.cleaned_data.get("article"):
            raise ValidationError({"article": _now("Say which article or document is the evidence.")})
        return super().clean()


@admin.register(Evidence)
class EvidenceAdmin(FourEyesDesk[Evidence]):
    """An article that supports, contradicts or gives context to a claim."""

    form = EvidenceForm
    list_display = ("claim", "stance", "article", "passage", "status")
    list_display_links = ("claim", "article")
    list_filter = ("status", MayApprove, "stance", "is_primary", IsOrphaned, "created_at")
    list_select_related = ("claim", "article", "passage")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    search_fields = ("claim__short_statement", "claim__statement", "article__title", "passage__exact", "comment")
    search_help_text = _("Claim, article, words of the quote or of the comment")
    autocomplete_fields = ("claim", "article", "passage")
    readonly_fields = (*FourEyesDesk.readonly_fields, "status", EDITED_BY, APPROVED_BY, "quoted")
    verbs = (
        Verb(
            name="approve",
            label=_("Approve"),
            done=_("Approved: readers may see it."),
            permission="claims.approve_evidence",
            perform=lambda row, *, by: approve_evidence(evidence=row, by=by),
            offered=lambda row, user: (
                row.status == Publication.DRAFT and user.pk not in (row.created_by_id, row.edited_by_id)
            ),
        ),
        Verb(
            name="reopen",
            label=_("Back to draft"),
            done=_("It is a draft again and must be approved anew."),
            permission="claims.change_evidence",
            perform=lambda row, *, by: reopen_evidence(evidence=row, by=by),
            offered=lambda row, _user: row.status == Publication.PUBLIC,
            warning=_("Readers no longer see the evidence until somebody else approves it again."),
            in_bulk=True,
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw"),
            done=_("The evidence is withdrawn."),
            permission="claims.change_evidence",
            perform=lambda row, *, by: withdraw_evidence(evidence=row, by=by),
            offered=lambda row, _user: row.status == Publication.PUBLIC,
            warning=_("The evidence disappears from the public pages for good. To mend it, take it back to draft."),
            is_destructive=True,
            in_bulk=True,
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Evidence | None = None) -> Any:
        """Ask what it is, where it stands and what it shows."""
        where = ("article", "quote", "before", "after", "locator")
        return (
            (None, {"description": WHAT, "fields": ("claim", "stance", "is_primary")}),
            (_("Where it stands"), {"description": WHERE, "fields": ("quoted", *where) if obj else where}),
            (_("A passage that is known already"), {"fields": ("passage",), "classes": ("collapse",)}),
            (_("What it shows"), {"fields": ("comment",)}),
            *((record("status", EDITED_BY, APPROVED_BY),) if obj else ()),
        )

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Evidence:
        """Cite new evidence; revise a draft."""
        typed = {name: form.cleaned_data[name] for name in CONTENT}
        typed["passage"] = form.chosen_passage(by)
        if change:
            return revise_evidence(evidence=form.instance, by=by, **typed)
        return cite_evidence(**typed, by=by)

    @admin.display(description=_("stands now"))
    def quoted(self, evidence: Evidence) -> str:
        """Show the whole quote, if there is one."""
        if evidence.passage is None:
            return evidence.locator or "-"
        return format_html('<blockquote class="desk-quote">{}</blockquote>', evidence.passage.exact)


WHAT = _(
    "Primary sources first. A party's document settles what the party said, not the facts in dispute; an indictment "
    "proves the charge only."
)
WHERE = _(
    "Quote only what you have read on the page itself. Where there is no text to quote from, give the page or table; "
    "where the whole document is meant, leave both empty."
)
