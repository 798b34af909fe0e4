"""What is typed into the box is read as a query, whatever it is."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.search.box import search
from claims.search.documents import ARTICLES, CLAIMS
from claims.search.query import LONGEST, MOST_TERMS, Query, Term, parse
from tests.factories import make_claim


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("bridge open", [Term("bridge"), Term("open")]),
        ('"bridge is open" now', [Term("bridge is open", is_phrase=True), Term("now")]),
        ("«мост  открыт»", [Term("мост открыт", is_phrase=True)]),
        ("bridge -tower", [Term("bridge"), Term("tower", is_excluded=True)]),
        ('-"the old tower"', [Term("the old tower", is_phrase=True, is_excluded=True)]),
        ("vacc*", [Term("vacc", is_prefix=True)]),
        ("-vacc*", [Term("vacc", is_prefix=True, is_excluded=True)]),
        ("covid-19", [Term("covid-19")]),
        ('"never closed', [Term("never closed", is_phrase=True)]),
        ("bridge bridge", [Term("bridge")]),
        ("va*", [Term("va")]),
        ("bridge OR tower now", [Term("bridge"), Term("tower", is_alternative=True), Term("now")]),
        (
            'a OR "b c" OR d*',
            [Term("a"), Term("b c", is_phrase=True, is_alternative=True), Term("d", is_alternative=True)],
        ),
        ("bridge or tower", [Term("bridge"), Term("or"), Term("tower")]),
        ("OR bridge OR", [Term("or"), Term("bridge")]),
        ("bridge OR -tower", [Term("bridge"), Term("or"), Term("tower", is_excluded=True)]),
        ("a b a OR c", [Term("a"), Term("b"), Term("a"), Term("c", is_alternative=True)]),
        ("a OR b a OR b", [Term("a"), Term("b", is_alternative=True)]),
    ],
)
def test_query_reads_what_was_typed(typed, terms):
    assert parse(typed) == Query(tuple(terms))


@pytest.mark.parametrize("typed", ["", "   ", "-", '"', '""', "-*", "% _ \\", "\0", "!!! ???", '" "'])
def test_query_of_signs_alone_is_empty(typed):
    assert parse(typed).terms == ()


def test_query_takes_the_last_word_for_begun_while_it_is_typed():
    assert parse("old brid", is_unfinished=True).terms == (Term("old"), Term("brid", is_prefix=True))


def test_query_is_cut_to_a_sensible_length():
    query = parse(" ".join(f"w{number}" for number in range(5_000)))

    assert len(query.terms) <= MOST_TERMS
    assert len(str(parse("x" * 10_000))) == LONGEST


def test_query_spelt_otherwise_keeps_the_rest():
    query = parse('brigde -tower "is open"')

    assert str(query.spelt(query.terms[0], "bridge")) == 'bridge -tower "is open"'


@given(typed=st.text(max_size=300))
@example(typed="a'b\\c & | ! <-> :* ()")
@example(typed="-x a OR -x b")
@settings(max_examples=200, deadline=None)
def test_query_written_down_is_read_again_as_itself(typed):
    query = parse(typed)

    assert set(parse(str(query)).terms) <= {*query.terms} or len(str(query)) > LONGEST


@pytest.mark.django_db
@given(typed=st.text(st.characters(codec="utf-8"), max_size=80) | st.text("\"-* abиOR*\\'&|!():<>", max_size=40))
@example(typed="'\\':*&|!()<->\u2019\u0301")
@example(typed="ﷺ*" * 60)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_answers_whatever_is_typed(typed):
    for documents in (CLAIMS, ARTICLES):
        found = search(parse(typed), documents, chosen={}, interface="en")

        assert list(found.newest) == []
        assert found.best() == []
    assert connection.is_usable()


@pytest.mark.django_db
@given(typed=st.text(st.characters(codec="utf-8"), max_size=40))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_never_finds_what_is_excluded_too(typed):
    make_claim(statement=f"The bridge is open {typed}".replace("\0", ""))

    assert list(search(parse("bridge -bridge"), CLAIMS, chosen={}, interface="en").newest) == []
