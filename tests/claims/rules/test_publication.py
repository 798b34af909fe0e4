"""What must be public before a verdict is, and what else must hold at that moment."""

import pytest

from claims.models import Claim
from tests.factories import make_appearance, make_article, make_claim, make_evidence, make_passage, make_verdict
from tests.rules import accepted, refused, run

pytestmark = pytest.mark.django_db


def publish(verdict):
    run("UPDATE claims_verdict SET state = 'published', published_at = now() WHERE id = %s", verdict.pk)
    verdict.events.create(kind="published", by=verdict.reviewer, at=verdict.decided_at)


def test_verdict_of_a_public_claim_with_public_evidence_is_published():
    claim = make_claim()
    make_appearance(claim=claim)
    verdict = make_verdict(claim=claim, state="approved")

    with accepted("verdict_claim_public"), accepted("verdict_evidence_public"), accepted("verdict_lead_public"):
        publish(verdict)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_claim_must_be_public(status):
    verdict = make_verdict(state="approved")
    Claim.objects.filter(pk=verdict.claim_id).update(status=status)

    with refused("verdict_claim_public"):
        publish(verdict)


def test_evidence_must_be_approved():
    claim = make_claim()
    evidence = [make_evidence(claim=claim), make_evidence(claim=claim, status="draft")]
    verdict = make_verdict(claim=claim, evidence=evidence, state="approved")

    with refused("verdict_evidence_public"):
        publish(verdict)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_article_of_the_evidence_must_be_public(status):
    claim, article = make_claim(), make_article()
    verdict = make_verdict(claim=claim, evidence=[make_evidence(claim=claim, article=article)], state="approved")
    run("UPDATE sources_article SET status = %s WHERE id = %s", status, article.pk)

    with refused("verdict_evidence_public"):
        publish(verdict)


def test_lead_must_be_approved():
    claim = make_claim()
    make_appearance(claim=claim, status="draft")
    verdict = make_verdict(claim=claim, state="approved")

    with refused("verdict_lead_public"):
        publish(verdict)


def test_article_of_the_lead_must_be_public():
    claim, article = make_claim(), make_article()
    make_appearance(claim=claim, passage=make_passage(article=article))
    verdict = make_verdict(claim=claim, state="approved")
    run("UPDATE sources_article SET status = 'withdrawn' WHERE id = %s", article.pk)

    with refused("verdict_lead_public"):
        publish(verdict)
