"""The sitemap and robots.txt, read by ultimate-sitemap-parser as crawlers do: from the front page on, nothing told."""

import pytest
from django.core.cache import cache
from usp.tree import sitemap_tree_for_homepage
from usp.web_client.abstract_client import AbstractWebClient, AbstractWebClientSuccessResponse, WebClientErrorResponse

from tests.claims.api.cast import make_story
from tests.factories import make_claim
from tests.rules import at_commit

pytestmark = pytest.mark.django_db
SITE = "https://facts.example.org"


class Answer(AbstractWebClientSuccessResponse):
    """What the site answered."""

    def __init__(self, response, address):
        self.response, self.address = response, address

    def status_code(self):
        return self.response.status_code

    def status_message(self):
        return self.response.reason_phrase

    def header(self, case_insensitive_name):
        return self.response.headers.get(case_insensitive_name)

    def raw_data(self):
        return self.response.content

    def url(self):
        return self.address


class Missing(WebClientErrorResponse):
    """There was nothing."""


class Wire(AbstractWebClient):
    """Takes the crawler's questions to the site without a network; ``asked`` has them all."""

    def __init__(self, client):
        self.client, self.asked = client, []

    def set_max_response_data_length(self, max_response_data_length):
        self.longest = max_response_data_length

    def get(self, url):
        self.asked.append(url)
        response = self.client.get(url.removeprefix(SITE))
        return Answer(response, url) if response.status_code == 200 else Missing("nothing", retryable=False)


@pytest.fixture
def crawl(client, settings):
    """Return a function that gives the pages that the crawler finds, with their last change."""
    settings.SITE_URL, settings.IS_WORKED_EXAMPLE = SITE, False
    cache.clear()

    def pages():
        at_commit()
        tree = sitemap_tree_for_homepage(f"{SITE}/", web_client=Wire(client), use_known_paths=False)
        return {page.url: page.last_modified for page in tree.all_pages()}

    return pages


def test_crawler_finds_every_public_page_and_when_it_changed(crawl, client):
    story = make_story()
    awkward = make_claim(statement="«Ёж & Co» <said> it.", short_statement="«Ёж & Co» <said> it")
    draft = make_claim(status="draft")

    found = crawl()

    for row in (story.claim, story.claimant, story.outlet, story.article, story.topic, awkward):
        assert found[f"{SITE}{row.get_absolute_url()}"] is not None
    assert not [address for address in found if f"/claims/{draft.pk}/" in address]
    assert [address for address in found if client.get(address.removeprefix(SITE)).status_code != 200] == []


def test_crawler_is_led_to_no_page_of_a_worked_example(crawl, settings):
    make_story()
    settings.IS_WORKED_EXAMPLE = True

    assert crawl() == {}
