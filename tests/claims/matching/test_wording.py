"""Wordings as bare words."""

import pytest

from claims.wording import is_same_word, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It ISN’T open, can't be", ["it", "is", "not", "open", "can", "not", "be"]),
        ("l’élection à Łódź", ["l", "election", "a", "lodz"]),
        ("Ещё один йод", ["еще", "один", "йод"]),
        ("sooo #NevaBridge @The_Mayor https://t.co/x", ["so", "neva", "bridge", "the", "mayor"]),
        ("1000000 people", ["1000000", "people"]),
    ],
)
def test_tokens_are_bare_words(text, words):
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("interfered", "interference", True),
        ("open", "opened", True),
        ("2016", "2016", True),
        ("2016", "20161", False),
        ("election", "electricity", False),
        ("war", "ward", False),
    ],
)
def test_forms_of_a_word_are_told_by_their_beginning(one, other, expected):
    assert is_same_word(one, other) is expected
