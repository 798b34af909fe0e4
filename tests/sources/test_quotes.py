from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.quotes import QuoteAmbiguous, QuoteNotFound, Segment, anchor, as_printed, find, quote_at, segments

# Few, so that they repeat: Latin and Cyrillic, a combining acute, an emoji, a joiner, a space.
ALPHABET = "abЖй\u0301😀\u200d "
TEXTS = st.text(ALPHABET, min_size=1, max_size=40)


@st.composite
def spans(draw):
    """Draw a text and a span in it."""
    content = draw(TEXTS)
    start = draw(st.integers(0, len(content) - 1))
    return content, start, draw(st.integers(start + 1, len(content)))


@dataclass(frozen=True)
class Mark:
    start: int
    end: int


@st.composite
def marked_quotes(draw):
    """Draw a quote's start and end and some marks that may miss, touch, overlap or contain it."""
    start = draw(st.integers(0, 20))
    end = start + draw(st.integers(1, 20))
    pairs = st.tuples(st.integers(0, 45), st.integers(1, 15))
    return start, end, [Mark(first, first + length) for first, length in draw(st.lists(pairs, max_size=6))]


@given(spans())
def test_quote_at_agrees_with_its_text(span):
    content, start, end = span

    quote = quote_at(content, start, end)

    assert content[quote.start : quote.end] == quote.exact
    assert content[: quote.start].endswith(quote.prefix)
    assert content[quote.end :].startswith(quote.suffix)


def test_quote_at_keeps_the_context_asked_for():
    quote = quote_at("Москва 😀 сегодня", 7, 8, context=3)

    assert (quote.prefix, quote.exact, quote.suffix) == ("ва ", "😀", " се")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 99)])
def test_quote_at_refuses_a_span_outside_the_text(start, end):
    with pytest.raises(QuoteNotFound, match="There is no quote at"):
        quote_at("short", start, end)


@given(TEXTS, st.text(ALPHABET, min_size=1, max_size=4))
def test_find_returns_every_place_and_no_other(content, exact):
    places = find(content, exact)

    assert places == [at for at in range(len(content)) if content[at : at + len(exact)] == exact]


def test_find_returns_overlapping_places():
    assert find("ананана", "ана") == [0, 2, 4]


def test_find_counts_code_points_beyond_the_basic_plane():
    assert find("😀😀 да", "да") == [3]


def test_find_does_not_join_a_letter_with_a_combining_accent():
    assert find("e\u0301 and é", "é") == [7]


def test_find_heeds_prefix_and_suffix():
    content = "Trump said no. Putin said no, again."

    assert find(content, "said no", prefix="Putin ") == [21]
    assert find(content, "said no", suffix=".") == [6]
    assert find(content, "said no", prefix="Putin ", suffix=".") == []


def test_find_refuses_an_empty_quote():
    with pytest.raises(QuoteNotFound, match="empty"):
        find("text", "")


@given(spans())
def test_anchor_returns_the_quote_that_it_was_made_from(span):
    content, start, end = span
    quote = quote_at(content, start, end)

    found = anchor(content, quote.exact, prefix=quote.prefix, suffix=quote.suffix, start=quote.start)

    assert found == quote


@given(spans())
def test_anchor_without_a_start_is_unambiguous_or_refused(span):
    content, start, end = span
    exact = content[start:end]
    others = [at for at in range(len(content)) if at != start and content.startswith(exact, at)]

    if others:
        with pytest.raises(QuoteAmbiguous):
            anchor(content, exact)
    else:
        assert anchor(content, exact).start == start


def test_anchor_tells_the_places_of_an_ambiguous_quote():
    with pytest.raises(QuoteAmbiguous, match="stands 2 times in the text, at 0, 11") as refusal:
        anchor("Kseniya K.\nKseniya K.", "Kseniya K.")

    assert "Say which is meant" in str(refusal.value)


def test_anchor_chooses_by_what_stands_before():
    quote = anchor("He denied it. She denied it.", "denied it", prefix="She ")

    assert quote.start == 18


@pytest.mark.parametrize("similar", ["like a fiddle", "Like a violin", "like a  violin", "like a violin”"])
def test_anchor_refuses_what_is_only_similar(similar):
    with pytest.raises(QuoteNotFound, match="does not stand in the text"):
        anchor("play Trump “like a violin.”", similar)


def test_anchor_tells_where_a_quote_with_other_context_stands():
    with pytest.raises(QuoteNotFound, match="stands at 0, but not between the words given"):
        anchor("like a violin", "like", suffix=" the")


def test_anchor_refuses_another_start_and_tells_the_right_one():
    with pytest.raises(QuoteNotFound, match="does not stand at 3 with the given words around it; it stands at 0"):
        anchor("like a violin", "like", start=3)


def test_anchor_shortens_a_long_quote_in_its_message():
    with pytest.raises(QuoteNotFound) as refusal:
        anchor("text", "x" * 500)

    assert len(str(refusal.value)) < 250


def test_segments_cut_out_an_insertion():
    insertion = Mark(14, 24)

    parts = segments(10, 30, [insertion])

    assert parts == [Segment(10, 14, ()), Segment(14, 24, (insertion,)), Segment(24, 30, ())]


def test_segments_name_the_outer_of_two_nested_marks_first():
    outer, inner = Mark(0, 10), Mark(0, 4)

    parts = segments(2, 8, [inner, outer])

    assert parts == [Segment(2, 4, (outer, inner)), Segment(4, 8, (outer,))]


def test_segments_of_overlapping_marks_show_both_where_they_overlap():
    first, second = Mark(0, 6), Mark(4, 9)

    parts = segments(0, 9, [first, second])

    assert parts == [Segment(0, 4, (first,)), Segment(4, 6, (first, second)), Segment(6, 9, (second,))]


def test_segments_leave_out_a_mark_that_only_touches():
    assert segments(5, 9, [Mark(0, 5), Mark(9, 12)]) == [Segment(5, 9, ())]


@given(marked_quotes())
def test_segments_cover_the_quote_without_gap_or_overlap(marked_quote):
    start, end, marks = marked_quote

    parts = segments(start, end, marks)

    assert [at for part in parts for at in range(part.start, part.end)] == list(range(start, end))


@given(marked_quotes())
def test_segments_carry_the_marks_over_each_character(marked_quote):
    start, end, marks = marked_quote

    parts = segments(start, end, marks)

    for part in parts:
        for at in range(part.start, part.end):
            assert sorted(part.marks, key=id) == sorted((mark for mark in marks if mark.start <= at < mark.end), key=id)


@pytest.mark.parametrize(
    ("content", "given", "printed"),
    [
        ("It was\nopen then.", "was open", "was\nopen"),
        ("It was open.", "was\r\n  open ", "was open"),
        ("Новый мост.", "Новыи\u0306 мост", "Новый мост"),
        ("It was  open. It was\nopen.", "was open", "was open"),  # which of both?
        ("It was open.", "was Open", "was Open"),
        ("It was open.", " ", " "),
        ("1 + (2)", "1\u00a0+ (2)", "1 + (2)"),
    ],
    ids=["line", "blanks", "composed", "two wordings", "capital", "nothing", "signs"],
)
def test_quote_is_taken_as_printed_where_only_blanks_or_composition_differ(content, given, printed):
    assert as_printed(content, given) == printed
