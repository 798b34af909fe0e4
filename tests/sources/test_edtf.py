import datetime

import edtf as edtf_library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.edtf import EdtfError, parse

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


def written(day, precision):
    return day.isoformat()[:precision]


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2018-07-16", "2018-07-16", "2018-07-16"),
        ("2018-07-16~", "2018-07-16", "2018-07-16"),
        ("2018-07?", "2018-07-01", "2018-07-31"),
        ("2018%", "2018-01-01", "2018-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2018-XX", "2018-01-01", "2018-12-31"),
        ("2018-XX-XX", "2018-01-01", "2018-12-31"),
        ("2018-07-XX", "2018-07-01", "2018-07-31"),
        ("2018-06-28/2018-07-15", "2018-06-28", "2018-07-15"),
        ("2018-07-16/2018-07", "2018-07-16", "2018-07-31"),
        ("[2018-06-28..2018-07-15]", "2018-06-28", "2018-07-15"),
        ("[2019,2017-05]", "2017-05-01", "2019-12-31"),
    ],
)
def test_bounds_are_the_first_and_last_day_that_may_be_meant(text, lower, upper):
    date = parse(text)

    assert (date.lower, date.upper) == (
        datetime.date.fromisoformat(lower),
        datetime.date.fromisoformat(upper),
    )


@pytest.mark.parametrize("text", ["2018-05/..", "2018-05/"])
def test_bounds_of_an_interval_without_end_leave_the_upper_one_out(text):
    date = parse(text)

    assert (date.lower, date.upper) == (datetime.date(2018, 5, 1), None)


@pytest.mark.parametrize("text", ["../2018-05", "/2018-05"])
def test_bounds_of_an_interval_without_start_leave_the_lower_one_out(text):
    date = parse(text)

    assert (date.lower, date.upper) == (None, datetime.date(2018, 5, 31))


@settings(max_examples=60, deadline=None)  # the library needs some milliseconds a date
@given(DAYS, st.sampled_from([4, 7, 10]), st.sampled_from("~?%"), st.booleans())
def test_bounds_agree_with_the_edtf_library(day, precision, doubt, is_doubtful):
    text = written(day, precision) + (doubt if is_doubtful else "")

    date, theirs = parse(text), edtf_library.parse_edtf(text)

    assert date.lower == datetime.date(*theirs.lower_strict()[:3])
    assert date.upper == datetime.date(*theirs.upper_strict()[:3])


@settings(max_examples=40, deadline=None)
@given(DAYS, DAYS, st.sampled_from([4, 7, 10]))
def test_interval_bounds_agree_with_the_edtf_library(one, other, precision):
    text = f"{written(min(one, other), precision)}/{written(max(one, other), precision)}"

    date, theirs = parse(text), edtf_library.parse_edtf(text)

    assert date.lower == datetime.date(*theirs.lower_strict()[:3])
    assert date.upper == datetime.date(*theirs.upper_strict()[:3])


@pytest.mark.parametrize(
    "text",
    [
        "2018-07-XX",
        "201X~",
        "2018-XX-XX",
        "2018-05/..",
        "../2018",
        "2018~/2019?",
        "[2017,2018-05]",
        "[2017..2019]",
    ],
)
def test_dates_of_the_profile_are_valid_for_the_edtf_library(text):
    assert str(parse(text)) == text
    assert edtf_library.is_valid_edtf(text)


@pytest.mark.parametrize(
    ("text", "is_exact"),
    [
        ("2018-07-16", True),
        ("2018-07-16~", False),
        ("2018-07", False),
        ("2018-07-16/2018-07-16", False),
        ("2018-07-XX", False),
    ],
)
def test_is_exact_only_for_a_day_without_doubt(text, is_exact):
    assert parse(text).is_exact is is_exact


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("2018-07-16", "16 July 2018", "16 июля 2018"),
        ("2018-05", "May 2018", "май 2018"),
        ("2018-05~", "about May 2018", "примерно май 2018"),
        ("2018?", "2018 (uncertain)", "2018 (под вопросом)"),
        ("2018-05-15%", "about 15 May 2018 (uncertain)", "примерно 15 мая 2018 (под вопросом)"),
        ("2018-06-28/2018-07-15", "between 28 June and 15 July 2018", "между 28 июня и 15 июля 2018"),
        ("2018-07-09/2018-07-12", "between 9 and 12 July 2018", "между 9 и 12 июля 2018"),
        ("2018-05/2018-07", "between May and July 2018", "между маем и июлем 2018"),
        (
            "2018-12-30/2019-01-02",
            "between 30 December 2018 and 2 January 2019",
            "между 30 декабря 2018 и 2 января 2019",
        ),
        ("2018-05-01/2018-07", "between 1 May 2018 and July 2018", "между 1 мая 2018 и июлем 2018"),
        ("2018-05/..", "since May 2018", "с мая 2018"),
        ("2018/", "since 2018, end unknown", "с 2018, конец неизвестен"),
        ("../2018-05", "until May 2018", "по май 2018"),
        ("/2018", "until 2018, start unknown", "по 2018, начало неизвестно"),
        ("[2016,2018]", "2016 or 2018", "2016 или 2018"),
        ("[2016,2017,2018-05]", "2016, 2017 or May 2018", "2016, 2017 или май 2018"),
        ("201X", "the 2010s", "2010-е годы"),
        ("20XX", "between 2000 and 2099", "между 2000 и 2099"),
        ("2018-XX", "2018, month unknown", "2018, месяц неизвестен"),
        ("2018-07-XX", "July 2018, day unknown", "июль 2018, день неизвестен"),
    ],
)
def test_label_says_what_is_known_in_both_languages(text, english, russian):
    date = parse(text)

    assert (date.label(), date.label("ru")) == (english, russian)


def test_label_is_russian_for_a_regional_russian_and_english_for_other_languages():
    date = parse("2018-05")

    assert (date.label("ru-RU"), date.label("de")) == ("май 2018", "May 2018")


@pytest.mark.parametrize(
    "text",
    ["16 July 2018", " 2018", "2018-7", "18", "2018-07-16T10:00", "{2017,2018}", "201X/2019", "2018-X7",
     "unknown", "2018/2019/2020", "[..2018]", "[]", "٢٠١٨", "2018~~", "Y17000"],
)  # fmt: skip
def test_other_formats_are_refused_with_what_to_write(text):
    with pytest.raises(EdtfError, match="is not a date in the format used here"):
        parse(text)


@pytest.mark.parametrize("text", ["2018-02-29", "2018-13", "2018-00-01", "2018-07-00", "2018-06-31", "0000", "00XX"])
def test_days_that_no_calendar_has_are_refused(text):
    with pytest.raises(EdtfError, match=r"is not in the calendar"):
        parse(text)


@pytest.mark.parametrize("text", ["2018/2017", "2018-07-16/2018-07-15", "[2018..2017]"])
def test_an_interval_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(EdtfError, match="ends before it begins"):
        parse(text)


@pytest.mark.parametrize("text", ["/", "../..", "../", "/.."])
def test_an_interval_without_a_known_end_is_refused(text):
    with pytest.raises(EdtfError, match="has no known end"):
        parse(text)


def test_a_choice_of_one_is_refused():
    with pytest.raises(EdtfError, match="Write 2017 without brackets"):
        parse("[2017]")


def test_the_empty_text_is_no_date():
    with pytest.raises(EdtfError, match="leave the field empty if nothing is known"):
        parse("")
