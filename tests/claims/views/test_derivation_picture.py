"""The picture of who copied whom, on the pages of articles and outlets."""

import re

import pytest

from tests.factories import make_article, make_derivation, make_outlet

pytestmark = pytest.mark.django_db


def named(outlet, **fields):
    return make_article(outlet=make_outlet(name=outlet), content=None, **fields)


def drawn(client, page):
    html = client.get(page.get_absolute_url()).content.decode()
    return [(name, x) for x, name in re.findall(r'<text x="(\d+)"[^>]*class="node-name[^>]*>([^<]*)<', html)]


def test_picture_shows_the_whole_chain_and_where_the_reader_is(client):
    origin, middle, last = named("Origin"), named("Middle"), named("Last")
    make_derivation(article=middle, original=origin)
    make_derivation(article=last, original=middle)

    assert drawn(client, last) == [("Origin", "24"), ("Middle", "46"), ("Last", "68")]
    html = client.get(middle.get_absolute_url()).content.decode()
    assert html.count("node-name here") == 1
    assert "Who copied whom: 3 articles." in html


def test_picture_shows_the_copies_of_a_sibling_too(client):
    origin, one, other = named("Origin"), named("One"), named("Other")
    make_derivation(article=one, original=origin)
    make_derivation(article=other, original=origin)

    assert [name for name, _ in drawn(client, one)] == ["Origin", "One", "Other"]


def test_picture_leaves_out_what_is_not_public_or_not_confirmed(client):
    origin, copy = named("Origin"), named("Copy")
    make_derivation(article=copy, original=origin)
    make_derivation(article=named("Draft", status="draft"), original=origin)
    make_derivation(article=named("Suggested"), original=origin, status="suggested")

    assert [name for name, _ in drawn(client, copy)] == ["Origin", "Copy"]


def test_article_that_nobody_copied_has_no_picture(client):
    assert drawn(client, named("Alone")) == []


def test_picture_of_many_copies_ends_and_says_how_many_are_left_out(client):
    origin = named("Origin")
    for number in range(35):
        make_derivation(article=named(f"Copy {number}"), original=origin)

    html = client.get(origin.get_absolute_url()).content.decode()

    assert len(drawn(client, origin)) == 30
    assert "6 more are left out of the picture." in html


def test_outlet_counts_origins_and_copies_and_draws_the_families(client, read):
    outlet = make_outlet(name="The Post")
    copied, copy = make_article(outlet=outlet, content=None), make_article(outlet=outlet, content=None)
    make_derivation(article=named("Follower"), original=copied)
    make_derivation(article=copy, original=named("Leader"))
    make_article(outlet=outlet, content=None, status="draft")

    words = read(outlet.get_absolute_url())

    assert "2 articles of this outlet are on record: 1 was copied by others, 1 is a copy." in words
    assert {name for name, _ in drawn(client, outlet)} == {"The Post", "Follower", "Leader"}


def test_picture_escapes_names(client):
    origin = named("<b>Origin")
    make_derivation(article=named("Copy"), original=origin)

    assert "<b>Origin" not in client.get(origin.get_absolute_url()).content.decode()
