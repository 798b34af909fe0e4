"""Posts as words."""

import pytest

from claims.posts import plain_words


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("Look #BoycottTheBank now", ["Look", "Boycott", "The", "Bank", "now"]),
        ("by @Mayor_Margo", ["by", "Mayor", "Margo"]),
        ("see https://t.co/abc123 here", ["see", "here"]),
        ("#МостЗакрыт сегодня", ["Мост", "Закрыт", "сегодня"]),
        ("𝐋𝐄𝐆𝐄𝐍𝐃", ["LEGEND"]),
        ("", []),
    ],
)
def test_plain_words_takes_posts_apart(post, words):
    assert plain_words(post).split() == words
