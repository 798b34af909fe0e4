"""Which claims are due to be checked again, and why."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.utils import timezone

from claims.enums import RecheckReason, VerdictState
from claims.models import Claim, Evidence, Inquiry, Verdict, VerdictEvidence
from sources.enums import Publication

NEWEST = 20_000  # pieces of evidence that are compared with verdicts
Due = Callable[[datetime.datetime], QuerySet[Model]]


def past_review_by(now: datetime.datetime) -> QuerySet[Verdict]:
    """Return the published verdicts whose review-by day has come."""
    return Verdict.objects.published().filter(review_by__lte=timezone.localdate(now))


def resting_on_withdrawn(_now: datetime.datetime) -> QuerySet[Verdict]:
    """Return the published verdicts that cite an article which has been withdrawn since."""
    gone = VerdictEvidence.objects.filter(evidence__article__status=Publication.WITHDRAWN)
    return Verdict.objects.published().filter(pk__in=gone.values("verdict"))


def newer_evidence(_now: datetime.datetime) -> QuerySet[Evidence]:
    """Return the evidence, drafts included, that was cited after the claim's published verdict was submitted.

    What any version beyond a draft relies on was weighed. Only the newest pieces are looked at, so that the answer
    comes at once however many there are.
    """
    weighed = VerdictEvidence.objects.filter(evidence=OuterRef("pk")).exclude(verdict__state=VerdictState.DRAFT)
    later = {"claim__verdicts__state": VerdictState.PUBLISHED, "created_at__gt": F("claim__verdicts__submitted_at")}
    return newest_evidence().filter(~Exists(weighed), **later)


def newest_evidence() -> QuerySet[Evidence]:
    """Return the evidence that stands or waits for approval: all of it, or of very much the newest."""
    evidence = Evidence.objects.not_withdrawn()
    # Asked for beforehand: by a day that it knows, the database finds the few rows by their index.
    older = Evidence.objects.order_by("-created_at", "-id").values_list("created_at", flat=True)[NEWEST : NEWEST + 1]
    return evidence.filter(created_at__gt=older[0]) if older else evidence


def overdue_inquiries(now: datetime.datetime) -> QuerySet[Inquiry]:
    """Return the inquiries that nobody has answered by their deadline."""
    return Inquiry.objects.unanswered().filter(deadline__lt=now)


# What makes a claim due: rows of another table that name the claim.
GROUNDS: dict[RecheckReason, Due] = {
    RecheckReason.REVIEW_BY: past_review_by,
    RecheckReason.NEWER_EVIDENCE: newer_evidence,
    RecheckReason.ARTICLE_WITHDRAWN: resting_on_withdrawn,
    RecheckReason.INQUIRY_OVERDUE: overdue_inquiries,
}


def due(reason: RecheckReason, *, now: datetime.datetime | None = None) -> QuerySet[Claim]:
    """Return the claims that are due for ``reason``; none that was merged or withdrawn."""
    rows = GROUNDS[reason](now or timezone.now())
    return Claim.objects.unmerged().filter(pk__in=rows.values("claim"))


def due_for_any(*, now: datetime.datetime | None = None) -> QuerySet[Claim]:
    """Return the claims that are due for whatever reason, each once."""
    moment = now or timezone.now()
    first, *rest = [ground(moment).values("claim") for ground in GROUNDS.values()]
    return Claim.objects.unmerged().filter(pk__in=first.union(*rest))


def reasons_of(claims: Iterable[Claim], *, now: datetime.datetime | None = None) -> dict[int, list[RecheckReason]]:
    """Return why each of ``claims`` is due, by its id; a claim that is not due is left out. One query a reason."""
    moment, ids = now or timezone.now(), [claim.pk for claim in claims]
    found: dict[int, list[RecheckReason]] = defaultdict(list)
    for reason, ground in GROUNDS.items():
        for pk in ground(moment).filter(claim__in=ids).values_list("claim", flat=True).distinct():
            found[pk].append(reason)
    return dict(found)
