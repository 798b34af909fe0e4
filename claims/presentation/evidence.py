"""Evidence as readers see it: what speaks for a claim, against it, and what stands around it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from claims.enums import EvidenceStance
from claims.models import Evidence
from claims.models.evidence import EvidenceQuerySet
from claims.presentation.copies import Folded, Roots, folded, roots_of
from claims.presentation.quote import Quote, quote_of
from claims.presentation.source_count import Counted, Counts
from sources.models import Mark

HEADINGS = {
    EvidenceStance.SUPPORTS: _("Evidence for it"),
    EvidenceStance.CONTRADICTS: _("Evidence against it"),
    EvidenceStance.CONTEXT: _("Context"),
}


@dataclass(frozen=True)
class ShownEvidence:
    """One piece of evidence; ``quote`` is None where a locator or the whole article is cited."""

    row: Evidence
    quote: Quote | None
    is_relied_on: bool


@dataclass(frozen=True)
class EvidenceGroup:
    """All evidence of one stance, copies under their origin, and how many independent sources it comes from."""

    stance: str
    heading: str
    count: Counted | None
    pieces: list[Folded[ShownEvidence]]


def with_sources(rows: EvidenceQuerySet) -> EvidenceQuerySet:
    """Fetch along what is shown of each piece of evidence; never the article's text."""
    return (
        rows.select_related("claim", "article__outlet", "passage__text__article")
        .defer("passage__text__content")
        .prefetch_related(Prefetch("passage__text__marks", Mark.objects.confirmed().select_related("inserted_by")))
    )


def shown_evidence(rows: Iterable[Evidence], *, relied_on: Collection[int] = ()) -> list[ShownEvidence]:
    """Return the evidence in the order given; ``relied_on`` are the ids that the verdict shown rests on."""
    return [
        ShownEvidence(row, quote_of(row.passage) if row.passage else None, is_relied_on=row.pk in relied_on)
        for row in rows
    ]


def evidence_groups(pieces: Iterable[ShownEvidence], counts: Counts, roots: Roots | None = None) -> list[EvidenceGroup]:
    """Return supporting, contradicting and context evidence, leaving out what there is none of.

    ``roots`` are those of the articles, to be asked for where they are not known.
    """
    pieces = list(pieces)
    roots = roots_of(piece.row.article_id for piece in pieces) if roots is None else roots
    groups = []
    for stance, heading in HEADINGS.items():
        found = [piece for piece in pieces if piece.row.stance == stance]
        if found:
            shown = folded(
                found, roots, article_of=lambda piece: piece.row.article, same=lambda piece: piece.row.stance
            )
            groups.append(EvidenceGroup(stance, str(heading), counts.get(stance), shown))
    return groups
