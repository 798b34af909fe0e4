"""How many hits there are: a single word's are worked out, not counted, and come out the same."""

import pytest

from claims.actions.lexemes import fold_lexemes
from claims.models import Claim
from claims.search import total
from claims.search.documents import CLAIMS
from claims.search.hits import Sought, count
from claims.search.query import parse
from tests.factories import make_claim

pytestmark = pytest.mark.django_db
MILL = Sought(CLAIMS, "'mill'")


def worked_out():
    return total.total_of(MILL, parse("mill"), ["mill"], 0)


def test_number_of_a_word_heeds_hidden_claims_and_what_is_not_folded_yet():
    for number in range(3):
        make_claim(statement=f"Village {number} has a mill.")
    make_claim(statement="The draft has a mill.", status="draft")
    fold_lexemes()
    make_claim(statement="Another mill.")
    Claim.objects.filter(statement__startswith="Village 1").delete()

    found = worked_out()

    assert found == (count(MILL, limit=100), False) == (3, False)


def test_number_is_counted_where_too_much_waits(monkeypatch):
    make_claim(statement="Village has a mill.")
    make_claim(statement="The draft has a mill.", status="draft")
    monkeypatch.setattr(total, "PENDING_UP_TO", 1)

    assert worked_out() == (1, False)


def test_number_of_a_word_that_nobody_says_is_nothing():
    make_claim(statement="Village has a church.")

    assert worked_out() == (0, False)
