"""Finding the place of a quote in a newer text: exactly, or not at all."""

import pytest

from sources.reanchoring import same_place

OLDER = "He said yes. She said yes. Nobody asked 😀 why."


@pytest.mark.parametrize(
    ("quote", "newer", "place"),
    [
        ("Nobody asked 😀 why.", "New: Nobody asked 😀 why.", 5),
        ("Nobody asked 😀 why.", "New: nobody asked 😀 why.", None),
        ("Nobody asked 😀 why.", "Nobody asked 😀 why. Nobody asked 😀 why.", None),
        ("Nobody asked", "Again. He said yes. She said yes. Nobody asked 😀 why. Nobody asked.", 34),
        ("She said yes.", "She said yes. He said no.", 0),
    ],
)
def test_quote_is_found_where_there_is_no_doubt(quote, newer, place):
    start = OLDER.index(quote)

    assert same_place(OLDER, newer, start, start + len(quote)) == place


def test_words_that_were_repeated_need_what_stands_around_them():
    first = OLDER.index("yes")

    assert same_place(OLDER, "She said yes.", first, first + 3) is None
    assert same_place(OLDER, f"{OLDER} The end.", first, first + 3) == first
