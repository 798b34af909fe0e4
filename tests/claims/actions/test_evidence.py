"""Cite what supports or contradicts a claim; approve, take back, withdraw."""

import pytest

from claims.actions.evidence import (
    approve_evidence,
    cite_evidence,
    reopen_evidence,
    revise_evidence,
    withdraw_evidence,
)
from claims.models import Evidence
from tests.factories import (
    NOON,
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_passage,
    make_reviewer,
    make_verdict,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_evidence_begins_as_a_draft():
    claim, article = make_claim(), make_article()

    evidence = cite_evidence(
        claim=claim, article=article, stance="contradicts", passage=make_passage(article=article),
        comment="It says shut.", is_primary=True, by=make_editor(), now=NOON,
    )  # fmt: skip

    assert (evidence.status, evidence.is_primary, evidence.created_at) == ("draft", True, NOON)
    assert not Evidence.objects.public().exists()


def test_approved_evidence_is_reopened_revised_and_approved_again():
    evidence = make_evidence()

    with refused("evidence_public_frozen"):
        revise_evidence(evidence=evidence, comment="More.", by=make_editor())
    evidence.refresh_from_db()
    evidence = reopen_evidence(evidence=evidence, by=make_editor())
    evidence = revise_evidence(evidence=evidence, comment="More.", by=make_editor())
    evidence = approve_evidence(evidence=evidence, by=make_reviewer())

    assert (evidence.comment, evidence.status) == ("More.", "public")


def test_evidence_of_a_standing_verdict_is_not_withdrawn_or_reopened():
    make_verdict()

    with refused("evidence_cited_frozen"):
        withdraw_evidence(evidence=Evidence.objects.get(), by=make_editor())
    with refused("evidence_cited_frozen"):
        reopen_evidence(evidence=Evidence.objects.get(), by=make_editor())


def test_evidence_that_nothing_relies_on_is_withdrawn():
    evidence = withdraw_evidence(evidence=make_evidence(), by=make_editor())

    assert evidence.status == "withdrawn"
    assert not Evidence.objects.public().exists()
