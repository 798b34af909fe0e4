"""CSV files of spreadsheets: whatever saved them, and whatever stands in them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.interchange import tabular_file
from sources.interchange.tabular_file import neutral, read_bytes, read_text, restored, written
from sources.rules import Refusal

KNOWN = ["external_id", "name", "kind", "as_exported"]


def cells_of(content: bytes):
    return [line.cells for line in read_bytes(content, known=KNOWN).lines]


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-5", "@cmd", "\tx", "'=x", "''-"])
def test_cell_that_begins_like_a_formula_gets_an_apostrophe(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "plain", "'tis", "5-3", "Мост"])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == cell


@given(st.text())
def test_what_was_neutralised_is_restored(cell):
    assert restored(neutral(cell)) == cell
    assert not neutral(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_file_begins_with_the_mark_by_which_spreadsheets_know_utf8():
    text = "".join(written([["name"], ["Мост, “открыт”"]]))

    assert text.startswith("\ufeffname")
    assert list(csv.reader(io.StringIO(text[1:]))) == [["name"], ["Мост, “открыт”"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_file_is_read_whatever_saved_it(delimiter, encoding):
    text = f"name{delimiter}kind\r\nНовая газета, Москва\u00b7 ежедневная{delimiter}newspaper\r\n"
    text = text.replace("Новая газета, Москва", "Новая газета Москва")

    table = read_bytes(text.encode(encoding), known=KNOWN)

    assert [line.cells for line in table.lines] == [
        {"name": "Новая газета Москва· ежедневная", "kind": "newspaper"},
    ]  # fmt: skip
    assert table.delimiter == delimiter


def test_lines_are_numbered_as_in_an_editor_of_texts():
    table = read_text('name,kind\n"two\nlines",site\n\n,\nlast,site\n', known=KNOWN)

    assert [(line.number, line.cells["name"]) for line in table.lines] == [(2, "two\nlines"), (6, "last")]


def test_row_with_too_many_cells_is_faulty_but_empty_ones_at_the_end_are_not():
    table = read_text("name,kind\na,site,,\nb,site,more\nc\n", known=KNOWN)

    assert [bool(line.fault) for line in table.lines] == [False, True, True]


def test_columns_are_known_in_any_case_and_order():
    assert cells_of(b"Kind,NAME\nsite,a\n") == [{"kind": "site", "name": "a"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param("name,kind\n", "but no rows", id="no rows"),
        pytest.param("name,name\na,b\n", "“name” stands there twice", id="column twice"),
        pytest.param("name,colour\na,red\n", "Unknown columns in the first line: colour", id="unknown column"),
        pytest.param("external_id,as_exported\nx,v1\n", "could change anything", id="nothing to change"),
        pytest.param('name,kind\n"a,site\n', "is no CSV", id="quotation mark left open"),
    ],
)
def test_file_that_cannot_be_used_is_refused_whole(text, told):
    with pytest.raises(Refusal, match=told):
        read_text(text, known=KNOWN)


def test_too_many_rows_or_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(tabular_file, "MOST", 1)
    with pytest.raises(Refusal, match="more than 10,000 rows"):
        read_text("name\na\nb\n", known=KNOWN)

    monkeypatch.setattr(tabular_file, "LARGEST", 3)
    with pytest.raises(Refusal, match="larger than 2 MB"):
        read_bytes(b"name\na\n", known=KNOWN)


def test_picture_is_no_table():
    with pytest.raises(Refusal, match="letters cannot be read"):
        read_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", known=KNOWN)
