"""With what a version is compared: what readers saw before it, or its own words when it was last submitted."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps

from claims.enums import VerdictState
from claims.models import Appearance, Evidence, Verdict
from claims.presentation.version_difference import VersionDifference, version_difference

SUBMISSION = "submission"


@dataclass(frozen=True)
class Comparison:
    """The difference that the page shows, None for a first version; ``since`` is set where it is to a submission.

    ``public_version`` and ``submitted_at`` name what else it can be compared with, None where there is no such thing.
    """

    difference: VersionDifference | None
    since: datetime.datetime | None
    public_version: int | None
    submitted_at: datetime.datetime | None


def compared(verdict: Verdict, wanted: str) -> Comparison:
    """Compare with the version that readers saw before; with the last submission where ``wanted`` asks for it."""
    public, earlier = _public_before(verdict), _submitted_before(verdict)
    submitted_at = earlier.submitted_at if earlier else None
    version = public.version if public else None
    if earlier and wanted == SUBMISSION:
        cited = _cited_then(verdict, earlier.updated_at)
        return Comparison(_difference(earlier, verdict, cited), submitted_at, version, submitted_at)
    return Comparison(_difference(public, verdict) if public else None, None, version, submitted_at)


def _difference(before: Verdict, after: Verdict, cited: Collection[int] | None = None) -> VersionDifference:
    return version_difference(
        before, after, evidence=Evidence.objects.all(), appearances=Appearance.objects.all(), cited_before=cited
    )


def _public_before(verdict: Verdict) -> Verdict | None:
    public = Verdict.objects.filter(claim=verdict.claim_id, version__lt=verdict.version, published_at__isnull=False)
    return public.select_related("rating", "claim", "lead_appearance").order_by("-version").first()


def _submitted_before(verdict: Verdict) -> Verdict | None:
    """Return a version in work with the words that it had when it was submitted the time before; never to be saved.

    Of a verdict that a bundle brought, earlier rounds are not known.
    """
    if not verdict.is_open:
        return None
    history = apps.get_model("claims", "VerdictHistory")._default_manager
    rounds = history.filter(pgh_obj=verdict.pk, state=VerdictState.SUBMITTED)
    row = rounds.exclude(submitted_at=verdict.submitted_at).order_by("-pgh_id").first()
    if row is None:
        return None
    names = [field.attname for field in Verdict._meta.concrete_fields]
    return Verdict(**{name: getattr(row, name) for name in names} | {"updated_at": row.pgh_created_at})


def _cited_then(verdict: Verdict, moment: datetime.datetime) -> list[int]:
    """Return the evidence that the verdict relied on at that moment."""
    history = apps.get_model("claims", "VerdictEvidenceHistory")._default_manager
    writes = history.filter(verdict_id=verdict.pk, pgh_created_at__lte=moment).order_by("pgh_id")
    links = {link: (evidence, label) for link, evidence, label in
             writes.values_list("pgh_obj_id", "evidence_id", "pgh_label")}  # fmt: skip
    return [evidence for evidence, label in links.values() if label != "delete"]
