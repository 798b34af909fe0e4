"""Merge two claims that are one."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from claims.enums import EvidenceStance, Stance
from claims.models import Appearance, Claim, Evidence, ExternalReview, Verdict
from claims.models.external_review import ExternalReviewQuerySet
from claims.rules import refusing, require_permission

OPPOSITE_STANCE = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}
OPPOSITE_EVIDENCE = {
    EvidenceStance.SUPPORTS: EvidenceStance.CONTRADICTS,
    EvidenceStance.CONTRADICTS: EvidenceStance.SUPPORTS,
}


def merge_claim(*, claim: Claim, into: Claim, is_opposite: bool = False, by: User) -> Claim:
    """Merge ``claim`` into ``into`` and return the latter; the merged id redirects for ever.

    Appearances and evidence move; where the two claims are opposites their stances are flipped. What an old
    verdict of ``claim`` cites stays there and is copied as a draft. Whatever pointed at ``claim`` points on.
    Other desks' reviews move too, but those of an opposite stay: nobody turns another's verdict round.
    """
    require_permission(by, "claims.merge_claim")
    with refusing(by=by):
        # Both are locked in the order of their ids, so that two merges wait for each other instead of deadlocking.
        list(Claim.objects.select_for_update().filter(pk__in=[claim.pk, into.pk]).order_by("pk"))
        Claim.objects.filter(pk=claim.pk).update(merged_into=into, lead_appearance=None)
        Claim.objects.filter(merged_into=claim).update(merged_into=into)
        _move_appearances(claim, into, is_opposite=is_opposite, by=by)
        _move_evidence(claim, into, is_opposite=is_opposite, by=by)
        if not is_opposite:
            movable_reviews(claim, into).update(claim=into)
        claim.refresh_from_db()
        into.refresh_from_db()
    return into


def _move_appearances(claim: Claim, into: Claim, *, is_opposite: bool, by: User) -> None:
    cited = set(Verdict.objects.filter(claim=claim).beyond_draft().values_list("lead_appearance_id", flat=True))
    already = set(into.appearances.values_list("passage_id", "claimant_id"))
    for appearance in claim.appearances.all():
        if (appearance.passage_id, appearance.claimant_id) in already:
            continue
        stance = OPPOSITE_STANCE.get(Stance(appearance.stance), appearance.stance) if is_opposite else appearance.stance
        if appearance.pk in cited:
            copy_appearance(appearance, claim=into, stance=stance, by=by)
        else:
            Appearance.objects.filter(pk=appearance.pk).update(claim=into, stance=stance)


def _move_evidence(claim: Claim, into: Claim, *, is_opposite: bool, by: User) -> None:
    cited = set(claim.verdicts.values_list("evidence", flat=True))
    for evidence in claim.evidence.all():
        stance = (
            OPPOSITE_EVIDENCE.get(EvidenceStance(evidence.stance), evidence.stance) if is_opposite else evidence.stance
        )
        if evidence.pk in cited:
            copy_evidence(evidence, claim=into, stance=stance, by=by)
        else:
            Evidence.objects.filter(pk=evidence.pk).update(claim=into, stance=stance)


def movable_reviews(claim: Claim, into: Claim) -> ExternalReviewQuerySet:
    """Return the reviews of ``claim`` that a merge brings along: not those that the other claim has."""
    return ExternalReview.objects.filter(claim=claim).exclude(url__in=into.external_reviews.values("url"))


def copy_appearance(appearance: Appearance, *, by: User, **changes: Any) -> Appearance:
    """Return a draft copy with its attribution chain, for what a verdict holds in place."""
    copied = Appearance(**_columns(appearance, but=changes), **changes, created_by=by)
    copied.save()
    for step in appearance.steps.all():
        step.pk = None
        step.appearance = copied
        step.save(force_insert=True)
    return copied


def copy_evidence(evidence: Evidence, *, by: User, **changes: Any) -> Evidence:
    """Return a draft copy, for what a verdict holds in place."""
    copied = Evidence(**_columns(evidence, but=changes), **changes, created_by=by)
    copied.save()
    return copied


NOT_COPIED = {
    "id", "external_id", "status", "edited_by", "editor_ids", "approved_by", "created_by", "created_at", "updated_at",
    "said_on",
}  # fmt: skip


def _columns(row: Model, *, but: Iterable[str]) -> dict[str, Any]:
    left_out = NOT_COPIED.union(but)
    return {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in left_out
    }
