"""What one link of an attribution must satisfy."""

import pytest

from claims.models import AttributionStep
from tests.factories import make_appearance, make_claimant, make_outlet
from tests.rules import Case, accepted, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

CASES = [
    Case(
        "step_verb_given", good=[{"outlet": make_outlet, "verb": "reports"}], bad=[{"outlet": make_outlet, "verb": ""}]
    ),
    Case(
        "step_claimant_or_outlet",
        good=[{"outlet": make_outlet}, {"claimant": make_claimant}],
        bad=[{}, {"outlet": make_outlet, "claimant": make_claimant}],
    ),
]


def create(appearance=None, **fields):
    appearance = appearance or make_appearance(status="draft")
    return AttributionStep.objects.create(
        **{"appearance": appearance, "position": 1, "verb": "reports", **made(fields)}
    )


@passing(*CASES)
def test_step_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert AttributionStep.objects.count() == 1


@failing(*CASES)
def test_step_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_chain_of_three_is_accepted():
    appearance = make_appearance(status="draft")

    with accepted("step_position_unique"):
        create(appearance, position=1, outlet=make_outlet())
        create(appearance, position=2, claimant=make_claimant())
        create(appearance, position=3, claimant=make_claimant())


def test_place_in_a_chain_is_taken_once():
    step = create(outlet=make_outlet())

    with refused("step_position_unique"):
        create(step.appearance, claimant=make_claimant())


def test_somebody_on_the_way_is_not_the_last_speaker():
    appearance = make_appearance(status="draft")

    with accepted("step_not_final_speaker"):
        create(appearance, claimant=make_claimant())


def test_last_speaker_is_not_repeated():
    appearance = make_appearance(status="draft")

    with refused("step_not_final_speaker"):
        create(appearance, claimant=appearance.claimant)


def test_somebody_in_the_chain_does_not_become_the_last_speaker():
    step = create(claimant=make_claimant())

    with refused("step_not_final_speaker"):
        run("UPDATE claims_appearance SET claimant_id = %s WHERE id = %s", step.claimant_id, step.appearance_id)


def test_step_of_a_draft_is_corrected():
    step = create(outlet=make_outlet())

    with accepted("step_stays"):
        AttributionStep.objects.filter(pk=step.pk).update(verb="writes", position=2)


@pytest.mark.parametrize("target", ["draft", "public"])
def test_step_does_not_go_to_another_appearance(target):
    step = create(outlet=make_outlet())
    other = make_appearance(status=target)

    with refused("step_stays"):
        AttributionStep.objects.filter(pk=step.pk).update(appearance=other)
