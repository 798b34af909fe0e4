"""A verdict by its columns alone."""

from claims.models import Verdict
from tests.factories import (
    NOON,
    make_claim,
    make_editor,
    make_reviewer,
    rating,
)
from tests.rules import made, run

DIGEST = "0" * 64
SUBMITTED = {"state": "submitted", "submitted_at": NOON, "digest": DIGEST}
APPROVED = {**SUBMITTED, "state": "approved", "reviewer": make_reviewer, "decided_at": NOON}
PUBLISHED = {**APPROVED, "state": "published", "published_at": NOON}


def create(**fields):
    content = {
        "title": "The bridge was closed", "summary": "Closed.", "rationale": "The log.", "evidence_until": NOON.date(),
        "statement": "The bridge was open.", "short_statement": "Bridge open", "rating": rating(),
    }  # fmt: skip
    return Verdict.objects.create(
        **{"claim": make_claim(), "version": 1, "author": make_editor(), **content, **made(fields)}
    )


def submit_by_statement(verdict):
    run(
        "UPDATE claims_verdict SET state = 'submitted', submitted_at = now(), statement = 'S', short_statement = 's'"
        " WHERE id = %s",
        verdict.pk,
    )
    verdict.events.create(kind="submitted", by=verdict.author, at=NOON)
