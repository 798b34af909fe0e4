"""One public claim with everything on it, and how a test reads a page."""

from html.parser import HTMLParser

import pytest
from django.core.cache import cache

from tests.claims.api.cast import Story, make_story


class Words(HTMLParser):
    """Collects what a reader sees, without tags and with single spaces."""

    APART = frozenset({"dt", "dd", "li", "td", "th", "p", "div", "title", "h1", "h2", "h3", "option", "button"})

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_starttag(self, tag, attrs):
        if tag in self.APART:
            self.parts.append(" ")

    def handle_data(self, data):
        self.parts.append(data)

    def text(self):
        return " ".join("".join(self.parts).split())


@pytest.fixture
def story(db) -> Story:
    """Return a public claim with a quote, a chain, evidence, two versions, an inquiry, a review, a translation."""
    return make_story()


@pytest.fixture
def read(client, db):
    """Return a function that opens an address, expects a page, and gives its words."""

    def open_and_read(address):
        response = client.get(address)
        assert response.status_code == 200
        words = Words()
        words.feed(response.content.decode())
        return words.text()

    return open_and_read


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    """Forget whom the throttle has counted."""
    cache.clear()
