"""Everything that the page of one version of a verdict shows."""

from dataclasses import dataclass

from claims.markdown import to_html
from claims.models import Appearance, Claim, Evidence, Translation, Verdict
from claims.presentation import evidence as pieces
from claims.presentation.evidence import EvidenceGroup, evidence_groups, shown_evidence
from claims.presentation.source_count import counts_of
from claims.presentation.verdict import ShownVerdict, public_versions, shown_verdict
from claims.presentation.version_difference import VersionDifference, version_difference


@dataclass(frozen=True)
class VerdictPage:
    """A public version with what it relied on, as far as that is public still, and what it changed; None if nothing."""

    claim: Claim
    verdict: ShownVerdict
    versions: list[Verdict]
    difference: VersionDifference | None
    rationale_html: str
    evidence: list[EvidenceGroup]
    translations: list[Translation]


def verdict_page(claim: Claim, version: int) -> VerdictPage | None:
    """Return the page of a public version of a public claim; None where there is no such version."""
    versions = list(public_versions(claim))
    row = next((row for row in versions if row.version == version), None)
    if row is None:
        return None
    verdict = shown_verdict(row, claim)
    cited = Evidence.objects.public().filter(verdict_links__verdict=row)
    return VerdictPage(
        claim=claim,
        verdict=verdict,
        versions=versions,
        difference=_difference(row, versions),
        rationale_html=to_html(row.rationale),
        evidence=evidence_groups(
            shown_evidence(pieces.with_sources(cited).order_by("-is_primary", "id")),
            counts_of(claim.source_counts.all()),
        ),
        translations=list(Translation.objects.public().filter(verdict=row)),
    )


def _difference(row: Verdict, versions: list[Verdict]) -> VersionDifference | None:
    """Return what the version changed in the public one before it, if there is one."""
    before = next((other for other in versions if other.version < row.version), None)
    if before is None:
        return None
    return version_difference(before, row, evidence=Evidence.objects.public(), appearances=Appearance.objects.public())
