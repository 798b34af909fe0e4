"""Partial answers."""

from typing import Any

import pytest

from rest.field_mask import FieldMaskError, parse, pick

ANSWER = {"claims": [{"text": "a", "claimReview": [{"url": "u", "title": "t"}]}, {"text": "b"}], "nextPageToken": "n"}


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("a", {"a": {}}),
        (" a , b ", {"a": {}, "b": {}}),
        ("a/b,a/c", {"a": {"b": {}, "c": {}}}),
        ("a(b,c/d(e)),f", {"a": {"b": {}, "c": {"d": {"e": {}}}}, "f": {}}),
        ("*/a", {"*": {"a": {}}}),
        ("a(b/c),a(b/d)", {"a": {"b": {"c": {}, "d": {}}}}),
        ("a/b,a", {"a": {}}),
        ("a,a/b", {"a": {}}),
        ("a(b,b/c)", {"a": {"b": {}}}),
    ],
)
def test_mask_is_read(text: str, mask: Any) -> None:
    assert parse(text) == mask


@pytest.mark.parametrize("text", ["", ",", "a,", "a(", "a(b", "a)", "a()", "a(b)c", "a/", "/a", "a b", "a;b", "(" * 99])
def test_mask_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(FieldMaskError, match="names of members"):
        parse(text)


def test_mask_may_not_be_endless() -> None:
    for text in ("a(" * 12 + "b" + ")" * 12, "a," * 300 + "a"):
        with pytest.raises(FieldMaskError):
            parse(text)


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("claims", {"claims": ANSWER["claims"]}),
        ("claims/text,nextPageToken", {"claims": [{"text": "a"}, {"text": "b"}], "nextPageToken": "n"}),
        ("claims(claimReview/url)", {"claims": [{"claimReview": [{"url": "u"}]}, {}]}),
        ("*", ANSWER),
        ("nothing", {}),
        ("nextPageToken/deeper", {"nextPageToken": "n"}),
    ],
)
def test_members_are_picked(text: str, picked: Any) -> None:
    assert pick(ANSWER, parse(text)) == picked
