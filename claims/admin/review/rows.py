"""Appearances and evidence as the reviewer reads them, and who may let which through."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.admin.review.context import ContextPiece, quote_in_context, with_surroundings
from claims.models import Appearance, Claim, Evidence, Verdict
from claims.presentation import appearance as appearances
from claims.presentation import evidence as pieces
from claims.presentation.appearance import ShownAppearance, shown_appearances
from claims.presentation.evidence import ShownEvidence, shown_evidence
from sources.enums import Publication
from sources.models import Article

WHO = ("created_by", "edited_by", "approved_by")


@dataclass(frozen=True)
class ReviewedRow:
    """A row with its quote in context; ``token`` names it as it stands now, ``why_not`` says who may not approve it."""

    noun: str
    shown: ShownAppearance | ShownEvidence
    context: list[ContextPiece]
    is_relied_on: bool
    why_not: str

    @property
    def row(self) -> Appearance | Evidence:
        """Return the stored row."""
        return self.shown.row

    @property
    def article(self) -> Article:
        """Return where the quote stands, or what is cited as a whole."""
        return self.shown.article if isinstance(self.shown, ShownAppearance) else self.shown.row.article

    @property
    def waits(self) -> bool:
        """Say whether nobody has approved it yet."""
        return self.row.status == Publication.DRAFT

    @property
    def is_offered(self) -> bool:
        """Say whether whoever reads the page may approve it."""
        return self.waits and not self.why_not

    @property
    def token(self) -> str:
        """Return what an approval sends along, so that it holds for what was read and nothing newer."""
        return f"{self.noun}:{self.row.pk}:{self.row.updated_at.isoformat()}"

    @property
    def address(self) -> str:
        """Return the row's own page at the desk."""
        return reverse(f"admin:claims_{self.noun}_change", args=[self.row.pk])


@dataclass(frozen=True)
class ReviewedRows:
    """The lead, what the verdict relies on, and what else of the claim waits for a second pair of eyes."""

    lead: ReviewedRow | None
    cited: list[ReviewedRow]
    waiting: list[ReviewedRow]

    @property
    def offered(self) -> list[ReviewedRow]:
        """Return all that whoever reads the page may approve."""
        rows = [*([self.lead] if self.lead else []), *self.cited, *self.waiting]
        return [row for row in rows if row.is_offered]


def reviewed_rows(verdict: Verdict, lead: Appearance | None, user: User) -> ReviewedRows:
    """Return the rows of the verdict and of its claim, in a number of queries that does not depend on them."""
    cited_ids = set(verdict.evidence_links.values_list("evidence_id", flat=True))
    spoken = _appearances(verdict.claim, lead.pk if lead else None, user)
    cited = _evidence(verdict.claim, cited_ids, user)
    return ReviewedRows(
        lead=next((row for row in spoken if row.is_relied_on), None),
        cited=[row for row in cited if row.is_relied_on],
        waiting=[row for row in (*spoken, *cited) if not row.is_relied_on],
    )


def _appearances(claim: Claim, lead: int | None, user: User) -> list[ReviewedRow]:
    wanted = Appearance.objects.filter(Q(pk=lead) | Q(claim=claim, status=Publication.DRAFT))
    rows = with_surroundings(appearances.with_sources(wanted)).select_related(*WHO).in_order_of_time()
    return [
        _reviewed("appearance", shown, user, is_relied_on=shown.row.pk == lead) for shown in shown_appearances(rows)
    ]


def _evidence(claim: Claim, cited: Collection[int], user: User) -> list[ReviewedRow]:
    wanted = Evidence.objects.filter(Q(pk__in=cited) | Q(claim=claim, status=Publication.DRAFT))
    rows = with_surroundings(pieces.with_sources(wanted)).select_related(*WHO)
    return [
        _reviewed("evidence", shown, user, is_relied_on=shown.is_relied_on)
        for shown in shown_evidence(rows.order_by("stance", "-is_primary", "id"), relied_on=cited)
    ]


def _reviewed(noun: str, shown: Any, user: User, *, is_relied_on: bool) -> ReviewedRow:
    row = shown.row
    context = quote_in_context(row.passage, row.before, row.after) if row.passage else []
    return ReviewedRow(noun, shown, context, is_relied_on, why_not(row, noun, user))


def why_not(row: Appearance | Evidence, noun: str, user: User) -> str:
    """Say why ``user`` may not approve a row; empty if they may."""
    if row.created_by_id == user.pk:
        return _("You recorded this, so somebody else must approve it.")
    if user.pk in (row.edited_by_id, *row.editor_ids):
        return _("You have edited this, so somebody else must approve it.")
    if not user.has_perm(f"claims.approve_{noun}"):
        return _("A reviewer must approve this.")
    return ""
