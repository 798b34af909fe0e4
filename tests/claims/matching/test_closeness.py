"""How close a text is to claims, in numbers that can be compared between texts."""

import pytest

from claims.actions.lexemes import fold_lexemes
from claims.closeness import closeness, find_near, near_score
from claims.matching import Match
from claims.models import Claim
from claims.polarity import Polarity
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge over the Neva was closed in 2026."


@pytest.fixture
def bridge():
    """Return a claim on the bridge, among others, counted."""
    claim = make_claim(statement=BRIDGE)
    for year in range(2001, 2006):
        make_claim(statement=f"The mayor opened a bridge in {year}.")
    fold_lexemes()
    return claim


def close(text, claim, language="en"):
    return closeness(text, language=language, claims=[claim.pk])[claim.pk]


def test_same_words_are_1_and_other_words_0(bridge):
    assert close("2026: NEVA bridge closed", bridge) == pytest.approx(1.0)
    assert close("Wolves returned to Saxony", bridge) == 0
    assert close("", bridge) == 0


def test_rare_words_count_for_more_than_frequent_ones(bridge):
    assert close("The Neva was closed.", bridge) > close("A bridge was closed.", bridge) > close("A bridge.", bridge)


def test_closeness_is_the_same_from_both_sides(bridge):
    other = make_claim(statement="The Neva was closed in 2026, said the mayor.")
    fold_lexemes()

    assert close(other.statement, bridge) == pytest.approx(close(BRIDGE, other))


def test_words_that_no_claim_holds_make_a_text_less_close(bridge):
    assert close(f"{BRIDGE} Rhinoceros spectacles!", bridge) < 1


def test_near_claims_come_closest_first_and_no_further_than_asked(bridge):
    tunnel = make_claim(statement="The tunnel under the Neva was closed in 2026.", status="draft")
    fold_lexemes()

    near = find_near(BRIDGE, language="en", among=Claim.objects.unmerged(), least=0.4, limit=10)

    assert [one.claim for one in near] == [bridge, tunnel]
    assert near[0].score == pytest.approx(1.0)
    assert near[0].polarity == Polarity.SAME


@pytest.mark.parametrize(
    ("language", "meaning", "expected"),
    [("en", None, 0.3), ("en", 0.2, 0.3), ("en", 0.9, 0.6), ("ru", None, 0.3), ("ru", 0.9, 0.9), ("ru", 1.2, 1.0)],
)
def test_meaning_adds_to_words_and_replaces_them_between_languages(bridge, language, meaning, expected):
    match = Match(
        claim=bridge, score=0.9, method="words+meaning", polarity=Polarity.UNKNOWN, words=(), closeness=meaning
    )

    assert near_score(match, 0.3, language) == pytest.approx(expected)
