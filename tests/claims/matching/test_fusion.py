"""One score from words and from meaning."""

import pytest

from claims.fusion import SPECIALIST, Meaning, fuse


def test_equal_wording_counts_one_whatever_the_encoder():
    meanings = [Meaning({1: 0.9}, floor=0.8, ceiling=0.9), Meaning({1: 1.0}, floor=0.1)]

    assert fuse({}, 10, meanings) == {1: 1.0}


def test_unrelated_claim_counts_nothing():
    assert fuse({}, 10, [Meaning({1: 0.8}, floor=0.8)]) == {1: 0.0}


def test_claim_that_was_not_read_yet_counts_by_its_words():
    scores = fuse({1: 20.0, 2: 20.0}, 10_000, [Meaning({2: 0.9}, floor=0.1)])

    assert 0 < scores[1] < scores[2]


def test_claim_that_one_encoder_knows_is_judged_by_that_one():
    assert fuse({}, 10, [Meaning({1: 0.5, 2: 0.5}), Meaning({2: 0.5})]) == {1: 0.5, 2: 0.5}


def test_encoder_made_for_the_language_counts_more():
    meanings = [Meaning({1: 0.9, 2: 0.3}, weight=SPECIALIST), Meaning({1: 0.3, 2: 0.9})]

    scores = fuse({}, 10, meanings)

    assert scores[1] > scores[2]


def test_score_does_not_depend_on_the_others():
    alone = fuse({1: 12.0}, 10_000, [Meaning({1: 0.5}, floor=0.1)])
    among_others = fuse({1: 12.0, 2: 50.0}, 10_000, [Meaning({1: 0.5, 3: 0.99}, floor=0.1)])

    assert alone[1] == among_others[1]


@pytest.mark.parametrize("documents", [0, 1, 2])
def test_few_documents_are_no_error(documents):
    assert fuse({1: 1.0}, documents, [])[1] > 0
