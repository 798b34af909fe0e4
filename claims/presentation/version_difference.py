"""What changed from one version of a verdict to another, field by field and word by word."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import capfirst

from claims.differences import Piece, word_pieces
from claims.enums import VerdictState
from claims.models import Appearance, Verdict
from claims.models.appearance import AppearanceQuerySet
from claims.models.evidence import EvidenceQuerySet
from claims.presentation.evidence import ShownEvidence, shown_evidence, with_sources

WORDED = ("title", "statement", "short_statement", "summary", "rationale")
DATED = ("evidence_until", "review_by")
ORDER = (
    "title", "statement", "short_statement", "rating", "summary", "rationale", "evidence_until", "review_by",
    "lead_appearance",
)  # fmt: skip


@dataclass(frozen=True)
class FieldDifference:
    """One field that changed: its name in the table, its label, and its words then and now."""

    name: str
    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class VersionDifference:
    """What is different in ``after``: the fields that changed, in the order of the page, and what it cites."""

    before: Verdict
    after: Verdict
    fields: list[FieldDifference]
    evidence_added: list[ShownEvidence]
    evidence_removed: list[ShownEvidence]

    @property
    def is_empty(self) -> bool:
        """Say whether readers would see no difference."""
        return not (self.fields or self.evidence_added or self.evidence_removed)


def version_difference(
    before: Verdict,
    after: Verdict,
    *,
    evidence: EvidenceQuerySet,
    appearances: AppearanceQuerySet,
    cited_before: Collection[int] | None = None,
) -> VersionDifference:
    """Compare two versions, naming of what they cite only rows of ``evidence`` and ``appearances``.

    For readers these are the public rows: what was withdrawn since is named nowhere, nor is that it was cited.
    ``cited_before`` are the ids of what ``before`` relied on, where that is not what is stored of it now.
    """
    then, now = worded(before, appearances), worded(after, appearances)
    cited = with_sources(evidence)
    of_before = Q(verdict_links__verdict=before) if cited_before is None else Q(pk__in=cited_before)
    old = list(cited.filter(of_before).order_by("stance", "id"))
    new = list(cited.filter(verdict_links__verdict=after).order_by("stance", "id"))
    return VersionDifference(
        before=before,
        after=after,
        fields=[
            FieldDifference(name, label_of(name), word_pieces(then[name], now[name]))
            for name in ORDER
            if then[name] != now[name]
        ],
        evidence_added=shown_evidence(row for row in new if row not in old),
        evidence_removed=shown_evidence(row for row in old if row not in new),
    )


def label_of(name: str) -> str:
    """Return what a field of a verdict is called."""
    return str(capfirst(str(Verdict._meta.get_field(name).verbose_name)))  # type: ignore[union-attr]  # a column


def worded(verdict: Verdict, appearances: AppearanceQuerySet) -> dict[str, str]:
    """Return the fields of a version in words; a draft has the wording and the lead that its submission would keep."""
    lead = _lead(verdict)
    shown = (
        appearances.filter(pk=lead.pk).select_related("claimant", "passage__text__article").first() if lead else None
    )
    dates = {name: getattr(verdict, name) for name in DATED}
    return {
        **{name: getattr(verdict, name) for name in WORDED},
        **(_wording_of_claim(verdict) if verdict.state == VerdictState.DRAFT else {}),
        **{name: date_format(day) if day else "" for name, day in dates.items()},
        "rating": str(verdict.rating.shown_label) if verdict.rating else "",
        "lead_appearance": f"{shown}, {shown.passage.text.article}" if shown else "",
    }


def _wording_of_claim(verdict: Verdict) -> dict[str, str]:
    return {"statement": verdict.claim.statement, "short_statement": verdict.claim.short_statement}


def _lead(verdict: Verdict) -> Appearance | None:
    if verdict.state == VerdictState.DRAFT:
        return verdict.claim.leading_appearance(with_drafts=True)
    return verdict.lead_appearance
