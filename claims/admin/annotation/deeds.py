"""What the annotation screen does: each deed reads a form and calls one action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib.auth.models import User
from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.annotation import Annotated, annotate_appearance, annotate_evidence, annotate_mark
from claims.actions.reanchor import reanchor_passage
from claims.actions.undo import remembered, undo_annotation
from claims.admin.annotation.forms import (
    AppearanceForm,
    DecisionForm,
    EvidenceForm,
    MarkForm,
    ReanchorForm,
    SelectionForm,
    UndoForm,
)
from claims.enums import EvidenceStance, Manner, Stance
from claims.models import Appearance, Evidence
from claims.rules import Refusal
from sources.actions.mark import decide_mark
from sources.enums import Decision, MarkKind
from sources.models import Article, Mark, Passage

SALT = "claimtrack.annotation"
UNDO_SECONDS = 24 * 60 * 60
Data = Mapping[str, Any]
F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True)
class Done:
    """What to tell the editor; ``receipt`` undoes it, where it can be undone, and ``key`` names the new row."""

    message: str | Promise
    receipt: str = ""
    key: str = ""


class Faulty(Exception):  # noqa: N818  # the form is, not the program
    """The form has faults; nothing was changed."""

    def __init__(self, form: forms.Form) -> None:
        """Keep the form that says which."""
        super().__init__()
        self.form = form

    def messages(self) -> dict[str, list[str]]:
        """Return what is wrong, by field; ``__all__`` where it is about none alone."""
        return {field: [str(message) for message in listed] for field, listed in self.form.errors.items()}


def valid(form: F) -> F:
    """Return the form if it has no fault; raises ``Faulty``."""
    if not form.is_valid():
        raise Faulty(form)
    return form


def done(message: str | Promise, annotated: Annotated, by: User) -> Done:
    """Return what to tell, with a receipt that only ``by`` can hand in."""
    receipt = signing.dumps({"by": by.pk, "made": remembered(annotated.made)}, salt=SALT)
    return Done(message, receipt, f"{annotated.row._meta.model_name}:{annotated.row.pk}")


def sent_before(model: type[Appearance] | type[Evidence], form: SelectionForm, by: User) -> Done | None:
    """Return that the row is there where the same was sent before and only the answer was lost."""
    row = model._default_manager.filter(**form.name, created_by=by).first() if form.name else None
    return Done(_("This was saved already."), key=f"{model._meta.model_name}:{row.pk}") if row else None


def appear(article: Article, data: Data, by: User) -> Done:
    """Record that a claim appears in the selection."""
    form = valid(AppearanceForm(data, texts=article.texts))
    if known := sent_before(Appearance, form, by):
        return known
    annotated = annotate_appearance(
        selection=form.selection, claim=form.what, claimant=form.who, steps=form.cleaned_data["steps"],
        stance=Stance(form.cleaned_data["stance"]), manner=Manner(form.cleaned_data["manner"]), by=by,
        **form.manner_of_saying, **form.name,
    )  # fmt: skip
    return done(_("The appearance is recorded. Somebody else approves it."), annotated, by)


def cite(article: Article, data: Data, by: User) -> Done:
    """Cite the selection as evidence."""
    form = valid(EvidenceForm(data, texts=article.texts))
    if known := sent_before(Evidence, form, by):
        return known
    typed = form.cleaned_data
    annotated = annotate_evidence(
        selection=form.selection, claim=form.what, stance=EvidenceStance(typed["stance"]), comment=typed["comment"],
        is_primary=typed["is_primary"], by=by, **form.name,
    )  # fmt: skip
    return done(_("The evidence is cited. Somebody else approves it."), annotated, by)


def mark(article: Article, data: Data, by: User) -> Done:
    """Mark the selection."""
    form = valid(MarkForm(data, texts=article.texts))
    typed = form.cleaned_data
    annotated = annotate_mark(
        selection=form.selection, kind=MarkKind(typed["kind"]), inserted_by=typed["inserted_by"], note=typed["note"],
        by=by,
    )  # fmt: skip
    return done(_("Marked: every rendering brackets these words from now on."), annotated, by)


def decide(article: Article, data: Data, by: User) -> Done:
    """Confirm or reject a suggested mark of the article."""
    form = valid(DecisionForm(data))
    found: Mark = form.cleaned_data["mark"]
    if found.text.article_id != article.pk:
        raise Refusal("mark_elsewhere", _now("This mark lies on another article. Reload the page."))
    decide_mark(mark=found, status=Decision(form.cleaned_data["decision"]), by=by)
    return Done(_("Decided."))


def reanchor(article: Article, data: Data, by: User) -> Done:
    """Anchor an orphaned quote of the article anew."""
    form = valid(ReanchorForm(data))
    typed = form.cleaned_data
    passage = Passage.objects.filter(pk=typed["passage"], text__article=article).first()
    if passage is None:
        raise Refusal("passage_elsewhere", _now("This quote is not one of the article. Reload the page."))
    reanchor_passage(passage=passage, exact=typed["exact"], start=typed["start"], by=by)
    return Done(_("The quote is anchored in the current text. What was approved waits there to be approved again."))


def undo(_article: Article, data: Data, by: User) -> Done:
    """Take back what a receipt names, for whoever did it."""
    form = valid(UndoForm(data))
    try:
        receipt = signing.loads(form.cleaned_data["receipt"], salt=SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature as error:
        raise Refusal(
            "undo_unknown", _now("This cannot be undone any more. Open the row and change it there.")
        ) from error
    if receipt["by"] != by.pk:
        raise Refusal("undo_others", _now("Somebody else did this, so it is not yours to undo."))
    undo_annotation(made=[(name, pk) for name, pk in receipt["made"]], by=by)
    return Done(_("Undone."))


DEEDS: dict[str, Callable[[Article, Data, User], Done]] = {
    "appearance": appear, "evidence": cite, "mark": mark, "decision": decide, "reanchor": reanchor, "undo": undo,
}  # fmt: skip
