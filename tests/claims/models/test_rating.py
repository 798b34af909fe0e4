"""What one row of a scale and of a rating must satisfy, and what a verdict freezes of it."""

import pytest

from claims.models import Rating, RatingScale
from tests.factories import NOON, make_verdict, rating
from tests.rules import Case, accepted, failing, passing, refused, run, still_referenced

pytestmark = pytest.mark.django_db

CASES = [
    Case("rating_value_1_to_5", good=[{"value": None}, {"value": 5}], bad=[{"value": 0}, {"value": 6}]),
    Case("rating_normalised_known", good=[{"normalised": "mixture"}], bad=[{"normalised": "half"}]),
    Case("rating_label_and_definition_given", good=[{}], bad=[{"label": ""}, {"definition": ""}]),
    Case("rating_label_unique", good=[{"label": "very false"}], bad=[{"label": "false"}]),
    Case("rating_position_unique", good=[{"position": 90}], bad=[{"position": 1}]),
]
KINDS = Case("scale_kinds_known", good=[{"kinds": ["fact", "rule"]}], bad=[{"kinds": ["opinion"]}, {"kinds": ["song"]}])
FROZEN = ["label = 'wrong'", "definition = 'x'", "value = 2", "normalised = 'other'", "scale_id = {other}"]


def create(**fields):
    return Rating.objects.create(
        **{"scale": RatingScale.objects.get(name="truth"), "label": "absurd", "definition": "Not even wrong.",
           "normalised": "false", "position": 80, **fields}
    )  # fmt: skip


@passing(*CASES)
def test_rating_is_accepted(rule, fields):
    with accepted(rule):
        step = create(**fields)

    assert step in Rating.objects.filter(scale__name="truth")


@failing(*CASES)
def test_rating_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


@passing(KINDS)
def test_scale_is_accepted(rule, fields):
    with accepted(rule):
        scale = RatingScale.objects.create(name="weather", **fields)

    assert scale in RatingScale.objects.serving("fact")


@failing(KINDS)
def test_scale_is_refused(rule, fields):
    with refused(rule):
        RatingScale.objects.create(name="weather", **fields)


def test_opinions_have_no_scale():
    assert not RatingScale.objects.serving("opinion").exists()


@pytest.mark.parametrize("assignment", FROZEN)
@pytest.mark.parametrize("state", ["submitted", "published", "retracted"])
def test_rating_of_a_verdict_is_not_changed(assignment, state):
    verdict = make_verdict(state=state)
    other = RatingScale.objects.create(name="weather", kinds=["fact"])

    with refused("rating_cited_frozen"):
        run(f"UPDATE claims_rating SET {assignment.format(other=other.pk)} WHERE id = %s", verdict.rating_id)


def test_rating_of_a_draft_is_changed():
    verdict = make_verdict(state="draft")

    with accepted("rating_cited_frozen"):
        Rating.objects.filter(pk=verdict.rating_id).update(definition="The claim is wrong in all its parts.")


def test_rating_of_a_verdict_is_retired():
    verdict = make_verdict(state="published")

    with accepted("rating_cited_frozen"):
        Rating.objects.filter(pk=verdict.rating_id).update(retired_at=NOON, position=70)


def test_rating_of_a_verdict_is_not_deleted():
    verdict = make_verdict(state="draft")

    with still_referenced():
        run("DELETE FROM claims_rating WHERE id = %s", verdict.rating_id)


def test_scale_in_use_serves_more_kinds():
    make_verdict(state="draft")

    with accepted("scale_kinds_in_use"):
        RatingScale.objects.filter(name="truth").update(kinds=["fact", "promise"])


def test_scale_goes_on_serving_the_kinds_that_it_rates():
    make_verdict(state="draft", rating=rating("truth-true"))

    with refused("scale_kinds_in_use"):
        RatingScale.objects.filter(name="truth").update(kinds=["quantity"])


def test_scale_of_a_draft_is_renamed():
    make_verdict(state="draft")

    with accepted("scale_name_in_use"):
        RatingScale.objects.filter(name="truth").update(name="veracity")


def test_scale_of_a_verdict_keeps_its_name():
    make_verdict(state="submitted")

    with refused("scale_name_in_use"):
        RatingScale.objects.filter(name="truth").update(name="veracity")
