"""Flat rows are exact: what goes into a cell comes out of it, however the reader goes on."""

import csv
import datetime
import io
import json
from threading import BoundedSemaphore
from typing import Any

import psycopg
import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, DateField, DateTimeField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Ln
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import Throttled
from rest_framework.test import APIClient

from claims.api.dates import LOWER_BOUND, lower_bound
from claims.models import Topic
from rest import streams
from rest.flat import AS_IT_IS, Columns, address, column, csv_copy, json_lines_copy
from rest.links import view_path
from rest.streams import Started, copied
from tests.factories import make_topic

pytestmark = pytest.mark.django_db
BASE = "https://example.org"
MOMENT = datetime.datetime(2026, 1, 1, 12, 0, tzinfo=datetime.UTC)
PLUS_THREE = datetime.timezone(datetime.timedelta(hours=3))
TYPES: dict[type, Any] = {str: TextField(), bool: BooleanField(), int: IntegerField(), list: ArrayField(TextField())}
TYPES |= {datetime.date: DateField(), datetime.datetime: DateTimeField(), type(None): TextField()}


@pytest.fixture
def api() -> APIClient:
    """Return a client of nobody."""
    return APIClient()


@pytest.fixture
def topics() -> QuerySet[Topic]:
    """Return a list of one row."""
    make_topic(name="Rivers")
    return Topic.objects.all()


def read(copy: str) -> str:
    """Return everything that the COPY writes."""
    return b"".join(copied(copy)).decode()


def table(rows: QuerySet[Topic], columns: Columns) -> list[list[str]]:
    """Return the cells as a reader of CSV finds them, the header first."""
    return list(csv.reader(io.StringIO(read(csv_copy(rows, columns, BASE, str)), newline="")))


def shown(rows: QuerySet[Topic], value: Any) -> tuple[str, Any]:
    """Return a value as CSV and as JSON have it."""
    columns = (column("value", Cast(Value(value, TYPES[type(value)]), TYPES[type(value)])), column("name"))
    (line,) = read(json_lines_copy(rows, columns, BASE, str)).splitlines()
    return table(rows, columns)[1][0], json.loads(line)["value"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "@SUM(A1)", "-2", 'said "no", twice', "two\nlines", "two\r\nlines", " spaces ", "Путин; “мост”",
        "tab\there", "עברית", "\\.", "\\N", "100 % {0}", "it's", "\x01\x02",
    ],
)  # fmt: skip
def test_text_is_neither_changed_nor_neutralised(topics: QuerySet[Topic], text: str) -> None:
    assert shown(topics, text) == (text, text)


@pytest.mark.parametrize(
    ("value", "cell", "plain"),
    [
        (None, "", None),
        ("", "", ""),
        (True, "true", True),
        (False, "false", False),
        (0, "0", 0),
        (datetime.date(2018, 7, 16), "2018-07-16", "2018-07-16"),
        (MOMENT, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z"),
        (MOMENT.replace(microsecond=500), "2026-01-01T12:00:00.000500Z", "2026-01-01T12:00:00.000500Z"),
        (MOMENT.replace(hour=1, tzinfo=PLUS_THREE), "2025-12-31T22:00:00Z", "2025-12-31T22:00:00Z"),
        (["a; b", 'c "d"', "é"], '["a; b", "c \\"d\\"", "é"]', ["a; b", 'c "d"', "é"]),
        ([], "[]", []),
    ],
)
def test_other_values_have_one_way_to_be_written(topics: QuerySet[Topic], value: Any, cell: str, plain: Any) -> None:
    assert shown(topics, value) == (cell, plain)


@pytest.mark.parametrize(
    "edtf",
    [
        "", "2018", "2018-07", "2018-07-16", "2018-07-16~", "2018-07?", "2018%", "201X", "20XX~", "2018-XX",
        "2018-07-XX", "2018-XX-XX?", "2018-06-28/2018-07-15", "2018-06~/2019", "2018-07/..", "../2018-07", "2018-07/",
        "/2018-07",
        "[2018-06-28..2018-07-15]", "[2018,2017]", "[2018-05-03,2018-04,2018]", "[2018~,2018-02]",
    ],
)  # fmt: skip
def test_first_possible_day_is_the_same_in_the_database(topics: QuerySet[Topic], edtf: str) -> None:
    day = lower_bound(edtf)

    rows = table(topics, (column("day", Value(edtf), shown=LOWER_BOUND), column("name")))

    assert rows[1:] == [[day.isoformat() if day else "", "Rivers"]]


def test_address_is_made_of_the_sources_of_the_row(topics: QuerySet[Topic]) -> None:
    detail, part = view_path("api-topic-detail"), view_path("claim-permalink", fragment="evidence-{}")
    columns = (address("url", "pk", shown=detail), address("part", "pk", F("pk") + 1, shown=part))
    pk = topics.get().pk

    assert table(topics, columns)[1] == [f"{BASE}{detail(pk)}", f"{BASE}{part(pk, pk + 1)}"]


def test_address_without_a_source_is_empty(topics: QuerySet[Topic]) -> None:
    columns = (address("url", Cast(Value(None), IntegerField()), shown=view_path("api-topic-detail")), column("name"))

    assert table(topics, columns)[1] == ["", "Rivers"]


def test_empty_list_has_a_header_alone() -> None:
    assert table(Topic.objects.none(), (column("id"), column("name"))) == [["id", "name"]]


def test_rows_keep_the_order_of_the_list(topics: QuerySet[Topic]) -> None:
    make_topic(name="Bridges")
    make_topic(name="Tolls")
    ids = ArraySubquery(Topic.objects.order_by("name").values("name"))

    rows = table(topics.order_by("-name"), (column("name"), column("all", ids)))

    assert [row[0] for row in rows[1:]] == ["Tolls", "Rivers", "Bridges"]
    assert rows[1][1] == '["Bridges", "Rivers", "Tolls"]'


def test_short_list_leaves_nothing_open(topics: QuerySet[Topic]) -> None:
    Started(copied(csv_copy(topics, (column("name"),), BASE, str)))

    assert Topic.objects.count() == 1


def test_list_comes_in_blocks_and_is_whole(topics: QuerySet[Topic], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "BLOCK", 5)
    make_topic(name="Bridges")

    blocks = list(Started(copied(csv_copy(topics.order_by("name"), (column("name"),), BASE, str))))

    assert blocks == [b"name\n", b"Bridges\n", b"Rivers\n", b""]


def test_connection_is_free_again_once_the_client_has_gone(
    topics: QuerySet[Topic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "BLOCK", 1)
    endless = "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 10000000)) TO STDOUT"
    blocks = Started(copied(endless))
    read = iter(blocks)
    assert next(read) == next(read)

    blocks.close()

    assert Topic.objects.count() == 1
    assert connection.get_autocommit() is False  # the test's own transaction, which goes on


def test_place_is_free_again_once_the_client_has_gone(topics: QuerySet[Topic], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PLACES", BoundedSemaphore(1))
    blocks = Started(iter([b"one", b"two"]), leave=streams.taken_place())
    with pytest.raises(Throttled):
        streams.taken_place()

    blocks.close()
    blocks.close()

    streams.taken_place()


def test_place_is_free_again_after_a_list_that_cannot_be_read(
    topics: QuerySet[Topic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PLACES", BoundedSemaphore(1))
    copy = csv_copy(topics, (column("value", Ln(Value(-1.0))),), BASE, str)

    with pytest.raises(psycopg.DataError):
        Started(copied(copy), leave=streams.taken_place())

    streams.taken_place()


def test_list_is_refused_while_all_places_are_taken(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PLACES", BoundedSemaphore(1))
    leave = streams.taken_place()

    refused = api.get("/api/v1/topics/?format=csv")
    leave()
    answered = api.get("/api/v1/topics/?format=csv")

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, str(streams.WAIT))
    assert refused.json()["error"]["code"] == "throttled"
    assert b"".join(answered).startswith(b"id,")


def test_list_that_cannot_be_read_fails_before_anything_is_sent(topics: QuerySet[Topic]) -> None:
    copy = csv_copy(topics, (column("value", Ln(Value(-1.0))),), BASE, str)

    with pytest.raises(psycopg.DataError):
        Started(copied(copy))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_survives(text: str) -> None:
    with connection.cursor() as cursor:
        statement = cursor.mogrify("SELECT row_to_json(r) FROM (SELECT %s AS t) r", [text])
    written = read(f"COPY ({statement}) TO STDOUT WITH ({AS_IT_IS})")

    assert json.loads(written) == {"t": text}
