"""Flat rows are exact: what goes into a cell comes out of it."""

import csv
import datetime
import io
import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from rest.streams import BATCH, Columns, column, csv_lines, json_lines, started

COLUMNS: Columns = (column("id"), column("value"))


def cells(value: Any) -> list[str]:
    """Return the one row's cells as a reader of CSV finds them."""
    text = "".join(csv_lines([[1, value]], COLUMNS))
    return list(csv.reader(io.StringIO(text, newline="")))[1]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "-2",
        'said "no", twice',
        "two\nlines",
        "two\r\nlines",
        " spaces ",
        "Путин; “мост”",
        "tab\there",
        "עברית",
    ],
)
def test_text_is_neither_changed_nor_neutralised(text: str) -> None:
    assert cells(text) == ["1", text]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (datetime.date(2018, 7, 16), "2018-07-16"),
        (datetime.datetime(2026, 1, 1, 12, 0, tzinfo=datetime.UTC), "2026-01-01T12:00:00Z"),
        (
            datetime.datetime(2026, 1, 1, 1, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=3))),
            "2025-12-31T22:00:00Z",
        ),
        (["a; b", 'c "d"', "é"], '["a; b", "c \\"d\\"", "é"]'),
        ([], "[]"),
    ],
)
def test_other_values_have_one_way_to_be_written(value: Any, shown: str) -> None:
    assert cells(value) == ["1", shown]


def test_csv_has_a_header_and_lines_that_end_as_rfc_4180_wants() -> None:
    assert "".join(csv_lines([[1, "a"]], COLUMNS)) == "id,value\r\n1,a\r\n"


def test_empty_list_has_a_header_alone() -> None:
    assert "".join(csv_lines([], COLUMNS)) == "id,value\r\n"


def test_csv_comes_in_batches() -> None:
    chunks = list(csv_lines([[number, "x"] for number in range(2 * BATCH + 1)], COLUMNS))

    assert [chunk.count("\r\n") for chunk in chunks] == [BATCH + 1, BATCH, 1]


def test_rows_are_read_as_they_are_sent() -> None:
    read = 0

    def rows() -> Iterator[list[Any]]:
        nonlocal read
        for number in itertools.count():
            read += 1
            yield [number, "x"]

    chunks = started(csv_lines(rows(), COLUMNS))

    assert read == BATCH
    assert next(chunks).startswith("id,value\r\n0,x\r\n")
    assert next(chunks).startswith(f"{BATCH},x\r\n")
    assert read == 2 * BATCH


def test_json_lines_hold_nulls_and_lists() -> None:
    lines = list(json_lines([[1, None], [2, ["é"]]], COLUMNS))

    assert [json.loads(line) for line in lines] == [{"id": 1, "value": None}, {"id": 2, "value": ["é"]}]
