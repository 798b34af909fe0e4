"""One score from words and from meaning."""

import pytest

from claims.fusion import fuse


def test_equal_wording_counts_one_whatever_the_encoder():
    assert fuse({}, 10, [(0.8, {1: 1.0}), (0.1, {1: 1.0})]) == {1: 1.0}


def test_unrelated_claim_counts_nothing():
    assert fuse({}, 10, [(0.8, {1: 0.8})]) == {1: 0.0}


def test_claim_that_was_not_read_yet_counts_by_its_words():
    scores = fuse({1: 20.0, 2: 20.0}, 10_000, [(0.1, {2: 0.9})])

    assert 0 < scores[1] < scores[2]


def test_score_does_not_depend_on_the_others():
    alone = fuse({1: 12.0}, 10_000, [(0.1, {1: 0.5})])
    among_others = fuse({1: 12.0, 2: 50.0}, 10_000, [(0.1, {1: 0.5, 3: 0.99})])

    assert alone[1] == among_others[1]


@pytest.mark.parametrize("documents", [0, 1, 2])
def test_few_documents_are_no_error(documents):
    assert fuse({1: 1.0}, documents, [(0.0, {})])[1] > 0
