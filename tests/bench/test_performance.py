"""The figures of a run, and the page that is written of them."""

import pytest

from bench.__main__ import command
from bench.engines.plain_postgresql import PlainPostgresql
from bench.generate import fill, held
from bench.performance import beside, page
from bench.search import Figures, Size, in_turns
from bench.timing import Times, percentile


def figures(**changes):
    times = {"ours": Times([5.0], [2.0, 4.0]), "theirs": Times([50.0], [20.0, 60.0])}
    given = {
        "load": 0.5, "engines": ["ours", "theirs"], "versions": ["Theirs 1"], "hits": {"a word": 1234.0},
        "search": {"a word": times}, "lists": {"a page": times}, "matching": Times([9.0], [8.0]), "found_first": 1.0,
        "pages": {"/": Times([3.0], [2.0])},
    }  # fmt: skip
    return Figures(**given | changes)


@pytest.mark.parametrize(("share", "time"), [(0.5, 10), (0.95, 19), (1.0, 20)])
def test_percentile_is_the_nearest_rank(share, time):
    assert percentile(list(range(20, 0, -1)), share) == time


def test_in_turns_asks_one_engine_after_the_other():
    order = []

    def call(name):
        return lambda: order.append(name) or 1.0

    found = in_turns({"word": {"a": [call("a1"), call("a2")], "b": [call("b1"), call("b2")]}}, rounds=1)

    assert order == ["a1", "b1", "a2", "b2"] * 2
    assert found["word"]["a"] == Times([1.0, 1.0], [1.0, 1.0])


def test_beside_shows_median_percentile_and_ratio():
    table = beside("question", figures().search, figures())

    assert "| a word (1,234) | 3.0 / 4.0 | 40.0 / 60.0 (× 13.3) |" in table


def test_beside_shows_the_first_time():
    table = beside("question", figures().search, figures(), is_first=True)

    assert "| a word | 5.0 / 5.0 | 50.0 / 50.0 (× 10.0) |" in table


def test_beside_leaves_out_what_an_engine_does_not_answer():
    search = {"a word": {"theirs": Times([1.0], [1.0])}}

    assert "| a word (1,234) | - | 1.0 / 1.0 |" in beside("question", search, figures(search=search))


@pytest.mark.django_db
def test_page_says_how_to_repeat_it():
    fill(50, is_quiet=True)
    PlainPostgresql()

    written = page(figures(), Size(50, 4, 2, 7), "python -m bench search --claims 50")

    assert "`python -m bench search --claims 50`" in written
    assert "50 of them" in written
    assert "`shared_buffers`" in written


def test_command_repeats_the_run_and_names_no_place():
    given = ["search", "--data", "/somewhere", "--claims=50", "--write", "/somewhere/else.md"]

    assert command(given) == "python -m bench search --claims 50 --seed 7 --samples 20 --rounds 2"


@pytest.mark.django_db
def test_held_tells_what_a_database_was_filled_with():
    before = held()

    fill(30, seed=9, is_quiet=True)

    assert before is None
    assert held() == (30, 9)
