"""The shapes of public data sets, each by a row as its files have it."""

import datetime
import io
import json

import pytest

from claims.interchange.imports.presets import PRESETS
from claims.interchange.imports.reading import reading_of
from claims.interchange.imports.rows import rows_of

LIAR = (
    '2635.json\tfalse\tSays the Annies List group supports abortions on demand.\tabortion\tdwayne-bohac\tState rep\t'
    "Texas\trepublican\t0\t1\t0\t0\t0\ta mailer\n"
)  # fmt: skip
MULTIFC = (
    "pomt-1\tThe bridge is open.\thalf-true\thttp://www.politifact.com/b/\tNone\t['Cities']\tAda Minister\tNone\tNone\t"
    "Is it open?\tJuly 6, 2017\t2017-07-01\tNone\n"
)
ARCHIVED = "https://web.archive.org/web/20210105124844/https://checkers.example/1"
EXAMPLES = {
    "averitec": ("dev.json", [{
        "claim": "The bridge is open.", "label": "Refuted", "claim_date": "25-8-2020", "speaker": "Ada",
        "reporting_source": "Facebook", "original_claim_url": "https://posts.example/1",
        "fact_checking_article": ARCHIVED,
    }]),
    "fever": ("train.jsonl", {"id": 75397, "label": "SUPPORTS", "claim": "The bridge is open.", "evidence": []}),
    "politifact": ("politifact_factcheck_data.json", {
        "verdict": "pants-fire", "statement_originator": "Ada", "statement": "The bridge is open.",
        "statement_date": "6/11/2008", "statement_source": "speech", "factcheck_date": "6/16/2008",
        "factcheck_analysis_link": "https://www.politifact.com/b/",
    }),
    "xfact": ("train.tsv", (
        "language\tsite\tevidence_1\tlink_1\tclaimDate\treviewDate\tclaimant\tclaim\tlabel\n"
        "tr\tchecker.example\t\"No\thttps://a.example\tnan\t12 October 2018\tAda\tThe bridge is open.\tfalse\n"
    )),
    "checkthat": ("verified_claims.docs.tsv", "\tvclaim\ttitle\n7\tThe bridge is open.\tIs it?\n"),
    "checkthat-json": ("v.json", {
        "title": "Is it?", "author": "Bob", "date": "2020-04-25", "vclaim_id": "v-7", "vclaim": "The bridge is open.",
    }),
}  # fmt: skip


def read(content, file, **how):
    """Return the rows of a file of that name."""
    return list(rows_of(io.BytesIO(content.encode()), reading_of(file, **how)))


@pytest.fixture
def example():
    """Return a function that reads the one row of an example."""

    def read_one(preset):
        name, content = EXAMPLES[preset]
        (row,) = read(content if isinstance(content, str) else json.dumps(content), name, preset=preset)
        return row

    return read_one


def test_liar_is_read_without_a_header():
    (row,) = read(LIAR, "train.tsv", preset="liar")

    assert (row.external_id, row.label, row.domain) == ("liar:2635.json", "false", "politifact.com")
    assert row.url == "https://www.politifact.com/api/v/2/statement/2635/?format=json"
    assert row.note == ("Imported from liar, which says:\nRole: State rep\nOccasion: a mailer\nTopics: abortion")
    assert row.claimant_name == "dwayne-bohac"


def test_multifc_is_read_with_its_word_for_nothing():
    (row,) = read(MULTIFC, "train.tsv", preset="multifc")

    assert (row.label, row.domain, row.title) == ("half-true", "politifact.com", "Is it open?")
    assert row.reviewed_on == datetime.date(2017, 7, 6)
    assert "None" not in row.note


def test_claimskg_is_read_by_its_names():
    columns = "claimReview_claimReviewed,creativeWork_author_name,rating_alternateName,claimReview_url,"
    columns += "creativeWork_datePublished,extra_title,extra_tags,extra_refered_links,claimReview_datePublished\n"

    (row,) = read(f"{columns}Open.,Ada,FALSE,https://a.example/1,nan,T,[],nan,2017-07-06\n", "c.csv", preset="claimskg")

    assert (row.statement, row.label, row.url) == ("Open.", "FALSE", "https://a.example/1")
    assert (row.claimant_name, row.said, row.note) == ("Ada", "", "From claimskg.")


def test_averitec_gives_claims_whose_label_is_not_passed_off_as_the_checkers(example):
    row = example("averitec")

    assert (row.statement, row.label, row.external_id[:7]) == ("The bridge is open.", "", "review:")
    assert row.note.splitlines()[1:] == [
        "Said by: Ada", "Said: 25-8-2020", "Occasion: Facebook", "Sources: https://posts.example/1", "Remark: Refuted",
        f"Review: {ARCHIVED}",
    ]  # fmt: skip


def test_fever_gives_claims_with_their_label_as_a_remark(example):
    row = example("fever")

    assert (row.external_id, row.label) == ("fever:75397", "")
    assert row.note == "Imported from fever, which says:\nRemark: SUPPORTS"


def test_politifacts_dates_begin_with_the_month(example):
    row = example("politifact")

    assert (row.label, row.domain, row.claimant_name) == ("pants-fire", "politifact.com", "Ada")
    assert (row.said, row.reviewed_on) == ("2008-06-11", datetime.date(2008, 6, 16))


def test_xfact_gives_claims_in_their_language(example):
    row = example("xfact")

    assert (row.language, row.label) == ("tr", "")
    assert row.note.splitlines()[1:] == [
        "Said by: Ada", "Reviewed: 12 October 2018", "Remark: false", "Reviewed by: checker.example"
    ]  # fmt: skip


@pytest.mark.parametrize(("preset", "name"), [("checkthat", "checkthat:7"), ("checkthat-json", "checkthat:v-7")])
def test_verified_claims_of_checkthat_come_in_two_shapes(example, preset, name):
    row = example(preset)

    assert (row.external_id, row.statement, row.url) == (name, "The bridge is open.", "")
    assert "Title: Is it?" in row.note


def test_every_preset_is_shown_here():
    assert set(PRESETS) == {*EXAMPLES, "liar", "multifc", "claimskg", "claimreview"}


def test_quotation_mark_swallows_no_row_where_each_line_is_one():
    lines = ['"No," he said, and left', "Open “or”\r not", '"The ""new"" bridge is open"', "Shut"]

    rows = read("".join(f"{n}.json\tfalse\t{text}\n" for n, text in enumerate(lines)), "train.tsv", preset="liar")

    assert [row.statement for row in rows] == [*lines[:2], 'The "new" bridge is open', "Shut"]


def test_archived_review_is_its_publishers():
    url = "https://web.archive.org/web/20210105124844id_/https://www.checkers.example/1"

    (row,) = read(f"statement,label,url\nOpen.,False,{url}\n", "c.csv")

    assert (row.domain, row.url) == ("checkers.example", url)


DAYS = [
    ("07/08/2018", "%d/%m/%Y", "2018-08-07"), ("07/08/2018", "%m/%d/%Y", "2018-07-08"), ("2018/8/7", "", "2018-08-07"),
    ("7.8.2018", "", "2018-08-07"), ("Tue, 07 Aug 2018 10:00:00 GMT", "", "2018-08-07"),
    ("August 7, 2018", "%d/%m/%Y", "2018-08-07"), ("7/8/2018", "", "None"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "form", "day"), DAYS)
def test_days_are_read_only_where_they_can_be_read_in_one_way(text, form, day):
    (row,) = read(f'statement,label,url,reviewed_on\nOpen.,No,https://a.example,"{text}"\n', "c.csv", dates=form)

    assert str(row.reviewed_on) == day
    assert (f"Reviewed: {text}" in row.note) == (row.reviewed_on is None)


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en_GB", "en-GB"), ("EN", "en"), ("English", "en"), ("русский", "ru"), ("Brazilian Portuguese", "pt-BR"),
        ("zh-Hant", "zh-Hant"), ("Simplified Chinese", "zh-Hans"), ({"@type": "Language", "name": "Spanish"}, "es"),
        ({"@type": "Language", "name": "Filipino", "alternateName": "fil"}, "fil"), ({"@type": "Language"}, "en"),
    ],
)  # fmt: skip
def test_language_is_read_as_a_tag_or_by_its_name(given, tag):
    review = {"@type": "ClaimReview", "claimReviewed": "Open.", "inLanguage": given}

    (row,) = read(json.dumps(review), "r.json")

    assert row.language == tag


def test_language_that_is_none_is_rejected():
    (row,) = read("statement,language\nOpen.,Klingonish\n", "c.csv")

    assert row.reason == "language: 'Klingonish' is no BCP 47 tag, such as en or pt-BR, and no name of a language."


def test_column_is_found_by_its_number():
    (row,) = read(",,who\n1,The bridge is open.,Ada\n", "c.csv", columns={"statement": "2", "speaker": "who"})

    assert row.statement == "The bridge is open."
