"""What changed from one text to another, word by word."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.differences import Kind, Piece, word_pieces

TEXTS = st.text(alphabet=st.sampled_from("ab cdё,.\n1-’\u0301👍🏽"), max_size=60)


def told(old, new):
    """Return the difference as one line."""
    marks = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in word_pieces(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("The same.", "The same.", "The same."),
        ("", "New.", "[+New.+]"),
        ("Gone.", "", "[-Gone.-]"),
        ("It was open.", "It was closed.", "It was [-open-][+closed+]."),
        ("Мост был открыт.", "Мост не был открыт, ёлки.", "Мост [+не +]был открыт[+, ёлки+]."),
        ("It rose by 1,000.50 euro.", "It rose by 1,000.5 euro.", "It rose by [-1,000.50-][+1,000.5+] euro."),
        ("the well-known author’s", "the well-read author's", "the [-well-known author’s-][+well-read author's+]"),
        ("на́ дом", "на до́м", "[-на́ дом-][+на до́м+]"),
        ("Yes 👍🏽 now", "Yes 👍 now", "Yes [-👍🏽-][+👍+] now"),
        ("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.", "One.\n\n[+New.\n\n+]Two."),
    ],
)
def test_difference_is_told_in_whole_words(old, new, expected):
    assert told(old, new) == expected


def test_difference_takes_small_islands_along_with_what_was_rewritten():
    old = "Nobody had asked the city for its log of that day."
    new = "Two reporters from Pskov read the minutes and found an entry."

    assert [piece.kind for piece in word_pieces(old, new)] == [Kind.REMOVED, Kind.ADDED, Kind.SAME]


def test_difference_keeps_a_long_stretch_between_two_changes():
    kept = " the bridge over the Neva was open "

    assert Piece(Kind.SAME, kept) in word_pieces(f"A{kept}B", f"C{kept}D")


@given(old=TEXTS, new=TEXTS)
def test_difference_holds_both_texts(old, new):
    pieces = word_pieces(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.REMOVED) == new
    assert all(piece.text for piece in pieces)
    assert all(one.kind != two.kind for one, two in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 50_000, "b a " * 30_000),
        (" ".join(map(str, range(50_000))), " ".join(map(str, range(50_000, 0, -1)))),
        (" ".join(str(n * n % 997) for n in range(50_000)), " ".join(str(n * n % 991) for n in range(50_000))),
    ],
    ids=["repeated", "turned round", "shuffled"],
)
def test_difference_of_long_texts_comes_in_bounded_time(old, new):
    began = time.process_time()

    pieces = word_pieces(old, new)

    assert time.process_time() - began < 5
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED) == old


def test_difference_finds_one_word_in_a_long_text():
    words = [f"word{n}" for n in range(40_000)]
    changed = [*words[:20_000], "NOT", *words[20_000:]]

    pieces = word_pieces(" ".join(words), " ".join(changed))

    assert [piece.text for piece in pieces if piece.kind != Kind.SAME] == ["NOT "]
