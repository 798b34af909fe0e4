"""What a reviewer does on one page: let through what was read, and submit with the change explained."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from claims.actions.appearance import approve_appearance
from claims.actions.evidence import approve_evidence
from claims.actions.verdict import edit_verdict, submit_verdict
from claims.enums import ChangeReason
from claims.models import Appearance, Claim, Evidence, Verdict
from claims.rules import Refusal, refusing
from sources.enums import Publication

NOUNS: dict[str, type[Appearance] | type[Evidence]] = {"appearance": Appearance, "evidence": Evidence}


@dataclass(frozen=True, order=True)
class SeenRow:
    """A row of ``NOUNS`` as somebody had it before them: when it had last changed."""

    noun: str
    pk: int
    updated_at: datetime.datetime


def approve_seen(*, claim: Claim, rows: Iterable[SeenRow], by: User) -> int:
    """Approve the rows of ``claim`` that were seen, all or none, and return how many; what is public already is passed.

    A row that has changed since it was seen is refused: nobody approves what they have not read.
    """
    approved = 0
    with refusing(by=by):
        for seen in sorted(set(rows)):
            row = NOUNS[seen.noun]._default_manager.select_for_update().filter(claim=claim, pk=seen.pk).first()
            if row is None:
                raise Refusal("row_gone", _("Something on the page has been deleted or moved. Read it again."))
            if row.status == Publication.PUBLIC:
                continue
            if row.updated_at != seen.updated_at:
                raise Refusal(
                    "row_changed",
                    _("“%(row)s” has changed since you opened the page. Read it again before you approve.")
                    % {"row": row},
                )
            _approve(row, by)
            approved += 1
    return approved


def submit_explained(
    *, verdict: Verdict, change_kind: ChangeReason, change_note: str, by: User, now: datetime.datetime | None = None
) -> Verdict:
    """Submit a later version with what it changes and why, as readers will see it; both or neither."""
    with refusing(by=by):
        if (verdict.change_kind, verdict.change_note) != (change_kind, change_note):
            verdict = edit_verdict(verdict=verdict, change_kind=change_kind, change_note=change_note, by=by, now=now)
        return submit_verdict(verdict=verdict, by=by, now=now)


def _approve(row: Appearance | Evidence, by: User) -> None:
    try:
        if isinstance(row, Appearance):
            approve_appearance(appearance=row, by=by)
        else:
            approve_evidence(evidence=row, by=by)
    except Refusal as refusal:
        raise Refusal(refusal.code, f"“{row}”: {refusal.message}") from refusal
