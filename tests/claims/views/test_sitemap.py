"""What search engines are led to."""

import xml.etree.ElementTree as ET

import pytest
from django.core.cache import cache

from claims.views.sitemap import SPAN
from sources.enums import Publication
from tests.claims.api.cast import LATER, make_story
from tests.claims.interchange.releases.conftest import end_transaction
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://facts.example.org"
    cache.clear()


@pytest.fixture
def story(db):
    story = make_story()
    end_transaction()
    return story


def entries(client, address):
    """Return location and last change of each entry of an index or a page."""
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/xml"
    return {
        entry.find(f"{NAME}loc").text: getattr(entry.find(f"{NAME}lastmod"), "text", None)
        for entry in ET.fromstring(response.content)
    }


def test_index_leads_to_a_page_for_each_span_of_ids(client, story):
    pages = entries(client, "/sitemap.xml")

    number = (story.claim.pk - 1) // SPAN
    assert pages[f"https://facts.example.org/sitemaps/claims-{number}.xml"]
    assert pages["https://facts.example.org/sitemaps/lists.xml"] is None
    for address in pages:
        assert entries(client, address.removeprefix("https://facts.example.org"))


def test_page_has_the_public_rows_with_their_last_change(client, story):
    draft = make_claim(status=Publication.DRAFT)

    found = entries(client, f"/sitemaps/claims-{(story.claim.pk - 1) // SPAN}.xml")

    address = f"https://facts.example.org{story.claim.get_absolute_url()}"
    assert found[address] >= f"{LATER:%Y-%m-%dT%H:%M:%SZ}"
    assert not [one for one in found if f"/claims/{draft.pk}/" in one]


def test_rows_of_another_span_stand_on_another_page(client, story):
    last = make_claim(statement="Far away.", id=5 * SPAN)
    first = make_claim(statement="Behind it.", id=5 * SPAN + 1)

    assert list(entries(client, "/sitemaps/claims-4.xml")) == [f"https://facts.example.org{last.get_absolute_url()}"]
    assert list(entries(client, "/sitemaps/claims-5.xml")) == [f"https://facts.example.org{first.get_absolute_url()}"]


def test_lists_name_pages_that_are_there(client, story):
    for address in entries(client, "/sitemaps/lists.xml"):
        assert client.get(address.removeprefix("https://facts.example.org")).status_code == 200


def test_unknown_page_is_not_found(client, db):
    assert client.get("/sitemaps/users-0.xml").status_code == 404


def test_robots_leads_to_the_sitemap_and_away_from_the_desk(client, settings):
    settings.IS_WORKED_EXAMPLE = False

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: https://facts.example.org/sitemap.xml" in lines


def test_robots_of_a_worked_example_leads_nobody_to_its_pages(client, settings):
    settings.IS_WORKED_EXAMPLE = True

    words = client.get("/robots.txt").content.decode()

    assert "Sitemap" not in words
    assert "Disallow: /\n" not in words  # who may not read a page does not learn that it is not to be indexed
