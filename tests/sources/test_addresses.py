"""One page under several addresses."""

import pytest

from sources.addresses import spellings_of


@pytest.mark.parametrize(
    "given",
    [
        "https://news.example/a", "http://www.news.example/a/", "https://NEWS.example/a#top",
        " https://news.example/a ", "https://news.example/a?utm_source=x&utm_medium=y",
        "https://news.example/a/?fbclid=1",
    ],
)  # fmt: skip
def test_spellings_meet(given):
    assert "https://news.example/a" in spellings_of(given)
    assert given in spellings_of(given)


def test_what_names_another_page_stays():
    assert "https://news.example/a" not in spellings_of("https://news.example/a?id=1&utm_source=x")
    assert "https://news.example/a?id=1" in spellings_of("https://news.example/a?utm_source=x&id=1")


def test_text_that_is_no_address_has_none():
    assert spellings_of("//[") == []
