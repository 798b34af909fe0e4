"""A cursor comes back as it went out, and nothing else is taken for one."""

import base64
import datetime
import json

import pytest

from rest import cursors
from rest.cursors import Cursor, CursorError
from rest.ordering import BY_ID, Key, Order

MOMENT = datetime.datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=datetime.UTC)
ORDER: Order = (Key("published_on", datetime.date, is_nullable=True), Key("title", str), *BY_ID)


def packed(content: object) -> str:
    """Return any JSON in a cursor's wrapping."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        Cursor((datetime.date(2018, 7, 16), "Путин: “мост”", 7)),
        Cursor((None, "", 2**63 - 1), is_backwards=True),
        Cursor(None, is_backwards=True),
    ],
)
def test_cursor_survives_its_text(cursor: Cursor) -> None:
    text = cursor.encode("published_on", ORDER)

    assert cursors.decode(text, "published_on", ORDER) == cursor


def test_cursor_keeps_microseconds() -> None:
    order: Order = (Key("published_at", datetime.datetime), *BY_ID)

    text = Cursor((MOMENT, 1)).encode("published_at", order)

    assert cursors.decode(text, "published_at", order) == Cursor((MOMENT, 1))


def test_cursor_of_another_order_is_refused() -> None:
    text = Cursor((None, "", 1)).encode("published_on", ORDER)

    with pytest.raises(CursorError, match="another order"):
        cursors.decode(text, "-published_on", ORDER)


@pytest.mark.parametrize(
    "values",
    [
        ["2018-07-16", "title"],
        ["2018-07-16", "title", 1, 2],
        ["2018-07-16", "title", None],
        ["2018-07-16", None, 1],
        ["16 July", "title", 1],
        [20180716, "title", 1],
        ["2018-07-16", "ti\0tle", 1],
        ["2018-07-16", "ti\ud800tle", 1],
        ["2018-07-16", "title", True],
        ["2018-07-16", "title", 1.5],
        ["2018-07-16", "title", 2**63],
        "2018",
        {"a": 1},
        7,
    ],
)
def test_values_that_the_list_cannot_hold_are_refused(values: object) -> None:
    text = packed(["published_on", False, values])

    with pytest.raises(CursorError):
        cursors.decode(text, "published_on", ORDER)


@pytest.mark.parametrize("text", ["", "a", "%%%", "é", "bm8", "[" * 500, packed([]), packed("x"), "A" * 3_000])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(CursorError):
        cursors.decode(text, "published_on", ORDER)


def test_moment_without_a_time_zone_is_refused() -> None:
    order: Order = (Key("published_at", datetime.datetime), *BY_ID)

    with pytest.raises(CursorError):
        cursors.decode(packed(["published_at", False, ["2026-01-01T12:00:00", 1]]), "published_at", order)
