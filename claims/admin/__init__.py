"""The desk's pages for claims, who made them, what speaks for and against them, and verdicts."""

from claims.admin import (
    annotation,
    appearance,
    capture,
    claim,
    claim_match,
    claimant,
    evidence,
    external_review,
    inquiry,
    passage,
    rating,
    records,
    topic,
    translation,
    verdict,
    workspace,
)

__all__ = [
    "annotation",
    "appearance",
    "capture",
    "claim",
    "claim_match",
    "claimant",
    "evidence",
    "external_review",
    "inquiry",
    "passage",
    "rating",
    "records",
    "topic",
    "translation",
    "verdict",
    "workspace",
]
