"""What readers of ClaimReview ask for: Google's and Bing's demands, Data Commons' feed, another installation."""

import json
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from claims.actions.import_claims import import_claims
from claims.interchange.claim_review_feed import feed_chunks
from claims.interchange.imports.reading import reading_of
from claims.interchange.imports.rows import rows_of
from claims.models import Claim, ExternalReview
from tests.claims.api.cast import make_story
from tests.factories import make_claim, make_editor, make_verdict, rating

pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """Collects a page's words and its JSON-LD, as a crawler does."""

    def __init__(self):
        super().__init__()
        self.inside = ""
        self.markup = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        if tag == "script" and dict(attrs).get("type") == "application/ld+json":
            self.markup.append("")
            self.inside = "markup"
        elif tag == "script":
            self.inside = "script"

    def handle_endtag(self, tag):
        if tag == "script":
            self.inside = ""

    def handle_data(self, data):
        if self.inside == "markup":
            self.markup[-1] += data
        elif not self.inside:
            self.words += data


def crawl(client, address):
    """Return the words of a page that answers without a redirect, and its markup."""
    response = client.get(address)
    assert response.status_code == 200
    page = Page()
    page.feed(response.content.decode())
    return " ".join(page.words.split()), [json.loads(text) for text in page.markup]


def test_page_has_what_google_requires_and_shows_it(client):
    story = make_story()

    words, (markup,) = crawl(client, story.claim.get_absolute_url())

    assert (markup["@context"], markup["@type"]) == ("https://schema.org", "ClaimReview")
    for shown in (
        markup["claimReviewed"], markup["reviewRating"]["alternateName"], markup["itemReviewed"]["author"]["name"],
        markup["reviewRating"]["ratingExplanation"], markup["headline"],
    ):  # fmt: skip
        assert shown in words
    parts = urlsplit(markup["url"])
    assert f"{parts.scheme}://{parts.netloc}" == "http://127.0.0.1:8000"
    assert client.get(parts.path).status_code == 200


def test_rating_is_a_whole_number_between_worst_and_best(client):
    claim = make_claim()
    make_verdict(claim=claim, rating=rating("truth-mostly-true"))

    _, (markup,) = crawl(client, claim.get_absolute_url())

    found = markup["reviewRating"]
    assert [type(found[name]) for name in ("worstRating", "ratingValue", "bestRating")] == [int, int, int]
    assert (found["worstRating"], found["ratingValue"], found["bestRating"]) == (1, 4, 5)


def test_text_of_others_cannot_leave_the_script(client):
    claim = make_claim(statement='The bridge </script><script src="//evil.example"></script> was open.')
    make_verdict(claim=claim)

    _, (markup,) = crawl(client, claim.get_absolute_url())

    assert markup["itemReviewed"]["text"] == claim.statement


@pytest.mark.parametrize("address", ["/", "/claims/", "/methodology/"])
def test_lists_carry_no_claim_review(client, address):
    make_story()

    _, markup = crawl(client, address)

    assert [one for one in markup if one["@type"] == "ClaimReview"] == []


def test_feed_is_read_as_data_commons_reads_it():
    make_story()

    feed = json.loads("".join(feed_chunks()))

    reviews = [review for element in feed["dataFeedElement"] for review in element["item"]]
    assert [review["@type"] for review in reviews] == ["ClaimReview"]


def test_another_installation_takes_the_feed_in_as_external_reviews(settings, tmp_path):
    story = make_story()
    path = tmp_path / "feed.json"
    settings.SITE_URL, settings.SITE_NAME = "https://facts.example.org", "Facts"
    path.write_text("".join(feed_chunks()))
    settings.SITE_URL = "https://others.example.net"

    with path.open("rb") as file:
        told = import_claims(rows=rows_of(file, reading_of(path.name)), by=make_editor())

    review = ExternalReview.objects.get(publisher__domain="facts.example.org")
    assert (told.new, told.rejected) == (1, 0)
    assert (review.label, review.publisher.name, review.url) == (
        "false", "Facts", f"https://facts.example.org{story.claim.get_absolute_url()}"
    )  # fmt: skip
    assert review.title == story.verdict.title
    claim = Claim.objects.get(external_reviews=review)
    assert claim.status == "draft"
    assert f"Remark: {story.verdict.summary}" in claim.note
