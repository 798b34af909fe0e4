"""What can be done on the review page: one form and one action each."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.review import NOUNS, SeenRow, approve_seen, submit_explained
from claims.actions.verdict import submit_verdict
from claims.actions.verdict_comment import comment_on_verdict, reopen_comment, resolve_comment
from claims.admin.verdict_verbs import VERBS
from claims.enums import ChangeReason, CommentedField
from claims.models import Verdict, VerdictComment
from claims.rules import Refusal
from sources.admin.verbs import Words


class SubmissionForm(forms.Form):
    """What a later version changes, and why: readers see both."""

    change_kind = forms.ChoiceField(
        label=_("Kind of change"), choices=[("", _("Choose the kind of change")), *ChangeReason.choices]
    )
    change_note = forms.CharField(
        label=_("Public note on the change"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was wrong or new, since when, and what changed. Readers see it beside both versions."),
    )


class CommentForm(forms.Form):
    """A remark for colleagues, on the whole or on one part."""

    field = forms.ChoiceField(choices=[("", ""), *CommentedField.choices], required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the comment first.")},
    )

    def clean_field(self) -> CommentedField | None:
        """Return the part that is meant; None for the whole."""
        return CommentedField(self.cleaned_data["field"]) if self.cleaned_data["field"] else None


class SettlingForm(forms.Form):
    """Which comment is meant."""

    comment = forms.ModelChoiceField(VerdictComment.objects.all(), widget=forms.HiddenInput)


class Tokens(forms.MultipleChoiceField):
    """Rows as the page named them, each with the moment at which it had last changed."""

    def valid_value(self, _value: Any) -> bool:
        """Leave it to the action to say which rows there are."""
        return True

    def clean(self, value: Any) -> list[SeenRow]:
        """Return what was seen; raises where it is not what the page sends."""
        try:
            return [_seen(token) for token in super().clean(value)]
        except (ValueError, KeyError) as error:
            raise forms.ValidationError(_now("What the page sent cannot be read. Reload it and send again.")) from error


class LettingThroughForm(forms.Form):
    """The one row whose button was pressed, else all that were offered."""

    only = Tokens(required=False)
    rows = Tokens(required=False)

    def clean(self) -> dict[str, Any]:
        """Want something to approve."""
        chosen = self.cleaned_data.get("only") or self.cleaned_data.get("rows")
        if not chosen and not self.errors:
            raise forms.ValidationError(_now("There is nothing here that you may approve."))
        return {"rows": chosen}


@dataclass(frozen=True)
class Deed:
    """``perform(verdict, by=..., **cleaned)`` calls the action; afterwards the page opens at ``anchor``."""

    form: type[forms.Form]
    permission: str
    perform: Callable[..., object]
    done: Words
    anchor: str = "decision"


def form_class(name: str, verdict: Verdict) -> type[forms.Form]:
    """Return the form that a deed asks with: a later version is submitted with what it changes."""
    return SubmissionForm if name == "submit" and verdict.version > 1 else DEEDS[name].form


def initial(name: str, verdict: Verdict) -> dict[str, Any]:
    """Return what stands in the form before anybody types; an approval is bound to what the page shows."""
    if name == "submit":
        return {"change_kind": verdict.change_kind, "change_note": verdict.change_note}
    return {"digest": verdict.digest} if name == "approve" else {}


def _seen(token: str) -> SeenRow:
    noun, pk, moment = token.split(":", 2)
    NOUNS[noun]  # raises where there is no such table
    return SeenRow(noun, int(pk), datetime.datetime.fromisoformat(moment))


def _submit(verdict: Verdict, *, by: User, **change: Any) -> Verdict:
    return submit_explained(verdict=verdict, **change, by=by) if change else submit_verdict(verdict=verdict, by=by)


def _of(verdict: Verdict, comment: VerdictComment) -> VerdictComment:
    if comment.verdict_id != verdict.pk:
        raise Refusal("comment_elsewhere", _now("This comment is on another verdict."))
    return comment


DEEDS: dict[str, Deed] = {
    **{verb.name: Deed(verb.form or forms.Form, verb.permission, verb.perform, verb.done) for verb in VERBS},
    "submit": Deed(
        forms.Form,
        "claims.submit_verdict",
        _submit,
        _("Submitted. Somebody else who has written nothing of it can review it now."),
    ),
    "comment": Deed(
        CommentForm,
        "claims.add_verdictcomment",
        lambda verdict, *, text, field, by: comment_on_verdict(verdict=verdict, text=text, field=field, by=by),
        _("The comment is kept. Readers never see it."),
        anchor="comments",
    ),
    "settle": Deed(
        SettlingForm,
        "claims.change_verdictcomment",
        lambda verdict, *, comment, by: resolve_comment(comment=_of(verdict, comment), by=by),
        _("The comment is settled."),
        anchor="comments",
    ),
    "unsettle": Deed(
        SettlingForm,
        "claims.change_verdictcomment",
        lambda verdict, *, comment, by: reopen_comment(comment=_of(verdict, comment), by=by),
        _("The comment is open again."),
        anchor="comments",
    ),
    "let-through": Deed(
        LettingThroughForm,
        "claims.view_verdict",
        lambda verdict, *, rows, by: approve_seen(claim=verdict.claim, rows=rows, by=by),
        _("Approved: readers may see it."),
        anchor="waiting",
    ),
}
