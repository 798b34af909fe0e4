"""What is done in the workspace: each deed reads a form and makes one domain call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.claim import revise_claim
from claims.actions.inquiry import inquire, record_answer
from claims.actions.pair import decide_pair, reopen_match
from claims.actions.verdict import draft_verdict, edit_verdict, submit_verdict
from claims.admin.workspace.forms import InquiryForm, PairForm, ReplyForm, VerdictDraftForm, WordingForm
from claims.admin.workspace.state import COPIED, open_verdict
from claims.enums import MatchDecision
from claims.models import Claim, ClaimMatch, Inquiry, Verdict
from claims.rules import Refusal

CHANGE = ("change_kind", "change_note")


@dataclass(frozen=True)
class Done:
    """What to tell the editor, and in which part of the page it happened; ``is_refused`` where a later step was."""

    message: str | Promise
    part: str
    is_refused: bool = False


class Faulty(Exception):  # noqa: N818  # the form is, not the program
    """The form called ``name`` has faults; nothing was changed."""

    def __init__(self, name: str, form: forms.Form | forms.ModelForm[Any]) -> None:
        """Keep the form that says which."""
        super().__init__()
        self.name = name
        self.form = form

    def messages(self) -> dict[str, list[str]]:
        """Return what is wrong, by the name that a field has in the page; ``__all__`` where it is about none alone."""
        return {
            field if field == "__all__" else self.form.add_prefix(field): [str(message) for message in listed]
            for field, listed in self.form.errors.items()
        }


@contextmanager
def told_by(name: str, form: forms.Form | forms.ModelForm[Any]) -> Iterator[None]:
    """Raise ``Faulty`` for a form with faults, and for what the block's domain call refuses."""
    if not form.is_valid():
        raise Faulty(name, form)
    try:
        yield
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        raise Faulty(name, form) from refusal


def word(claim: Claim, data: QueryDict, by: User) -> Done:
    """Change the claim's wording, and who works on it."""
    form = WordingForm(data, instance=claim)
    with told_by("wording", form):
        typed = {name: form.cleaned_data[name] for name in WordingForm.Meta.fields}
        revise_claim(claim=form.instance, topics=form.cleaned_data["about"], by=by, **typed)
    return Done(_("The claim is saved."), "claim")


def draft(claim: Claim, data: QueryDict, by: User) -> Done:
    """Save the version in work; an edit voids a review."""
    store_verdict(claim, data, by)
    return Done(_("The draft is saved."), "verdict")


def submit(claim: Claim, data: QueryDict, by: User) -> Done:
    """Save the version in work and ask for a second pair of eyes; refused, the draft is saved all the same."""
    verdict = store_verdict(claim, data, by)
    try:
        submit_verdict(verdict=verdict, by=by)
    except Refusal as refusal:
        return Done(_now("The draft is saved, but not submitted.") + " " + refusal.message, "missing", is_refused=True)
    return Done(_("Submitted. Somebody else who has written nothing of it can review it now."), "verdict")


def store_verdict(claim: Claim, data: QueryDict, by: User) -> Verdict:
    """Draft a version or edit the one in work; one under review in which nothing was changed stays there."""
    verdict = open_verdict(claim)
    form = VerdictDraftForm(data, instance=verdict)
    with told_by("verdict", form):
        if verdict.pk and not set(form.changed_data) - {"seen"}:
            return verdict
        typed = {name: form.cleaned_data[name] for name in (*COPIED, *CHANGE)}
        evidence = form.cleaned_data["relied_on"]
        if verdict.pk:
            return edit_verdict(verdict=verdict, evidence=evidence, by=by, **typed)
        return draft_verdict(claim=claim, evidence=evidence, by=by, **typed)


def ask(claim: Claim, data: QueryDict, by: User) -> Done:
    """Record that somebody was asked, or why not."""
    form = InquiryForm(data, claim=claim)
    with told_by("inquiry", form):
        inquire(claim=claim, by=by, **form.cleaned_data)
    return Done(_("The inquiry is recorded."), "inquiries")


def reply(claim: Claim, data: QueryDict, by: User) -> Done:
    """Record what came back."""
    inquiry = Inquiry.objects.filter(claim=claim, pk=number(data, "inquiry")).first()
    if inquiry is None:
        raise Refusal("inquiry_elsewhere", _now("This inquiry is not one of the claim. Reload the page."))
    form = ReplyForm(data, prefix=f"reply{inquiry.pk}")
    with told_by(f"reply{inquiry.pk}", form):
        record_answer(inquiry=inquiry, by=by, **form.cleaned_data)
    return Done(_("The answer is recorded."), "inquiries")


def decide(claim: Claim, data: QueryDict, by: User) -> Done:
    """Say what another claim is to this one."""
    form = PairForm(data)
    if not form.is_valid():
        raise Refusal("pair_unknown", _now("This claim has been merged or withdrawn meanwhile. Reload the page."))
    other: Claim = form.cleaned_data["other"]
    decide_pair(claim=claim, other=other, decision=MatchDecision(form.cleaned_data["decision"]), by=by)
    return Done(_("Decided."), "similar")


def rethink(claim: Claim, data: QueryDict, by: User) -> Done:
    """Take back what was decided of a pair."""
    match = ClaimMatch.objects.filter(pk=number(data, "match")).first()
    if match is None or claim.pk not in (match.first_id, match.second_id):
        raise Refusal("match_elsewhere", _now("This pair is not one of the claim. Reload the page."))
    reopen_match(match=match, by=by)
    return Done(_("The decision is taken back; the pair waits again."), "similar")


def number(data: QueryDict, name: str) -> int:
    """Return a number that the page sent; 0, which no row has, for anything else."""
    given = data.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0


DEEDS: dict[str, Callable[[Claim, QueryDict, User], Done]] = {
    "wording": word, "verdict": draft, "submit": submit, "inquiry": ask, "reply": reply, "decision": decide,
    "rethink": rethink,
}  # fmt: skip


def do(deed: str, claim: Claim, data: QueryDict, by: User) -> Done:
    """Do one deed; of two editors who save in the same moment, the second sees what the first has written."""
    with transaction.atomic():
        locked = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
        return DEEDS[deed](locked, data, by)
