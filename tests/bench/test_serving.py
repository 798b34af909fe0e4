"""What is measured of pages and streams is what the program answers."""

import os
from mmap import mmap

import pytest
from django.test import Client

from bench import pages, streams
from bench.generate import fill
from bench.memory import Memory
from bench.reading import Reading, timed_rows
from bench.streams import Measured
from bench.timing import Times

pytestmark = pytest.mark.django_db


@pytest.fixture
def generated():
    fill(60, is_quiet=True)


@pytest.mark.parametrize("form", streams.FORMATS)
@pytest.mark.parametrize("name", streams.TABLES)
def test_copy_beside_a_stream_yields_its_very_rows(generated, name, form):
    parameters = {"format": form, **streams.FILTERS[name]}
    sent = b"".join(Client(SERVER_NAME=streams.HOST).get(f"/api/v1/{name}/", parameters).streaming_content)

    read = streams.copied(streams.statement_of(name, parameters), is_planned=True)

    assert (read.rows, read.size) == (sent.count(b"\n"), len(sent))


@pytest.mark.parametrize("name", streams.TABLES)
def test_bare_copy_reads_no_fewer_rows_than_the_list_has(generated, name):
    bare = streams.copied(streams.bare_copy(name, "jsonl"), is_planned=False)
    same = streams.copied(streams.statement_of(name, {"format": "jsonl"}), is_planned=True)

    assert bare.rows >= same.rows > 0


def test_every_kind_of_page_is_answered(generated):
    found = pages.run(rounds=1)

    assert "| `/claims/?verdict=false` |" in found
    assert "| `/claims/, known` |" in found


def test_rows_are_counted_and_timed():
    read = timed_rows([b"one\n", b"two\n", b"three\n"])

    assert (read.rows, read.size) == (3, 14)
    assert read.seconds > 0


def test_line_of_a_stream_shows_both_ratios():
    measured = Measured(
        "claims/?format=csv",
        bare=[Reading(1000, 9, 1.0)],
        same=[Reading(500, 9, 1.0)],
        streamed=[Reading(450, 9, 1.0)],
        first=[20.0, 30.0, 70.0],
        growth=3.2,
    )

    assert measured.row() == "| `claims/?format=csv` | 450 | 450 | 500 | 0.90 | 1,000 | 0.45 | 30 / 70 | 3 |"


def test_memory_sees_a_process_grow():

    memory = Memory(os.getpid())
    memory.begin()

    # Pages that no test before has left behind.
    with mmap(-1, 50_000_000) as kept:
        kept.write(b"x" * 50_000_000)

        assert memory.growth() >= 45


def test_line_of_a_page_shows_median_and_percentile():
    assert pages.line("/", Times([9.0], [1.0, 2.0, 3.0])) == "| `/` | 2.0 | 3.0 | 9.0 |"
