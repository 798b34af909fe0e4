"""A reader narrows a list down: choices combine, are links, stand in the address, and are taken back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.claims.api.cast import make_story
from tests.factories import make_appearance, make_claim, make_claimant


@pytest.fixture
def story(transactional_db):
    """Return a claim rated false of 2018, beside others without a verdict and of other years."""
    story = make_story()
    for number, year in enumerate(("2018", "2019", "2019")):
        claim = make_claim(statement=f"The tower {number} was shut.", topics=[story.topic])
        make_appearance(claim=claim, claimant=make_claimant(name=f"Carl {number}"), said=year)
    return story


def choices(page, facet):
    """Return the words of each choice of a facet, with its count."""
    return [item.inner_text() for item in page.get_by_role("navigation", name=facet).get_by_role("listitem").all()]


def titles(page):
    """Return the statements in the list."""
    return page.locator(".claim-card h3").all_inner_texts()


def chosen(page):
    """Return what the address holds."""
    return {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items()}


def choose(page, facet, choice):
    """Follow the link of a choice."""
    page.get_by_role("navigation", name=facet).get_by_role("link", name=choice, exact=True).click()


def test_reader_combines_choices_and_takes_them_back(page, story):
    page.goto("/claims/")
    page.get_by_text("Narrow down").click()
    assert choices(page, "Year") == ["all", "2018 2", "2019 2"]

    choose(page, "Year", "2018")
    assert chosen(page) == {"year": "2018"}
    assert sorted(titles(page)) == ["The bridge was open.", "The tower 0 was shut."]

    choose(page, "Verdict", "false")
    assert chosen(page) == {"year": "2018", "verdict": "false"}
    assert titles(page) == ["The bridge was open."]

    page.go_back()
    assert chosen(page) == {"year": "2018"}
    choose(page, "Year", "all")
    assert (chosen(page), len(titles(page))) == ({}, 4)


def test_choices_stay_with_a_search_and_with_the_order(page, story):
    page.goto("/claims/?year=2019")
    page.get_by_label("Search the claims").fill("tower")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Oldest first").click()

    assert chosen(page) == {"q": "tower", "year": "2019", "sort": "oldest"}
    assert titles(page) == ["The tower 1 was shut.", "The tower 2 was shut."]


def test_address_with_choices_shows_somebody_else_the_same_list(page, story, live_server):
    page.goto("/claims/")
    page.get_by_text("Narrow down").click()
    choose(page, "Claimant", "Carl 1")
    sent = page.url.removeprefix(live_server.url)

    html = Client().get(sent).content.decode()

    assert titles(page) == ["The tower 1 was shut."]
    assert "The tower 1 was shut." in html
    assert "The tower 2 was shut." not in html
    assert 'aria-current="true">Carl 1</a>' in html
