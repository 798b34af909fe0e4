"""The overview: its charts, their words and their numbers."""

import pytest

from claims import overview
from tests.factories import make_appearance, make_claim, make_claimant, make_topic, make_verdict

pytestmark = pytest.mark.django_db


def test_charts_have_words_and_numbers(read):
    make_verdict(claim=make_claim(topics=[make_topic(name="Bridges")]))

    words = read("/overview/")

    assert "Claims by topic" in words
    assert "Topic True False Mixture Other No verdict Bridges 0 1 0 0 0" in words


def test_drawing_is_told_in_a_sentence(client):
    make_verdict()

    page = client.get("/overview/").content.decode()

    assert (
        'aria-label="In all, True: 0, False: 1, Mixture: 0, Other: 0. Every number stands in the table below."' in page
    )


def test_drawing_is_the_same_where_a_comma_is_the_point(client):
    make_verdict()

    assert 'width="12.00%"' in client.get("/ru/overview/").content.decode()


def test_rows_lead_to_their_pages(client):
    claimant = make_claimant(name="The mayor")
    make_appearance(claimant=claimant)

    assert f'href="{claimant.get_absolute_url()}">The mayor</a>' in client.get("/overview/").content.decode()


def test_empty_database_says_so(read):
    assert read("/overview/").count("Nothing is on record yet.") == len(overview.TABLES)


def test_large_database_that_was_never_counted_says_so(read, monkeypatch):
    monkeypatch.setattr(overview, "COUNTED_AT_ONCE", 0)
    make_verdict()

    assert "Nothing has been counted yet" in read("/overview/")


def test_numbers_are_given_as_csv(client):
    claimant = make_claimant(name="Мэр, города")
    make_appearance(claimant=claimant)

    response = client.get("/overview/claimants.csv")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "claimant_id,claimant,asserts,denies,questions,mentions",
        f'{claimant.pk},"Мэр, города",1,0,0,0',
    ]


@pytest.mark.parametrize("name", ["secrets", "verdicts.csv"])
def test_unknown_chart_is_not_found(client, name):
    assert client.get(f"/overview/{name}.csv").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    for _ in range(count):
        make_verdict(claim=make_claim(topics=[make_topic()]))
        make_appearance()

    with django_assert_num_queries(11):
        client.get("/overview/")
