"""Everything that the public page of one claim shows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Coalesce

from claims.enums import ClaimKind, VerdictState
from claims.markdown import to_html
from claims.models import Appearance, Claim, Evidence, ExternalReview, Inquiry, Topic, Translation, Verdict
from claims.models.appearance import AppearanceQuerySet
from claims.presentation import appearance as appearances
from claims.presentation import evidence as pieces
from claims.presentation.appearance import ShownAppearance, shown_appearances
from claims.presentation.attribution import linked_outlets
from claims.presentation.copies import Folded, folded, roots_of
from claims.presentation.evidence import EvidenceGroup, evidence_groups, shown_evidence
from claims.presentation.source_count import Counted, counts_of, said_by
from claims.presentation.verdict import ShownVerdict, public_versions, shown_verdict
from rest.ordering import Key, Order
from rest.permalinks import permalink
from sources.date_words import in_words

# The earliest first: by the day it was said, else by the day it was published.
EARLIEST_SAID: Order = (Key("day", datetime.date, is_nullable=True), Key("id", int))


@dataclass(frozen=True)
class ShownReview:
    """What another desk said; ``has_page`` tells whether its publisher has a page here."""

    row: ExternalReview
    has_page: bool

    @property
    def said_by(self) -> str:
        """Return who that desk says has said it, and when; empty if it says neither."""
        return ", ".join(filter(None, (self.row.claimant_name, in_words(self.row.said))))


@dataclass(frozen=True)
class ClaimPage:
    """A public claim with its public rows."""

    claim: Claim
    is_opinion: bool
    speaks_of: str
    topics: list[Topic]
    translations: list[Translation]
    verdict: ShownVerdict | None
    versions: list[Verdict]
    rationale_html: str
    said_by: list[Counted]
    appearances: list[Folded[ShownAppearance]]
    evidence: list[EvidenceGroup]
    inquiries: list[Inquiry]
    reviews: list[ShownReview]

    @property
    def permalink(self) -> str:
        """Return the permanent address of the claim, which has neither slug nor language."""
        return permalink("claim-permalink", self.claim.pk)


def appearances_of(claim: Claim) -> AppearanceQuerySet:
    """Return the public appearances of ``claim``, each with its ``day``, with their sources."""
    day = Coalesce(F("said_on"), F("passage__text__article__published_on"))
    rows: AppearanceQuerySet = Appearance.objects.public().filter(claim=claim).annotate(day=day)
    return appearances.with_sources(rows)


def claim_page(claim: Claim, said: Sequence[Appearance]) -> ClaimPage:
    """Return the page of a public claim with ``said`` of its appearances, in a constant number of queries."""
    versions = list(public_versions(claim))
    # The version that stands; else the last word, which is a retraction.
    newest = next((row for row in versions if row.state == VerdictState.PUBLISHED), versions[0] if versions else None)
    verdict = shown_verdict(newest, claim) if newest else None
    counts = counts_of(claim.source_counts.all())
    evidence = _evidence(claim, verdict)
    shown = shown_appearances(said)
    roots = roots_of([*(row.article.pk for row in shown), *(piece.row.article_id for piece in evidence)])
    return ClaimPage(
        claim=claim,
        is_opinion=claim.kind == ClaimKind.OPINION,
        speaks_of=in_words(claim.speaks_of),
        topics=list(claim.topics.all()),
        translations=list(Translation.objects.public().filter(claim=claim)),
        verdict=verdict,
        versions=versions,
        rationale_html=to_html(verdict.row.rationale) if verdict and not verdict.is_retracted else "",
        said_by=said_by(counts),
        appearances=folded(
            shown,
            roots,
            article_of=lambda one: one.article,
            same=lambda one: (one.row.claimant_id, one.row.stance),
        ),
        evidence=evidence_groups(evidence, counts, roots),
        inquiries=list(Inquiry.objects.public().filter(claim=claim).select_related("addressee")),
        reviews=_reviews(claim),
    )


def _evidence(claim: Claim, verdict: ShownVerdict | None) -> list[pieces.ShownEvidence]:
    rows = pieces.with_sources(Evidence.objects.public().filter(claim=claim)).order_by("-is_primary", "id")
    relied_on = set(verdict.row.evidence_links.values_list("evidence_id", flat=True)) if verdict else set()
    return shown_evidence(rows, relied_on=relied_on)


def _reviews(claim: Claim) -> list[ShownReview]:
    rows = list(ExternalReview.objects.public().filter(claim=claim).select_related("publisher"))
    linked = linked_outlets({row.publisher_id for row in rows})
    return [ShownReview(row, has_page=row.publisher_id in linked) for row in rows]
