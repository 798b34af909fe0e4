"""The way of a verdict: draft, submit, return, approve, publish, retract."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.claim import require_unmerged
from claims.enums import VerdictEventKind, VerdictState
from claims.models import Claim, Evidence, Rating, Verdict, VerdictEvent
from claims.readiness import missing
from claims.rules import MESSAGES, Refusal, refusing, require_permission
from claims.triggers.verdict import VOIDED


def draft_verdict(
    *,
    claim: Claim,
    rating: Rating | None = None,
    evidence: Iterable[Evidence] = (),
    by: User,
    now: datetime.datetime | None = None,
    **fields: Any,
) -> Verdict:
    """Begin a new version for ``claim``; ``fields`` are title, summary, rationale, evidence_until, change_kind ..."""
    require_permission(by, "claims.add_verdict")
    require_unmerged(claim)
    with refusing(by=by):
        # Two editors who begin at once must not both be given the same version number.
        Claim.objects.select_for_update().get(pk=claim.pk)
        last = Verdict.objects.filter(claim=claim).order_by("-version").first()
        verdict = Verdict.objects.create(
            claim=claim, version=last.version + 1 if last else 1, rating=rating, author=by, created_by=by,
            created_at=now or timezone.now(), **fields,
        )  # fmt: skip
        verdict.evidence.set(evidence)
    return verdict


def edit_verdict(
    *,
    verdict: Verdict,
    evidence: Iterable[Evidence] | None = None,
    by: User,
    now: datetime.datetime | None = None,
    **fields: Any,
) -> Verdict:
    """Change a version that is still in work; if it was submitted or approved, that is void and it is a draft again."""
    require_permission(by, "claims.change_verdict")
    with refusing(by=by):
        locked = _lock(verdict)
        if not locked.is_open:
            raise Refusal("verdict_published_immutable", _("What was published is never changed. Draft a new version."))
        if locked.state != VerdictState.DRAFT:
            _record(locked, VerdictEventKind.RETURNED, by, now, VOIDED)
            locked.return_to_draft()
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.save()
        if evidence is not None:
            locked.evidence.set(evidence)
    return locked


def submit_verdict(*, verdict: Verdict, by: User, now: datetime.datetime | None = None) -> Verdict:
    """Ask for a second pair of eyes: what is cited is frozen, and a digest binds what the reader will see."""
    require_permission(by, "claims.submit_verdict")
    with refusing(by=by):
        # Before the verdict, as a publication locks them; and no merge takes the claim away meanwhile.
        Claim.objects.select_for_update().get(pk=verdict.claim_id)
        locked = _lock(verdict, VerdictState.DRAFT)
        if lacking := missing(locked, now=now):
            raise Refusal(lacking[0].code, " ".join(one.words for one in lacking))
        locked.submit(at=now or timezone.now())
        _record(locked, VerdictEventKind.SUBMITTED, by, now)
    return locked


def return_verdict(*, verdict: Verdict, note: str, by: User, now: datetime.datetime | None = None) -> Verdict:
    """Give a submitted or approved version back to its author, with the reason."""
    require_permission(by, "claims.review_verdict")
    with refusing(by=by):
        locked = _lock(verdict, VerdictState.SUBMITTED, VerdictState.APPROVED)
        _require_another(locked, by)
        _record(locked, VerdictEventKind.RETURNED, by, now, note)
        locked.return_to_draft()
    return locked


def approve_verdict(
    *, verdict: Verdict, digest: str, note: str = "", by: User, now: datetime.datetime | None = None
) -> Verdict:
    """Approve exactly what ``digest`` covers: the one that the reviewer had before them."""
    require_permission(by, "claims.review_verdict")
    with refusing(by=by):
        locked = _lock(verdict, VerdictState.SUBMITTED)
        if locked.digest != digest:
            raise Refusal(
                "verdict_digest_matches",
                _("The verdict has changed since you opened it. Read it again before you approve."),
            )
        locked.approve(by=by, at=now or timezone.now())
        _record(locked, VerdictEventKind.APPROVED, by, now, note)
    return locked


def publish_verdict(*, verdict: Verdict, by: User, now: datetime.datetime | None = None) -> Verdict:
    """Make an approved version the one that stands; the one before it is superseded in the same moment."""
    require_permission(by, "claims.publish_verdict")
    with refusing(by=by):
        Claim.objects.select_for_update().get(pk=verdict.claim_id)
        locked = _lock(verdict, VerdictState.APPROVED)
        _require_another(locked, by)
        standing = Verdict.objects.select_for_update().published().filter(claim=locked.claim).first()
        if standing:
            standing.supersede()
            _record(standing, VerdictEventKind.SUPERSEDED, by, now, locked.change_note)
        locked.publish(at=now or timezone.now())
        _record(locked, VerdictEventKind.PUBLISHED, by, now)
    return locked


def retract_verdict(*, verdict: Verdict, note: str, by: User, now: datetime.datetime | None = None) -> Verdict:
    """Take a published verdict back, with the reason; both stay on public record."""
    require_permission(by, "claims.publish_verdict")
    with refusing(by=by):
        locked = _lock(verdict, VerdictState.PUBLISHED)
        _require_another(locked, by)
        locked.retract()
        _record(locked, VerdictEventKind.RETRACTED, by, now, note)
    return locked


def _lock(verdict: Verdict, *states: VerdictState) -> Verdict:
    """Return the row as it is now, locked, and refuse if it has left the states that the step needs."""
    locked = Verdict.objects.select_for_update(of=("self",)).select_related("claim", "rating").get(pk=verdict.pk)
    if states and locked.state not in states:
        raise Refusal(
            "verdict_transition",
            _("The verdict is %(state)s now, so this step is not possible. Look at it again.")
            % {"state": locked.get_state_display()},
        )
    return locked


def _require_another(verdict: Verdict, by: User) -> None:
    """Refuse whoever wrote any part of the version: no step after its submission is theirs to take."""
    if verdict.is_written_by(by):
        raise Refusal("verdict_of_another", str(MESSAGES["verdict_of_another"]))


def _record(
    verdict: Verdict, kind: VerdictEventKind, by: User, now: datetime.datetime | None, note: str = ""
) -> VerdictEvent:
    return VerdictEvent.objects.create(verdict=verdict, kind=kind, by=by, at=now or timezone.now(), note=note)
