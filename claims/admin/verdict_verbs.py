"""The way of a verdict as buttons: submit, return, approve, publish, retract."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from claims.actions.verdict import approve_verdict, publish_verdict, retract_verdict, return_verdict, submit_verdict
from claims.enums import VerdictState
from claims.markdown import to_html
from claims.models import Verdict
from sources.admin.verbs import Reason, Verb

PREVIEW = "desk/verdict_verb.html"


class ApprovalForm(forms.Form):
    """A word on exactly what is on the screen: the digest of it goes along."""

    digest = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    )


VERBS = (
    Verb[Verdict](
        name="submit",
        label=_("Submit"),
        done=_("Submitted. Somebody else who has written nothing of it can review it now."),
        permission="claims.submit_verdict",
        perform=lambda row, *, by: submit_verdict(verdict=row, by=by),
        offered=lambda row, _user: row.state == VerdictState.DRAFT,
        warning=_(
            "This is what readers would see. From now on what it cites is frozen; any later edit voids the review."
        ),
        template=PREVIEW,
    ),
    Verb[Verdict](
        name="approve",
        label=_("Approve"),
        done=_("Approved. It can be published."),
        permission="claims.review_verdict",
        perform=lambda row, *, digest, note, by: approve_verdict(verdict=row, digest=digest, note=note, by=by),
        offered=lambda row, user: row.state == VerdictState.SUBMITTED and not row.is_written_by(user),
        form=ApprovalForm,
        warning=_("You approve exactly what stands here, with your name. Read all of it, and the evidence, first."),
        template=PREVIEW,
    ),
    Verb[Verdict](
        name="return",
        label=_("Return"),
        done=_("Returned to its author, with your reason."),
        permission="claims.review_verdict",
        perform=lambda row, *, note, by: return_verdict(verdict=row, note=note, by=by),
        offered=lambda row, user: (
            row.state in (VerdictState.SUBMITTED, VerdictState.APPROVED) and not row.is_written_by(user)
        ),
        form=Reason,
        template=PREVIEW,
    ),
    Verb[Verdict](
        name="publish",
        label=_("Publish"),
        done=_("Published."),
        permission="claims.publish_verdict",
        perform=lambda row, *, by: publish_verdict(verdict=row, by=by),
        offered=lambda row, user: row.state == VerdictState.APPROVED and not row.is_written_by(user),
        warning=_(
            "Readers see this version from now on. What is published never changes; a mistake needs a new version."
        ),
        template=PREVIEW,
    ),
    Verb[Verdict](
        name="retract",
        label=_("Retract"),
        done=_("Retracted. Version and reason stay on public record."),
        permission="claims.publish_verdict",
        perform=lambda row, *, note, by: retract_verdict(verdict=row, note=note, by=by),
        offered=lambda row, user: row.state == VerdictState.PUBLISHED and not row.is_written_by(user),
        form=Reason,
        warning=_("The verdict is taken back. Readers see that it was retracted, and your reason."),
        is_destructive=True,
        template=PREVIEW,
    ),
)


def preview(verdict: Verdict) -> dict[str, Any]:
    """Return what readers see, or would see, of this version."""
    is_draft = verdict.state == VerdictState.DRAFT
    lead = verdict.claim.leading_appearance(with_drafts=True) if is_draft else verdict.lead_appearance
    return {
        "statement": verdict.claim.statement if is_draft else verdict.statement,
        "lead": lead,
        "steps": lead.steps.select_related("claimant", "outlet") if lead else [],
        "cited": verdict.evidence.select_related("article__outlet", "passage"),
        "rationale": rationale(verdict),
    }


def rationale(verdict: Verdict) -> SafeString:
    """Return the reasons as readers see them."""
    return mark_safe(to_html(verdict.rationale))  # noqa: S308  # sanitised
