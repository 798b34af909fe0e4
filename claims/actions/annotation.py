"""Annotate a passage that an editor selected: a claim that appears in it, evidence, or a mark over it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.actions.appearance import Step, record_appearance
from claims.actions.claim import create_claim
from claims.actions.evidence import cite_evidence
from claims.enums import ClaimantKind, ClaimKind, EvidenceStance, Manner, Stance
from claims.models import Claim, Claimant
from claims.rules import Refusal, refusing, require_permission
from sources.actions.mark import mark_span
from sources.actions.passage import anchor_passage
from sources.enums import MarkKind
from sources.models import ArticleText, Outlet, Passage

UNNAMED = (ClaimantKind.ANONYMOUS_SOURCE, ClaimantKind.GROUP)


@dataclass(frozen=True)
class Selection:
    """Words as they were on the screen, and where they start in the text (code points)."""

    text: ArticleText
    exact: str
    start: int

    def require_current(self) -> None:
        """Refuse a selection in a text that is not the article's current one, or that does not say these words."""
        if self.text.article.current_text_id != self.text.pk:
            raise Refusal(
                "text_superseded", _("The article has a newer text by now. Reload the page and select it there.")
            )
        if self.start < 0 or self.text.content[self.start : self.start + len(self.exact)] != self.exact:
            raise Refusal(
                "passage_anchored",
                _("The quote does not stand at this place of the stored text. Select it again in the text."),
            )

    @property
    def end(self) -> int:
        """Return where the selection ends."""
        return self.start + len(self.exact)


@dataclass(frozen=True)
class NewClaim:
    """The wording of a claim that is not there yet."""

    statement: str
    short_statement: str
    kind: ClaimKind
    language: str


@dataclass(frozen=True)
class NewClaimant:
    """Somebody who is not there yet; unnamed groups and anonymous sources belong to the article."""

    name: str
    kind: ClaimantKind


@dataclass(frozen=True)
class Annotated:
    """The row that was asked for, and all rows that were made for it, the dependent ones first."""

    row: Model
    made: Sequence[Model] = field(default=())


def annotate_appearance(
    *,
    selection: Selection,
    claim: Claim | NewClaim,
    claimant: Claimant | NewClaimant | Outlet,
    stance: Stance,
    manner: Manner,
    steps: Sequence[Step] = (),
    by: User,
    **fields: Any,
) -> Annotated:
    """Record that the claim appears in the selection, with whatever of claim and claimant is new; all or nothing.

    An outlet as claimant is the claimant that stands for it. ``fields`` are further columns of the appearance.
    """
    made: list[Model] = []
    with refusing(by=by):
        passage = _anchored(selection, made, by)
        speaker = _claimant(claimant, selection.text, made, by)
        what = _claim(claim, made, by)
        appearance = record_appearance(
            claim=what, passage=passage, claimant=speaker, stance=stance, manner=manner, steps=steps, by=by, **fields
        )
    return Annotated(appearance, [appearance, *reversed(made)])


def annotate_evidence(
    *, selection: Selection, claim: Claim | NewClaim, stance: EvidenceStance, by: User, **fields: Any
) -> Annotated:
    """Cite the selection as evidence for or against the claim, or as its context; all or nothing."""
    made: list[Model] = []
    with refusing(by=by):
        passage = _anchored(selection, made, by)
        what = _claim(claim, made, by)
        evidence = cite_evidence(
            claim=what, article=selection.text.article, stance=stance, passage=passage, by=by, **fields
        )
    return Annotated(evidence, [evidence, *reversed(made)])


def annotate_mark(
    *, selection: Selection, kind: MarkKind, inserted_by: Outlet | None = None, note: str = "", by: User
) -> Annotated:
    """Mark the selection as not its author's."""
    selection.require_current()
    mark = mark_span(
        text=selection.text, kind=kind, start=selection.start, end=selection.end,
        inserted_by=inserted_by, note=note, by=by,
    )  # fmt: skip
    return Annotated(mark, [mark])


def _anchored(selection: Selection, made: list[Model], by: User) -> Passage:
    require_permission(by, "sources.add_passage")
    selection.require_current()
    place = {"text": selection.text, "start": selection.start, "end": selection.end}
    is_known = Passage.objects.filter(**place).exists()
    passage = anchor_passage(text=selection.text, exact=selection.exact, start=selection.start, by=by)
    if not is_known:
        made.append(passage)
    return passage


def _claim(claim: Claim | NewClaim, made: list[Model], by: User) -> Claim:
    if isinstance(claim, Claim):
        return claim
    worded = create_claim(
        statement=claim.statement, short_statement=claim.short_statement, kind=claim.kind, language=claim.language,
        by=by,
    )  # fmt: skip
    made.append(worded)
    return worded


def _claimant(claimant: Claimant | NewClaimant | Outlet, text: ArticleText, made: list[Model], by: User) -> Claimant:
    if isinstance(claimant, Claimant):
        return claimant
    if isinstance(claimant, Outlet):
        known = Claimant.objects.filter(outlet=claimant).first()
        if known:
            return known
        columns: dict[str, Any] = {"name": claimant.name, "kind": ClaimantKind.OUTLET, "outlet": claimant}
    else:
        article = text.article if claimant.kind in UNNAMED else None
        columns = {"name": claimant.name, "kind": claimant.kind, "article": article}
    require_permission(by, "claims.add_claimant")
    named = Claimant.objects.create(**columns, created_by=by)
    made.append(named)
    return named
