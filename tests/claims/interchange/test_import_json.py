"""JSON of others, an entry at a time; tables in other letters and with other signs between their cells."""

import io
import json
import tracemalloc
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as some

from claims.interchange.imports import json_entries
from claims.interchange.imports.json_entries import JsonFault, entries
from claims.interchange.imports.reading import FileFault, Rejected, reading_of
from claims.interchange.imports.rows import rows_of

REVIEW = {
    "@type": "ClaimReview",
    "url": "https://checkers.example/b",
    "claimReviewed": "The bridge is open",
    "author": {"name": "Checkers"},
    "reviewRating": {"alternateName": "False"},
}
FEED = '{"@type": "DataFeed", "dataFeedElement": [%s]}'
ANY = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=9),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


def read(content, file, **how):
    """Return an iterator of the rows of a file of that name."""
    data = content if isinstance(content, bytes) else content.encode()
    return rows_of(io.BytesIO(data), reading_of(file, **how))


def expected(document):
    """Return the entries of a document whose lists of objects are passed through."""
    if isinstance(document, list):
        return document
    lists = [
        value
        for value in (document.values() if isinstance(document, dict) else ())
        if isinstance(value, list) and value and isinstance(value[0], dict)
    ]
    return [item for one in lists for item in one] if lists else [document]


@given(documents=some.lists(ANY, max_size=3), indent=some.none() | some.just(3), piece=some.integers(1, 40))
def test_entries_are_those_of_the_standard_library_however_the_document_is_cut(documents, indent, piece):
    text = "\n".join(json.dumps(one, indent=indent, ensure_ascii=False) for one in documents)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_entries, "PIECE", piece)
        found = list(entries(io.StringIO(text)))

    assert found == [entry for one in documents for entry in expected(one)]


@given(document=some.lists(ANY, min_size=1, max_size=3), where=some.integers(1), piece=some.integers(1, 40))
def test_document_that_breaks_off_is_refused(document, where, piece):
    text = json.dumps(document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_entries, "PIECE", piece)
        with pytest.raises(JsonFault):
            list(entries(io.StringIO(text[: where % (len(text) - 1) + 1] if where % len(text) else text[:-1])))


def test_long_document_takes_no_more_memory_than_a_piece_of_it():
    line = json.dumps({"item": [REVIEW], "pad": "x" * 900}).encode()
    source = io.BytesIO(b'{"dataFeedElement": [' + b",".join([line] * 30_000) + b"]}")

    tracemalloc.start()
    rows = sum(1 for _ in rows_of(source, reading_of("f.json")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert rows == 30_000
    assert len(source.getvalue()) > 30_000_000
    assert peak < 12_000_000


def test_rows_before_a_fault_are_given_and_the_fault_says_where_it_is():
    rows = read(FEED % f'{{"item": [{json.dumps(REVIEW)}]}}, {{"item": [}}', "f.json")

    assert next(rows).statement == "The bridge is open"
    with pytest.raises(FileFault, match="The file is no JSON after entry 1: Expecting value at '}]}'"):
        next(rows)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("", "There is no ClaimReview in the file"),
        ("{", "The file is no JSON: expecting a name in quotation marks instead of the end of the file."),
        ("[1 2]", "The file is no JSON after entry 1: expecting , or ] instead of '2]'."),
        ('{"a" 1}', "The file is no JSON: expecting : instead of '1}'."),
        ("nothing", "The file is no JSON: Expecting value at 'nothing'."),
        ("[" * 100_000, "The file is no JSON: brackets stand within brackets too deep."),
        ('["' + "x" * 2_000, "The file is no JSON: an entry has more than 1,000 characters; a quotation mark"),
    ],
)
def test_what_is_no_json_is_refused_with_the_reason(monkeypatch, document, message):
    monkeypatch.setattr(json_entries, "LONGEST_ENTRY", 1_000)
    monkeypatch.setattr(json_entries, "PIECE", 500 if "x" in document else 1 << 20)

    with pytest.raises(FileFault) as refused:
        list(read(document, "f.json"))

    assert str(refused.value).startswith(message)


def test_bytes_that_are_no_text_spoil_their_own_entry_only():
    bad = json.dumps(REVIEW).replace("bridge", "bri\udcffdge", 1).encode("utf-8", "surrogateescape")

    first, second = read(b"[" + bad + b", " + json.dumps(REVIEW).encode() + b"]", "f.json")

    assert "not valid UTF-8" in first.reason
    assert second.statement == "The bridge is open"


def test_numbers_that_are_none_and_line_breaks_in_texts_are_taken():
    text = json.dumps(REVIEW).replace('"False"', 'NaN, "name": "Not\nso"')

    assert [row.label for row in read(text, "f.json")] == ["nan"]


def test_lines_of_claim_reviews_are_read_also_where_the_file_is_called_json():
    text = "\n".join(json.dumps({**REVIEW, "url": f"https://checkers.example/{number}"}) for number in range(3))

    assert [row.number for row in read(text, "f.json")] == [1, 2, 3]


def test_positions_count_reviews_and_what_was_taken_back():
    items = [[REVIEW, REVIEW], [{"@type": "Person"}], [{**REVIEW, "claimReviewed": ""}]]
    feed = FEED % ", ".join(['{"dateDeleted": "2020", "item": []}', *(json.dumps({"item": item}) for item in items)])

    rows = list(read(feed, "f.json"))

    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [isinstance(row, Rejected) for row in rows] == [True, False, False, True]
    assert [row.number for row in rows_of(io.BytesIO(feed.encode()), reading_of("f.json"), start=2)] == [3, 4]


MAPPED = {"statement": "claim", "label": "verdict.text", "url": "link", "sources": "sources"}
ENTRIES = [
    {"claim": "The bridge is open.", "verdict": {"text": "Wrong"}, "link": "https://a.example/1", "sources": []},
    {"claim": "The tower is shut.", "verdict": {"text": "Right"}, "link": "https://a.example/2",
     "sources": ["https://b.example/1", "https://b.example/2"]},
]  # fmt: skip


@pytest.mark.parametrize(
    "document", [ENTRIES, {"version": 2, "data": ENTRIES, "licence": ["x"]}], ids=["list", "member"]
)
def test_objects_of_another_shape_are_read_by_paths(document):
    rows = list(read(json.dumps(document), "dev.json", columns=MAPPED))

    assert [(row.statement, row.label, row.sources) for row in rows] == [
        ("The bridge is open.", "Wrong", ()),
        ("The tower is shut.", "Right", ("https://b.example/1", "https://b.example/2")),
    ]


def test_entry_that_is_no_object_is_rejected():
    one, two = read('["x", {"claim": "Open."}]', "dev.json", columns={"statement": "claim"})

    assert (one.reason, two.statement) == ("This entry is no JSON object.", "Open.")


def test_file_without_an_entry_is_refused():
    with pytest.raises(FileFault, match="There is no object in the file"):
        list(read("[]", "dev.json", columns={"statement": "claim"}))


TABLE = "statement;label;url\nМост, тот самый, открыт.;Ложь;https://a.example/1\n"


@pytest.mark.parametrize(
    ("content", "name", "encoding"),
    [
        (TABLE.encode(), "c.csv", ""),
        (TABLE.encode("utf-8-sig"), "c.csv", ""),
        (TABLE.encode("utf-16"), "c.csv", ""),
        (TABLE.encode("utf-16-be"), "c.csv", "utf-16-be"),
        (TABLE.encode("cp1251"), "c.csv", "cp1251"),
        (TABLE.replace(";", "\t").encode("utf-16"), "c.csv", ""),
        (TABLE.replace(";", "|").encode(), "c.csv", ""),
    ],
    ids=["semicolons", "mark", "utf-16", "utf-16-be", "cp1251", "tabs", "bars"],
)
def test_table_is_read_in_its_letters_and_with_its_signs(content, name, encoding):
    (row,) = read(content, name, encoding=encoding)

    assert (row.statement, row.label, row.domain) == ("Мост, тот самый, открыт.", "Ложь", "a.example")


def test_signs_inside_the_names_of_columns_do_not_count():
    (row,) = read('statement,"x;y;z"\n"Open; closed.",1\n', "c.csv")

    assert row.statement == "Open; closed."


def test_reading_stops_where_its_reader_does():
    source = io.BytesIO((FEED % ",".join([json.dumps({"item": [REVIEW]})] * 50_000)).encode())

    first = list(islice(rows_of(source, reading_of("f.json")), 1))

    assert first[0].number == 1
    assert source.tell() < len(source.getvalue()) / 4
