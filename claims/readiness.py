"""Can a verdict be submitted? What it lacks, and what a careful editor would look at once more.

The one place that decides on a submission: the action refuses in the words that the workspace shows. The database
holds the same rules for whoever comes by another way, except for the right of reply, which is asked here alone.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.enums import ClaimKind, EvidenceStance, Normalised
from claims.models import Appearance, Claim, Claimant, ClaimMatch, Evidence, Inquiry, Rating, RatingScale, Verdict
from claims.models.claimant import ClaimantQuerySet
from claims.models.evidence import EvidenceQuerySet
from claims.rules import MESSAGES
from sources.enums import Publication
from sources.independence import independent_sources

OPEN_ENDED = (ClaimKind.PREDICTION, ClaimKind.PROMISE)
SPEAKS_FOR = {Normalised.TRUE: EvidenceStance.SUPPORTS, Normalised.FALSE: EvidenceStance.CONTRADICTS}
SOURCES_WANTED = 2


@dataclass(frozen=True)
class Missing:
    """What a verdict lacks: the rule's stable name, a sentence that says what to do, and the field it is done in.

    ``field`` is one of the verdict's, or ``evidence``, ``inquiries``, ``appearances``, ``matches``; ``claimant`` is
    the id of the one to ask, where it is about one.
    """

    code: str
    words: str
    field: str
    claimant: int | None = None


def missing(verdict: Verdict, *, now: datetime.datetime | None = None) -> list[Missing]:
    """Return why the draft cannot be submitted, in the order of the form; empty where it can."""
    if verdict.claim.merged_into_id is not None:
        return [_known("verdict_claim_merged", "claim")]
    if verdict.claim.kind == ClaimKind.OPINION:
        return [_known("verdict_opinion_unrated", "rating")]
    return [
        *_rating(verdict, now or timezone.now()),
        *_unwritten(verdict),
        *_unexplained(verdict),
        *_unasked(verdict.claim),
    ]


def unasked(claim: Claim) -> ClaimantQuerySet:
    """Return the living claimants of ``claim`` who were not asked, and of whom nobody said why not.

    What was asked about a claim that has been merged into this one counts.
    """
    heard = Inquiry.objects.filter(Q(claim=claim) | Q(claim__merged_into=claim), addressee=OuterRef("pk"))
    speaking = Appearance.objects.not_withdrawn().filter(claim=claim, claimant=OuterRef("pk"))
    return Claimant.objects.living().filter(Exists(speaking), ~Exists(heard))


def advice(verdict: Verdict, *, today: datetime.date | None = None) -> list[Missing]:
    """Return what does not stop a submission but speaks against it by the editorial rules."""
    day = today or timezone.localdate()
    return [*_sources(verdict), *_days(verdict, day), *_replies(verdict.claim, day), *_surroundings(verdict)]


def cited_by(verdict: Verdict) -> EvidenceQuerySet:
    """Return what the verdict relies on; nothing for one that is not stored yet."""
    return Evidence.objects.filter(verdict_links__verdict=verdict.pk) if verdict.pk else Evidence.objects.none()


def _known(code: str, field: str) -> Missing:
    return Missing(code, str(MESSAGES[code]), field)


def _rating(verdict: Verdict, now: datetime.datetime) -> Iterator[Missing]:
    rating = verdict.rating
    if rating is None:
        yield Missing("verdict_complete", _("Choose a rating before you submit the verdict."), "rating")
        return
    if not RatingScale.objects.serving(verdict.claim.kind).filter(pk=rating.scale_id).exists():
        yield _known("verdict_scale_serves_kind", "rating")
    if rating.retired_at is not None and rating.retired_at <= now:
        yield _known("verdict_rating_in_use", "rating")


def _unwritten(verdict: Verdict) -> Iterator[Missing]:
    words = {
        "title": _("Give the verdict a title."),
        "summary": _("Write the summary: two or three sentences for readers who are short of time."),
        "rationale": _("Give the reasons, step by step, and say what is not known."),
        "evidence_until": _("Say up to which day evidence was weighed."),
    }
    for field, sentence in words.items():
        if not getattr(verdict, field):
            yield Missing("verdict_complete", sentence, field)
    if not cited_by(verdict).exists():
        yield _known("verdict_has_evidence", "evidence")


def _unexplained(verdict: Verdict) -> Iterator[Missing]:
    if verdict.version == 1:
        return
    if not verdict.change_kind:
        yield Missing("verdict_change_explained", _("Say what kind of change this version makes."), "change_kind")
    if not verdict.change_note:
        yield Missing("verdict_change_explained", _("Explain the change to readers."), "change_note")


def _unasked(claim: Claim) -> Iterator[Missing]:
    for claimant in unasked(claim):
        sentence = _("Ask %(name)s, or say why they were not asked.") % {"name": claimant}
        yield Missing("verdict_right_of_reply", sentence, "inquiries", claimant.pk)


def _sources(verdict: Verdict) -> Iterator[Missing]:
    """Want two independent sources, or a primary one, behind a plain true or false."""
    rating: Rating | None = verdict.rating
    if rating is None or rating.normalised not in SPEAKS_FOR:
        return
    speaking = cited_by(verdict).filter(stance=SPEAKS_FOR[Normalised(rating.normalised)])
    cited: list[tuple[Any, Any]] = list(speaking.values_list("article", "is_primary"))
    if any(is_primary for _article, is_primary in cited):
        return
    if len(independent_sources(article for article, _is_primary in cited)) < SOURCES_WANTED:
        sentence = _(
            "“%(rating)s” needs two independent sources, or a primary one that settles it, among the evidence ticked. "
            "Copies of one story are one source."
        ) % {"rating": rating}
        yield Missing("advice_two_sources", sentence, "evidence")


def _days(verdict: Verdict, today: datetime.date) -> Iterator[Missing]:
    if verdict.evidence_until and verdict.evidence_until > today:
        yield Missing(
            "advice_evidence_until", _("The day up to which evidence was weighed lies ahead."), "evidence_until"
        )
    if verdict.review_by and verdict.review_by <= today:
        yield Missing("advice_review_by", _("The day to look at it again has passed already."), "review_by")
    is_open = verdict.rating is None or verdict.rating.normalised == Normalised.OTHER
    if verdict.claim.kind in OPEN_ENDED and is_open and not verdict.review_by:
        sentence = _("Say when to look at it again: what is predicted or promised can still come about.")
        yield Missing("advice_review_by", sentence, "review_by")


def _replies(claim: Claim, today: datetime.date) -> Iterator[Missing]:
    waiting = Inquiry.objects.unanswered().filter(claim=claim, deadline__date__gte=today).select_related("addressee")
    for inquiry in waiting:
        sentence = _("%(name)s still has time to answer.") % {"name": inquiry.addressee}
        yield Missing("advice_deadline", sentence, "inquiries", inquiry.addressee_id)


def _surroundings(verdict: Verdict) -> Iterator[Missing]:
    if verdict.claim.leading_appearance(with_drafts=True) is None:
        yield Missing("advice_appearance", _("Nobody is on record as asserting the claim."), "appearances")
    withdrawn: list[Evidence] = list(cited_by(verdict).filter(status=Publication.WITHDRAWN).select_related("article"))
    for evidence in withdrawn:
        sentence = _("“%(evidence)s” has been withdrawn. Save the draft without it.") % {"evidence": evidence}
        yield Missing("advice_withdrawn", sentence, "evidence")
    if ClaimMatch.objects.waiting().filter(Q(first=verdict.claim) | Q(second=verdict.claim)).exists():
        sentence = _("Similar claims wait for your decision: perhaps this was checked before.")
        yield Missing("advice_matches", sentence, "matches")
