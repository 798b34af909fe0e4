"""The public page of a claim as it would be with the version in work, and all that waits for approval."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.enums import EvidenceStance
from claims.markdown import to_html
from claims.models import Appearance, Claim, Evidence, Inquiry, Rating, Verdict
from claims.presentation import appearance as appearances
from claims.presentation import evidence as pieces
from claims.presentation.claim_page import ClaimPage, claim_page
from claims.presentation.evidence import EvidenceGroup, evidence_groups, shown_evidence
from claims.presentation.source_count import Counted
from claims.presentation.verdict import ShownVerdict
from sources.enums import Publication
from sources.independence import independent_sources


def draft_page(claim: Claim, verdict: Verdict, *, relied_on: Collection[int]) -> ClaimPage:
    """Return the page with ``verdict``, stored or not, as the one that stands; ``relied_on`` are ids of evidence.

    Without a rating there is no verdict to show; one that was retracted is shown as readers see it. What was withdrawn,
    and inquiries that are not public, are left out.
    """
    day = Coalesce(F("said_on"), F("passage__text__article__published_on"))
    said = Appearance.objects.not_withdrawn().filter(claim=claim).annotate(day=day).in_order_of_time()
    page = claim_page(claim, list(appearances.with_sources(said)))
    is_retracted = page.verdict is not None and page.verdict.is_retracted and page.verdict.row.pk == verdict.pk
    return replace(
        page,
        verdict=page.verdict if is_retracted else _shown(verdict, claim),
        rationale_html=to_html(verdict.rationale) if verdict.rating and not is_retracted else "",
        evidence=_evidence(claim, relied_on),
        inquiries=list(Inquiry.objects.filter(claim=claim, is_public=True).select_related("addressee")),
    )


def _shown(verdict: Verdict, claim: Claim) -> ShownVerdict | None:
    rating = verdict.rating
    if rating is None:
        return None
    steps = Rating.objects.in_use().filter(scale=rating.scale_id).order_by("position")
    # Shown as if it were published at this moment; never stored.
    verdict.statement, verdict.published_at = claim.statement, verdict.published_at or timezone.now()
    return ShownVerdict(row=verdict, rating=rating, scale=list(steps), retractions=[], is_reworded=False)


def _evidence(claim: Claim, relied_on: Collection[int]) -> list[EvidenceGroup]:
    rows = pieces.with_sources(Evidence.objects.filter(claim=claim).exclude(status=Publication.WITHDRAWN))
    shown = shown_evidence(rows.order_by("-is_primary", "id"), relied_on=relied_on)
    cited = {stance: [one.row.article_id for one in shown if one.row.stance == stance] for stance in EvidenceStance}
    counts = {
        stance.value: Counted(str(stance.label), len(set(ids)), len(independent_sources(ids)))
        for stance, ids in cited.items()
        if ids
    }
    return evidence_groups(shown, counts)
