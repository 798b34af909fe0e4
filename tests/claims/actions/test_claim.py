"""Word a claim, publish it, withdraw it."""

import pytest

from claims.actions.claim import create_claim, publish_claim, revise_claim, withdraw_claim
from claims.models import Claim, Verdict
from tests.factories import NOON, make_claim, make_editor, make_reviewer, make_topic, make_verdict
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_claim_begins_as_a_draft():
    topic, editor = make_topic(), make_editor()

    claim = create_claim(
        statement="The bridge over the Neva is open.", short_statement="The bridge is open", kind="fact",
        topics=[topic], speaks_of="2026-01", by=editor, now=NOON,
    )  # fmt: skip

    assert (claim.status, claim.created_by, claim.created_at, list(claim.topics.all())) == (
        "draft", editor, NOON, [topic],
    )  # fmt: skip
    assert not Claim.objects.public().exists()


def test_refused_claim_leaves_nothing_behind():
    with refused("claim_statements_given"):
        create_claim(statement="", short_statement="x", kind="fact", by=make_editor())

    assert not Claim.objects.exists()


def test_revision_does_not_change_what_was_published():
    verdict = make_verdict()
    before = verdict.statement

    revise_claim(claim=verdict.claim, statement="Worded better.", topics=[make_topic()], by=make_editor())

    assert Verdict.objects.get().statement == before
    assert Claim.objects.get().topics.count() == 1


def test_claim_is_published_and_withdrawn():
    claim = make_claim(status="draft")

    published = publish_claim(claim=claim, by=make_reviewer()).status
    withdrawn = withdraw_claim(claim=claim, by=make_reviewer()).status

    assert (published, withdrawn) == ("public", "withdrawn")


def test_withdrawn_claim_takes_its_verdict_from_the_public():
    verdict = make_verdict()

    withdraw_claim(claim=verdict.claim, by=make_reviewer())

    assert not Verdict.objects.public().exists()
    assert Verdict.objects.get().state == "published"
