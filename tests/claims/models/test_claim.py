"""What one row of a claim must satisfy, its lead, its kind, and where it points once merged."""

import pytest

from claims.models import Appearance, Claim
from tests.factories import make_appearance, make_article, make_claim, make_passage, make_verdict, rating
from tests.rules import Case, accepted, failing, passing, refused, run

pytestmark = pytest.mark.django_db

CASES = [
    Case(
        "claim_statements_given",
        good=[{"statement": "The bridge is open.", "short_statement": "Bridge open"}],
        bad=[{"statement": ""}, {"short_statement": ""}],
    ),
    Case("claim_kind_known", good=[{"kind": "promise"}], bad=[{"kind": "rumour"}]),
    Case("claim_status_known", good=[{"status": "withdrawn"}], bad=[{"status": "hidden"}]),
    Case("claim_priority_known", good=[{"priority": "high"}], bad=[{"priority": "urgent"}]),
    Case("claim_language_bcp47", good=[{"language": "pt-BR"}], bad=[{"language": ""}, {"language": "Russian"}]),
]


def create(**fields):
    return Claim.objects.create(
        **{"statement": "The bridge is open.", "short_statement": "Bridge open", "kind": "fact", **fields}
    )


@passing(*CASES)
def test_claim_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert Claim.objects.count() == 1


@failing(*CASES)
def test_claim_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_claim_is_led_by_an_appearance_of_its_own():
    claim = make_claim()
    appearance = make_appearance(claim=claim)

    with accepted("claim_lead_appearance"):
        Claim.objects.filter(pk=claim.pk).update(lead_appearance=appearance)


def test_claim_is_not_led_by_another_claims_appearance():
    claim = make_claim()

    with refused("claim_lead_appearance"):
        Claim.objects.filter(pk=claim.pk).update(lead_appearance=make_appearance())


def test_leading_appearance_does_not_go_to_another_claim():
    appearance = make_appearance(status="draft")
    Claim.objects.filter(pk=appearance.claim_id).update(lead_appearance=appearance)

    with refused("claim_lead_appearance"):
        Appearance.objects.filter(pk=appearance.pk).update(claim=make_claim())


def test_chosen_lead_is_not_shown_before_it_is_approved():
    claim = make_claim()
    chosen = make_appearance(claim=claim, status="draft")
    Claim.objects.filter(pk=claim.pk).update(lead_appearance=chosen)
    claim.refresh_from_db()

    assert claim.leading_appearance() is None
    assert claim.leading_appearance(with_drafts=True) == chosen


def test_earliest_assertion_leads_where_none_is_chosen():
    claim = make_claim()
    article = make_article(published="2018")
    make_appearance(claim=claim, said="2017")
    earliest = make_appearance(claim=claim, said="2016-07")
    make_appearance(claim=claim, said="2015", stance="denies")
    make_appearance(claim=claim, passage=make_passage(article=article))

    assert claim.leading_appearance() == earliest


def test_kind_changes_as_long_as_the_scale_serves():
    verdict = make_verdict(state="published")

    with accepted("claim_kind_served"):
        Claim.objects.filter(pk=verdict.claim_id).update(kind="quantity")


@pytest.mark.parametrize("kind", ["promise", "utterance", "opinion"])
@pytest.mark.parametrize("state", ["draft", "published"])
def test_kind_that_the_scale_does_not_serve_is_refused(kind, state):
    verdict = make_verdict(state=state, rating=rating("truth-false"))

    with refused("claim_kind_served"):
        Claim.objects.filter(pk=verdict.claim_id).update(kind=kind)


def test_claim_points_to_another():
    loser, winner = make_claim(), make_claim()

    with accepted("claim_not_into_itself"):
        Claim.objects.filter(pk=loser.pk).update(merged_into=winner)


def test_claim_does_not_point_to_itself():
    claim = make_claim()

    with refused("claim_not_into_itself"):
        Claim.objects.filter(pk=claim.pk).update(merged_into=claim)


def test_claim_does_not_point_to_a_merged_claim():
    first, second, third = make_claim(), make_claim(), make_claim()
    Claim.objects.filter(pk=second.pk).update(merged_into=third)

    with refused("claim_merge_flat"):
        Claim.objects.filter(pk=first.pk).update(merged_into=second)


def test_claims_that_point_to_a_claim_follow_it():
    first, second, third = make_claim(), make_claim(), make_claim()
    Claim.objects.filter(pk=first.pk).update(merged_into=second)

    with accepted("claim_merge_flat"):
        Claim.objects.filter(pk=second.pk).update(merged_into=third)
        Claim.objects.filter(pk=first.pk).update(merged_into=third)


def test_claims_that_point_to_a_claim_are_not_left_behind():
    first, second, third = make_claim(), make_claim(), make_claim()
    Claim.objects.filter(pk=first.pk).update(merged_into=second)

    with refused("claim_merge_flat"):
        Claim.objects.filter(pk=second.pk).update(merged_into=third)


def test_cycle_of_merges_in_one_statement_is_refused():
    first, second = make_claim(), make_claim()

    with refused("claim_merge_flat"):
        run(
            "UPDATE claims_claim SET merged_into_id = %s - id WHERE id IN (%s, %s)",
            first.pk + second.pk, first.pk, second.pk,
        )  # fmt: skip


@pytest.mark.parametrize("goes", ["nowhere", "elsewhere"])
def test_merged_claim_points_on_for_ever(goes):
    first, second = make_claim(), make_claim()
    target = None if goes == "nowhere" else make_claim()
    Claim.objects.filter(pk=first.pk).update(merged_into=second)

    with refused("claim_stays_merged"):
        Claim.objects.filter(pk=first.pk).update(merged_into=target)


def test_merged_claim_follows_its_target():
    first, second, third = make_claim(), make_claim(), make_claim()
    Claim.objects.filter(pk=first.pk).update(merged_into=second)

    with accepted("claim_stays_merged"):
        Claim.objects.filter(pk=second.pk).update(merged_into=third)
        Claim.objects.filter(pk=first.pk).update(merged_into=third)


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_claim_with_a_verdict_under_review_or_published_is_not_merged(state):
    verdict = make_verdict(state=state)

    with refused("claim_merge_published_verdict"):
        Claim.objects.filter(pk=verdict.claim_id).update(merged_into=make_claim())


@pytest.mark.parametrize("state", ["draft", "retracted"])
def test_claim_with_a_draft_or_retracted_verdict_is_merged(state):
    verdict = make_verdict(state=state)

    with accepted("claim_merge_published_verdict"):
        Claim.objects.filter(pk=verdict.claim_id).update(merged_into=make_claim())
