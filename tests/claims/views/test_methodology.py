"""How we work, and the scales."""

import pytest

from claims.models import Rating
from tests.factories import NOON, rating

pytestmark = pytest.mark.django_db


def test_methodology_defines_every_step_of_every_scale(read):
    words = read("/methodology/")

    assert Rating.objects.count() == 19
    for step in Rating.objects.all():
        number = f"{step.value} of 5" if step.value else "no number"
        assert f"{step.label} {step.definition} {number}, class {step.normalised}" in words


def test_methodology_says_which_kinds_each_scale_serves(read):
    words = read("/methodology/")

    assert "It serves claims of the kinds: fact, quantity, cause, rule." in words
    assert "It serves claims of the kinds: prediction, promise." in words


def test_methodology_says_since_when_a_step_is_retired(read):
    Rating.objects.filter(pk=rating("truth-mixed").pk).update(retired_at=NOON)

    assert "3 of 5, class mixture, not used since 1 January 2026" in read("/methodology/")


@pytest.mark.parametrize(
    "rule",
    [
        "Forty copies of one agency story are one source.",
        "A second editor, who wrote no part of it, approves exactly the text that readers see",
        "Whether somebody said something is one question; whether it is true is another.",
        "Unproven is not a milder word for false",
        "Opinions take no rating.",
        "We cite what we have read, never what somebody says that it says.",
    ],
)
def test_methodology_explains_the_rules(read, rule):
    assert rule in read("/methodology/")


def test_methodology_tells_how_the_meaning_of_a_step_changed(read):
    step = rating("truth-mixed")
    Rating.objects.filter(pk=step.pk).update(definition="Some of it holds.")

    words = read("/methodology/")

    assert "Its meaning was changed once" in words
    assert "[added: Some" in words


def test_methodology_tells_nothing_of_a_step_that_only_moved(read):
    Rating.objects.filter(pk=rating("truth-mixed").pk).update(position=99)

    assert "Its meaning was changed" not in read("/methodology/")
