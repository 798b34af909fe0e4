"""Files of others into rows."""

import datetime
import gzip
import io
import json

import pytest

from claims.interchange.imports.reading import FileFault, Rejected, reading_of
from claims.interchange.imports.row import addresses, shortened
from claims.interchange.imports.rows import rows_of

REVIEW = {
    "@type": "ClaimReview",
    "url": "https://checkers.example/b",
    "claimReviewed": "The bridge is open",
    "datePublished": "2018-07-17T10:00:00Z",
    "inLanguage": "en_GB",
    "author": {"@type": "Organization", "name": "Checkers", "url": "https://www.checkers.example/"},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "Pants on fire"},
    "itemReviewed": {
        "@type": "Claim", "author": [{"@type": "Person", "name": "Ada", "jobTitle": "Minister"}],
        "datePublished": "2018-07-16", "appearance": [{"url": "https://news.example/1"}, "https://news.example/2"],
    },
}  # fmt: skip


def read(content, file, **how):
    """Return the rows of a file of that name."""
    data = content if isinstance(content, bytes) else content.encode()
    return list(rows_of(io.BytesIO(data), reading_of(file, **how), is_compressed=file.endswith(".gz")))


def test_claim_review_is_read():
    (row,) = read(json.dumps(REVIEW), "b.json")

    assert (row.publisher, row.domain, row.label) == ("Checkers", "checkers.example", "Pants on fire")
    assert (row.language, row.reviewed_on) == ("en-GB", datetime.date(2018, 7, 17))
    assert row.note == "Imported from b.json, which says:\nRole: Minister"
    assert (row.claimant_name, row.said) == ("Ada", "2018-07-16")
    assert row.sources == ("https://news.example/1", "https://news.example/2")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/1\nhttps://b.example/2", ["https://a.example/1", "https://b.example/2"]),
        ("https://a.example/1,https://b.example/2", ["https://a.example/1", "https://b.example/2"]),
        ("['https://a.example/1', 'https://b.example/2']", ["https://a.example/1", "https://b.example/2"]),
        ('["https://a.example/1"]', ["https://a.example/1"]),
        ("https://a.example/1,2;x=3|4", ["https://a.example/1,2;x=3|4"]),
        ("https://a.example/1, https://a.example/1", ["https://a.example/1"]),
        ("Smith (2010), p. 5", []),
        (f"https://a.example/{'1' * 2_000}", []),
    ],
)
def test_sources_are_found_in_any_list(text, found):
    assert addresses(text) == found


@pytest.mark.parametrize(
    ("said", "kept", "noted"),
    [
        ("2018-07-16T10:00:00Z", "2018-07-16", "From a.csv."),
        ("July 2018", "", "Imported from a.csv, which says:\nSaid: July 2018"),
        ("2018-07", "2018-07", "From a.csv."),
    ],
)
def test_day_that_is_none_stays_in_the_note(said, kept, noted):
    (row,) = read(f"statement,label,url,said\nOpen.,False,https://a.example/1,{said}\n", "a.csv")

    assert (row.said, row.note) == (kept, noted)


def test_row_without_a_review_keeps_all_in_the_note():
    (row,) = read("statement,speaker,sources\nOpen.,Ada,https://a.example/1\n", "a.csv")

    assert row.note == "Imported from a.csv, which says:\nSaid by: Ada\nSources: https://a.example/1"


@pytest.mark.parametrize(
    "document",
    [
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": REVIEW}]},
    ],
    ids=["list", "graph", "feed", "feed-without-array"],
)
def test_claim_review_is_found_wherever_it_stands(document):
    assert [row.statement for row in read(json.dumps(document), "f.json")] == ["The bridge is open"]


def test_review_that_was_taken_back_is_rejected():
    feed = {"@type": "DataFeed", "dataFeedElement": [{"url": "https://a.example", "dateDeleted": "2020", "item": []}]}

    reason = "Its publisher took the review of https://a.example back. If it is in here, look at it and take it out."
    assert read(json.dumps(feed), "f.json") == [Rejected(1, reason, "")]


def test_number_stands_in_for_a_label():
    review = {**REVIEW, "reviewRating": {"ratingValue": 2, "bestRating": 6}}

    assert [row.label for row in read(json.dumps(review), "f.json")] == ["2 of 6"]


def test_json_lines_are_read_by_paths():
    line = {"claim": {"text": "Open."}, "who": ["Ada", "Bob"], "n": 7}

    (row,) = read(
        f"{json.dumps(line)}\n\n", "l.jsonl", columns={"statement": "claim.text", "speaker": "who.1", "id": "n"},
        name="mine",
    )  # fmt: skip

    assert (row.external_id, row.statement) == ("mine:7", "Open.")
    assert "Said by: Bob" in row.note


def test_columns_that_are_called_as_ours_need_no_mapping():
    (row,) = read("statement,label,url,other\nOpen.,Wrong,https://a.example/1,x\n", "c.csv")

    assert (row.statement, row.label, row.domain) == ("Open.", "Wrong", "a.example")


def test_compressed_file_with_a_byte_order_mark_is_read():
    data = gzip.compress("\ufeffstatement\nМост открыт.\n".encode(), mtime=0)

    assert [row.statement for row in read(data, "c.csv.gz", language="ru")] == ["Мост открыт."]


NO_ADDRESS = "url: a label needs the address of the review that gave it, with http:// or https://."
NO_TEXT = "statement: the text is not valid UTF-8, or holds a NUL character. Save the file as UTF-8."
BAD_LINES = {
    "no-statement": (b",False,https://a.example", "There is no statement. A row says what was claimed."),
    "no-url": (b"Open.,False,", NO_ADDRESS),
    "ftp": (b"Open.,False,ftp://a", NO_ADDRESS),
    "host": (b"Open.,False,https://localhost/1", "site: 'localhost' is no host name, such as example.org."),
    "latin-1": (b"Op\xffen.,False,https://a.example", NO_TEXT),
    "nul": (b"O\0pen,False,https://a.example", NO_TEXT),
    "long": (b"a" * 2001 + b",,", "The statement has 2001 characters; a claim has 2000 at most."),
    "huge": (b"a" * 9_999_999 + b",,", "The statement has 9999999 characters; a claim has 2000 at most."),
    "long-url": (b"Open.,False,https://a.example/" + b"1" * 2_000, NO_ADDRESS),
    "cp1251": ("Мост открыт.,Ложь,https://a.example".encode("cp1251"), NO_TEXT),
    "long-label": (b"Open.," + b"l" * 201 + b",https://a.example", "label: 201 characters; a label has 200 at most."),
    "own": (
        b"Open.,False,http://127.0.0.1:8000/claims/1/",
        "This review was published here. It is not taken in as somebody else's.",
    ),
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.values(), ids=BAD_LINES)
def test_row_that_cannot_be_taken_is_rejected_with_its_reason(line, reason):
    (first, second) = read(b"statement,label,url\n" + line + b"\nGood.,,\n", "c.csv")

    assert (first.number, first.reason) == (1, reason)
    assert second.statement == "Good."


# Whole at its beginning, and not after that.
BROKEN = gzip.compress(b"statement\n" + bytes(range(256)) * 50, mtime=0)[:20] + b"\xff" * 40


@pytest.mark.parametrize(
    ("content", "name", "how", "message"),
    [
        ("x", "claims.txt", {}, "claims.txt: the ending says nothing of the format. Choose one of: csv, tsv"),
        ("a,b\n", "c.csv", {}, "No column is the statement. Its columns are: a, b."),
        ("a,b\n", "c.csv", {"columns": {"statement": "c"}}, "The file has no column c. Its columns are: a, b."),
        ("a\n", "c.csv", {"columns": {"who": "a"}}, "There is no meaning who. A column may be: id, statement"),
        ("a\n", "c.csv", {"columns": {"id": "a"}}, "Name the data set (--source), so that its ids mean the same"),
        ("{", "f.json", {}, "The file is no JSON: "),
        ('{"@type": "Article"}', "f.json", {}, "There is no ClaimReview in the file"),
        ("no gzip", "c.csv.gz", {}, "The file cannot be read on: "),
        (BROKEN, "c.csv.gz", {}, "The file cannot be read on: "),
        ("statement\nOpen.\n".encode("utf-16")[:-1], "c.csv", {}, "The file cannot be read on: 'utf-16-le' codec"),
        ("a\n", "c.csv", {"dates": "%d/%m"}, "There is no day in '%d/%m'. Write it with %d, %m and %Y, such as"),
        ("a\n", "c.csv", {"dates": "%Q"}, "There is no day in '%Q'."),
        ("a\n", "c.csv", {"encoding": "cp9999"}, "There is no encoding 'cp9999'. Give its name, such as utf-16"),
        ("утверждение\n".encode("cp1251"), "c.csv", {}, "The names of the columns are not valid UTF-8."),
        (
            f'statement\nOpen.\n"{"x" * 10_000_001}\n',
            "c.csv",
            {},
            "The file cannot be read on after row 1: field larger",
        ),
    ],
)
def test_file_that_cannot_be_read_is_refused(content, name, how, message):
    with pytest.raises(FileFault) as refused:
        read(content, name, **how)

    assert str(refused.value).startswith(message)


def test_lines_of_json_lines_that_are_none_are_rejected():
    rows = read('no\n[1]\n{"statement": "Good."}\n', "l.jsonl")

    assert [getattr(row, "reason", "taken") for row in rows] == [
        "This line is no JSON.", "This line is no JSON object.", "taken"
    ]  # fmt: skip


def test_long_statement_is_cut_after_a_word():
    assert shortened("word " * 20) == " ".join(["word"] * 14) + "…"
    assert shortened("я" * 80) == "я" * 74 + "…"


def test_nothing_of_a_huge_row_is_kept():
    (first, _) = read(b"statement\n" + b"a" * 9_999_999 + b"\nGood.\n", "c.csv")

    assert len(first.content) == 10_000


def test_rows_are_passed_over_unseen():
    lines = io.BytesIO(b"statement\n,\n,\nThird.\nFourth.\n")

    rows = rows_of(lines, reading_of("c.csv", columns={"statement": "statement", "url": "statement"}), start=1)

    assert [(row.number, row.statement) for row in rows] == [(4, "Fourth.")]
