"""Feeds as feed readers read them."""

import datetime

import feedparser
import pytest

from claims.actions.verdict import retract_verdict
from claims.models import Claim
from sources.enums import Publication
from tests.claims.api.cast import LATER, SECRET, make_secrets, make_story
from tests.factories import NOON, make_claim, make_reviewer, make_topic, make_verdict

pytestmark = pytest.mark.django_db

NEXT = LATER + datetime.timedelta(days=1)
FEEDS = ["/feeds/verdicts.atom", "/feeds/corrections.atom", "/feeds/claims.atom"]


@pytest.fixture
def story(db):
    return make_story()


@pytest.fixture
def read(client, settings):
    """Return a function that opens a feed, expects that a parser finds no fault, and gives it."""
    settings.SITE_URL = "https://facts.example.org"

    def opened(address):
        response = client.get(address)
        assert response.status_code == 200, response.content
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = feedparser.parse(response.content, response_headers={"content-type": response.headers["Content-Type"]})
        assert feed.bozo is False
        assert feed.version == "atom10"
        return feed

    return opened


@pytest.mark.parametrize("address", FEEDS)
def test_feed_has_what_the_standard_wants(read, story, address):
    feed = read(address)

    assert feed.feed.title.startswith("ClaimTrack: ")
    assert feed.feed.id == f"tag:facts.example.org,2026:{address}"
    assert feed.feed.updated
    assert feed.feed.author == "ClaimTrack"
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [f"https://facts.example.org{address}"]
    assert feed.entries
    for entry in feed.entries:
        assert entry.id.startswith("tag:facts.example.org,2026:")
        assert entry.title
        assert entry.updated
        assert entry.author == "ClaimTrack"
        assert entry.link.startswith("https://facts.example.org/claims/")
        assert entry.content[0].type == "text/html"


@pytest.mark.parametrize("address", FEEDS)
def test_feed_of_an_empty_database_is_valid_and_always_the_same(read, client, address):
    Claim.objects.all().delete()

    feed = read(address)

    assert feed.entries == []
    assert client.get(address).content == client.get(address).content


def test_verdict_is_told_with_rating_summary_and_time(read, story):
    entry = read("/feeds/verdicts.atom").entries[0]

    assert entry.title == "False: Second"
    assert entry.id == f"tag:facts.example.org,2026:verdicts/{story.verdict.pk}"
    assert entry.summary == story.verdict.summary
    assert datetime.datetime.fromisoformat(entry.updated) == LATER
    assert "The bridge was open." in entry.content[0].value
    assert [tag.term for tag in entry.tags] == ["rated-false", "class-false"]


def test_only_the_verdict_that_stands_is_told(read, story):
    assert [entry.title for entry in read("/feeds/verdicts.atom").entries] == ["False: Second"]


def test_new_version_is_told_as_a_correction_with_its_note(read, story):
    entry = read("/feeds/corrections.atom").entries[0]

    assert entry.title == "New evidence: Second"
    assert entry.summary == "A new document."
    assert entry.link == f"https://facts.example.org{story.verdict.get_absolute_url()}"


def test_retraction_is_told_with_its_note_and_leaves_the_feed_of_verdicts(read, story):
    retract_verdict(verdict=story.verdict, note="The log was of another bridge.", by=make_reviewer())

    entries = read("/feeds/corrections.atom").entries

    assert [entry.title for entry in entries] == ["Retracted: Second", "New evidence: Second"]
    assert entries[0].summary == "The log was of another bridge."
    assert read("/feeds/verdicts.atom").entries == []


def test_list_is_narrowed_as_its_page_is(read, story):
    other = make_topic(name="Harbours")
    harbour = make_claim(statement="The harbour was closed.", topics=[other])

    by_topic = read(f"/feeds/claims.atom?topic={other.pk}")
    by_words = read("/feeds/claims.atom?q=harbour")

    assert [entry.title for entry in by_topic.entries] == ["The harbour was closed."]
    assert [entry.title for entry in by_words.entries] == ["The harbour was closed."]
    assert by_words.feed.title == "ClaimTrack: Claims: harbour"
    assert by_topic.entries[0].id == f"tag:facts.example.org,2026:claims/{harbour.pk}"


def test_list_page_names_its_feed(client, story):
    html = client.get(f"/claims/?q=bridge&topic={story.topic.pk}").content.decode()

    assert f'href="/feeds/claims.atom?q=bridge&amp;topic={story.topic.pk}&amp;"' in html


@pytest.mark.parametrize("address", FEEDS)
def test_readers_that_are_pages_of_other_sites_may_read_a_feed(client, story, address):
    feed = client.get(address)
    again = client.get(address, headers={"If-None-Match": feed["ETag"]})

    assert [answer.headers["Access-Control-Allow-Origin"] for answer in (feed, again)] == ["*", "*"]


@pytest.mark.parametrize("address", FEEDS)
def test_feed_that_is_the_same_is_not_sent_again(client, story, address):
    etag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})
    make_verdict(claim=story.claim, evidence=[story.evidence], title="Third", summary="Shut.", now=NEXT)
    changed = client.get(address, headers={"If-None-Match": etag})

    assert again.status_code == 304
    assert again.content == b""
    assert changed.status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_feed_never_tells_of_the_desk(client, story, address):
    make_secrets()

    assert SECRET not in client.get(address).content.decode()


def test_withdrawn_claim_leaves_every_feed(read, story):
    Claim.objects.filter(pk=story.claim.pk).update(status=Publication.WITHDRAWN)

    assert [read(address).entries for address in FEEDS] == [[], [], []]


def test_markup_in_a_title_stays_text(read, db):
    make_verdict(claim=make_claim(statement="A <b>bold</b> claim & more."), title="<script>x</script>", now=NOON)

    entry = read("/feeds/verdicts.atom").entries[0]

    assert entry.title == "False: <script>x</script>"
    assert "A &lt;b&gt;bold&lt;/b&gt; claim &amp; more." in entry.content[0].value


def test_unknown_facet_value_is_refused(client, db):
    assert client.get("/feeds/claims.atom?kind=nonsense").status_code == 400
