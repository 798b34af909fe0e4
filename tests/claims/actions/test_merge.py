"""Two claims become one."""

import pytest

from claims.actions.appearance import record_appearance
from claims.actions.evidence import cite_evidence
from claims.actions.inquiry import inquire
from claims.actions.merge import merge_claim
from claims.actions.verdict import draft_verdict
from claims.models import Claim, SourceCount
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_external_review,
    make_outlet,
    make_passage,
    make_reviewer,
    make_verdict,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db


def merge(claim, into, **options):
    return merge_claim(claim=claim, into=into, by=make_reviewer(), **options)


def test_appearances_and_evidence_move_as_they_are():
    loser, winner = make_claim(), make_claim()
    appearance = make_appearance(claim=loser, stance="denies")
    evidence = make_evidence(claim=loser, stance="contradicts")

    merge(loser, winner)

    appearance.refresh_from_db()
    evidence.refresh_from_db()
    assert (appearance.claim, appearance.stance, appearance.status) == (winner, "denies", "public")
    assert (evidence.claim, evidence.stance, evidence.status) == (winner, "contradicts", "public")


@pytest.mark.parametrize(
    ("stance", "turned"),
    [("asserts", "denies"), ("denies", "asserts"), ("questions", "questions"), ("mentions", "mentions")],
)
def test_opposite_turns_what_was_said(stance, turned):
    appearance = make_appearance(stance=stance)

    merge(appearance.claim, make_claim(), is_opposite=True)

    appearance.refresh_from_db()
    assert appearance.stance == turned


@pytest.mark.parametrize(
    ("stance", "turned"), [("supports", "contradicts"), ("contradicts", "supports"), ("context", "context")]
)
def test_opposite_turns_the_evidence(stance, turned):
    evidence = make_evidence(stance=stance)

    merge(evidence.claim, make_claim(), is_opposite=True)

    evidence.refresh_from_db()
    assert evidence.stance == turned


def test_reviews_of_other_desks_move_unless_the_target_has_them():
    loser, winner = make_claim(), make_claim()
    moved, doubled = make_external_review(claim=loser), make_external_review(claim=loser)
    there = make_external_review(claim=winner, url=doubled.url)

    merge(loser, winner)

    assert set(winner.external_reviews.all()) == {moved, there}
    assert list(loser.external_reviews.all()) == [doubled]


def test_reviews_of_an_opposite_are_not_shown_as_if_they_were_of_the_target():
    review, winner = make_external_review(), make_claim()

    merge(review.claim, winner, is_opposite=True)

    review.refresh_from_db()
    assert review.claim != winner


def test_sources_are_counted_again():
    loser, winner = make_claim(), make_claim()
    make_evidence(claim=loser)
    make_evidence(claim=winner)

    merge(loser, winner)

    assert list(SourceCount.objects.values_list("claim", "articles", "sources")) == [(winner.pk, 2, 2)]


def test_what_an_old_verdict_cites_stays_and_is_copied_as_a_draft():
    loser, winner = make_claim(), make_claim()
    steps = [(make_outlet(), "reports")]
    lead = make_appearance(claim=loser, steps=steps, said="2018")
    evidence = make_evidence(claim=loser, comment="The log.")
    verdict = make_verdict(claim=loser, evidence=[evidence], state="retracted")

    merge(loser, winner)

    verdict.refresh_from_db()
    copied = winner.appearances.get()
    assert (verdict.lead_appearance, verdict.evidence.get()) == (lead, evidence)
    assert (copied.status, copied.passage, copied.said, copied.created_by) == (
        "draft", lead.passage, "2018", make_reviewer(),
    )  # fmt: skip
    assert [(step.outlet, step.verb) for step in copied.steps.all()] == steps
    assert (winner.evidence.get().status, winner.evidence.get().comment) == ("draft", "The log.")


def test_appearance_that_the_other_claim_has_is_not_doubled():
    loser, winner = make_claim(), make_claim()
    first = make_appearance(claim=loser)
    make_appearance(claim=winner, passage=first.passage, claimant=first.claimant)

    merge(loser, winner)

    assert winner.appearances.count() == 1


def test_claims_that_pointed_to_the_loser_point_on():
    first, second, third = make_claim(), make_claim(), make_claim()
    merge(first, second)

    merge(second, third)

    assert set(Claim.objects.filter(merged_into=third)) == {first, second}


def test_chosen_lead_of_the_loser_moves():
    lead = make_appearance()
    loser, winner = lead.claim, make_claim()
    Claim.objects.filter(pk=loser.pk).update(lead_appearance=lead)

    merge(loser, winner)

    lead.refresh_from_db()
    assert lead.claim == winner


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_loser_with_a_verdict_in_force_or_under_review_is_refused_whole(state):
    verdict = make_verdict(state=state)
    evidence = verdict.evidence.get()

    with refused("claim_merge_published_verdict"):
        merge(verdict.claim, make_claim())

    evidence.refresh_from_db()
    assert evidence.claim == verdict.claim


def test_winner_keeps_its_verdict():
    verdict = make_verdict(state="published")

    merge(make_claim(), verdict.claim)

    verdict.refresh_from_db()
    assert verdict.state == "published"


def test_claim_is_not_merged_into_itself_or_into_a_merged_one():
    first, second, third = make_claim(), make_claim(), make_claim()
    merge(first, second)

    with refused("claim_not_into_itself"):
        merge(third, third)
    with refused("claim_merge_flat"):
        merge(third, first)
    with refused("claim_merge_flat"):
        merge(second, first)
    with refused("claim_stays_merged"):
        merge(first, third)


def test_nothing_is_added_to_a_merged_claim():
    loser, winner, editor = make_claim(), make_claim(), make_editor()
    merge(loser, winner)
    passage, claimant, article = make_passage(), make_claimant(), make_article()

    with refused("claim_merged"):
        record_appearance(claim=loser, passage=passage, claimant=claimant, stance="asserts", manner="quoted", by=editor)
    with refused("claim_merged"):
        cite_evidence(claim=loser, article=article, stance="supports", by=editor)
    with refused("claim_merged"):
        draft_verdict(claim=loser, by=editor)
    with refused("claim_merged"):
        inquire(claim=loser, addressee=claimant, reason_not_asked="Died in 2020.", by=editor)
