"""The change log tells of public rows, once, and of nothing else."""

import pytest

from changes.models import Change
from claims.actions.claim import publish_claim, revise_claim, withdraw_claim
from claims.actions.inquiry import inquire
from claims.actions.verdict import edit_verdict
from claims.models import Claimant, Translation
from tests.changes.news import database, news
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_derivation,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
)
from tests.rules import Case, accepted, failing, made, passing, refused, run, triggers_off

KIND = Case("change_kind_known", good=[{"kind": "merged"}], bad=[{"kind": "praised"}])


@database
@passing(KIND)
def test_change_is_accepted(rule, fields):
    with accepted(rule), triggers_off():
        Change.objects.create(seq=9_000_000, object_type="claim", object_id=1, at=NOON, **made(fields))


@database
@failing(KIND)
def test_change_is_refused(rule, fields):
    with refused(rule), triggers_off():
        Change.objects.create(seq=9_000_000, object_type="claim", object_id=1, at=NOON, **made(fields))


@database
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM changes_change",
        "UPDATE changes_change SET kind = 'withdrawn'",
        "INSERT INTO changes_change VALUES (9999, 'claim', 1, 'created', now())",
    ],
)
def test_log_is_written_by_the_database_alone(statement):
    with accepted("change_append_only"):
        make_claim()

    with refused("change_append_only"):
        run(statement)


@database
def test_publishing_and_changing_a_claim(quiet):
    claim = make_claim(status="draft")
    quiet()

    publish_claim(claim=claim, by=make_reviewer())
    assert news() == {("claim", claim.pk, "created")}
    revise_claim(claim=claim, statement="The bridge was open all day.", by=make_editor())
    assert news() == {("claim", claim.pk, "changed")}
    withdraw_claim(claim=claim, by=make_reviewer())
    assert news() == {("claim", claim.pk, "withdrawn")}


@database
def test_what_comes_and_goes_in_one_transaction_is_not_told(quiet):
    claim = make_claim(status="draft")
    quiet()

    publish_claim(claim=claim, by=make_reviewer())
    withdraw_claim(claim=claim, by=make_reviewer())

    assert news() == set()


@database
def test_several_changes_in_one_transaction_are_told_once(quiet):
    claim = make_claim()
    quiet()

    for statement in ("One.", "Two.", "Three."):
        revise_claim(claim=claim, statement=statement, by=make_editor())

    assert news() == {("claim", claim.pk, "changed")}


def draft_appearance(claim):
    elsewhere = make_passage(article=claim.evidence.first().article)
    steps = [(make_outlet(), "reports")]
    make_appearance(claim=claim, claimant=Claimant.objects.first(), passage=elsewhere, status="draft", steps=steps)


def draft_evidence(claim):
    make_evidence(claim=claim, article=claim.evidence.first().article, status="draft")


def draft_of_a_verdict(claim):
    verdict = make_verdict(claim=claim, evidence=[claim.evidence.first()], state="approved")
    edit_verdict(verdict=verdict, summary="Other words.", by=make_editor())


def note_of_the_desk(claim):
    revise_claim(claim=claim, note="Ask again.", priority="high", assignee=make_editor(), by=make_editor())


def save_without_a_change(claim):
    claim.save()
    claim.evidence.first().article.save()


def question_that_is_not_public(claim):
    inquire(claim=claim, addressee=Claimant.objects.first(), asked_at=NOON, by=make_editor())


def unchecked_translation(claim):
    Translation.objects.create(claim=claim, language="ru", statement="Мост открыт.", origin="machine")


def suggested_derivation(claim):
    make_derivation(article=claim.evidence.first().article, original=make_article(status="draft"), status="suggested")


def suggested_mark(claim):
    undecided = {"status": "suggested", "decided_by": None, "decided_at": None}
    make_mark(text=claim.appearances.first().passage.text, exact="bridge", **undecided)


def draft_claim_with_a_public_topic(claim):
    make_claim(status="draft", topics=[claim.topics.first()])


def draft_article_of_a_public_outlet(claim):
    make_article(outlet=claim.evidence.first().article.outlet, status="draft")


@database
@pytest.mark.parametrize(
    "work",
    [
        draft_appearance, draft_evidence, draft_of_a_verdict, note_of_the_desk, save_without_a_change,
        question_that_is_not_public, unchecked_translation, suggested_derivation, suggested_mark,
        draft_claim_with_a_public_topic, draft_article_of_a_public_outlet,
    ],
)  # fmt: skip
def test_work_at_the_desk_is_not_told(work, quiet):
    claim = make_claim(topics=[make_topic()])
    make_appearance(claim=claim)
    make_evidence(claim=claim)
    quiet()

    work(claim)

    assert news() == set()
