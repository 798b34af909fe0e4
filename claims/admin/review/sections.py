"""The parts of a verdict, each with what readers will see, what changed, and what colleagues say of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from claims.enums import CommentedField, VerdictState
from claims.models import Appearance, Verdict, VerdictComment
from claims.presentation.version_difference import FieldDifference, VersionDifference

# Which columns each part shows; the digest covers all of them, and the evidence.
COLUMNS: Mapping[CommentedField, tuple[str, ...]] = {
    CommentedField.STATEMENT: ("statement", "short_statement"),
    CommentedField.TITLE: ("title",),
    CommentedField.RATING: ("rating",),
    CommentedField.SUMMARY: ("summary",),
    CommentedField.RATIONALE: ("rationale",),
    CommentedField.DATES: ("evidence_until", "review_by"),
    CommentedField.CHANGE: (),
    CommentedField.LEAD_APPEARANCE: ("lead_appearance",),
    CommentedField.EVIDENCE: (),
}


@dataclass(frozen=True)
class Section:
    """One part; ``template`` shows it as readers will see it."""

    field: CommentedField
    label: str
    differences: list[FieldDifference]
    comments: list[VerdictComment]

    @property
    def name(self) -> str:
        """Return the word that forms and anchors use."""
        return str(self.field.value)

    @property
    def template(self) -> str:
        """Return what lays the part out."""
        return f"desk/review/{self.name}.html"


def sections(
    verdict: Verdict, difference: VersionDifference | None, comments: Iterable[VerdictComment]
) -> list[Section]:
    """Return the parts in the order in which they are read; a first version explains no change."""
    by_field: dict[str, list[VerdictComment]] = {}
    for comment in comments:
        by_field.setdefault(comment.field, []).append(comment)
    changed: dict[str, Any] = {field.name: field for field in difference.fields} if difference else {}
    return [
        Section(
            field=field,
            label=str(capfirst(str(field.label))),
            differences=[changed[name] for name in columns if name in changed],
            comments=by_field.get(field, []),
        )
        for field, columns in COLUMNS.items()
        if field != CommentedField.CHANGE or verdict.version > 1
    ]


def lead_of(verdict: Verdict) -> Appearance | None:
    """Return the appearance that leads; of a draft, the one that its submission would keep."""
    if verdict.state == VerdictState.DRAFT:
        return verdict.claim.leading_appearance(with_drafts=True)
    return verdict.lead_appearance
