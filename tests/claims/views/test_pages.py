"""What all public pages have in common."""

import re

import pytest
from django.conf import settings as configured
from django.test import Client

from tests.claims.api.cast import Story

pytestmark = pytest.mark.django_db

# Data for search engines is no script that anybody runs.
FORBIDDEN = r"""<(script(?! type="application/ld\+json">)|style|iframe|img)|\sstyle=|\son[a-z]+="""


def addresses(story: Story) -> dict[str, str]:
    """Return the address of every kind of public page."""
    return {
        "home": "/",
        "search": "/search/",
        "check": "/check/",
        "claims": "/claims/",
        "claim": story.claim.get_absolute_url(),
        "version": story.first.get_absolute_url(),
        "claimants": "/claimants/",
        "claimant": story.claimant.get_absolute_url(),
        "outlets": "/outlets/",
        "outlet": story.outlet.get_absolute_url(),
        "articles": "/articles/",
        "article": story.article.get_absolute_url(),
        "topics": "/topics/",
        "topic": story.topic.get_absolute_url(),
        "overview": "/overview/",
        "corrections": "/corrections/",
        "methodology": "/methodology/",
        "about": "/about/",
        "data": "/data/",
        "api-reference": "/api/v1/docs/",
        "api-examples": "/api/v1/docs/examples/",
    }


@pytest.fixture
def pages(story):
    """Return the address of one page of every kind; making the rows takes longer than opening them all."""
    return addresses(story).values()


def test_pages_have_title_description_canonical_address_and_language(client, pages):
    for address in pages:
        html = client.get(f"{address}?utm_source=x").content.decode()

        assert len(re.findall(r"<title>[^<]+</title>", html.partition("</head>")[0])) == 1, address
        assert re.search(r'<meta name="description" content="[^"]+">', html), address
        assert f'<link rel="canonical" href="{configured.SITE_URL}{address}">' in html
        assert '<html lang="en">' in html, address
        assert len(re.findall(r"<h1[ >]", html)) == 1, address


@pytest.mark.parametrize("is_example", [True, False])
def test_pages_of_a_worked_example_say_so_and_are_not_indexed(client, settings, pages, is_example):
    settings.IS_WORKED_EXAMPLE = is_example

    for address in pages:
        html = client.get(address).content.decode()

        assert ("No newsroom reviewed them." in html) is is_example, address
        assert ('<meta name="robots" content="noindex">' in html) is is_example, address


def test_pages_answer_head_like_get_without_a_body(client, pages):
    for address in pages:
        got, headed = client.get(address), client.head(address)

        assert (headed.status_code, headed.content) == (200, b""), address
        assert headed["Content-Type"] == got["Content-Type"] == "text/html; charset=utf-8", address


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_pages_can_only_be_read(pages, method):
    client = Client(enforce_csrf_checks=True)

    for address in pages:
        response = getattr(client, method)(address)

        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), address
        assert "This page can only be read" in response.content.decode(), address


def test_pages_are_in_one_language_whatever_the_browser_prefers(client, pages):
    for address in pages:
        response = client.get(address, headers={"accept-language": "ru"})

        assert response["Content-Language"] == "en", address
        assert response.content == client.get(address).content, address


def test_pages_need_nothing_that_their_policy_forbids(client, pages):
    for address in pages:
        response = client.get(address)
        html = response.content.decode()
        linked = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', html)

        assert "default-src 'none'" in response["Content-Security-Policy"], address
        assert "unsafe" not in response["Content-Security-Policy"], address
        assert not re.search(FORBIDDEN, html), address
        assert linked, address
        assert all(link.startswith(("/static/", "/style/")) for link in linked), address


def test_pages_set_no_cookie(client, pages):
    for address in pages:
        assert client.get(address).cookies == {}, address


def test_page_escapes_what_editors_wrote(client, story):
    story.claim.statement = story.claim.short_statement = "<b>&\"'Smith's"
    story.claim.context = "<i>context</i>"
    story.claim.save()

    html = client.get(story.claim.get_absolute_url()).content.decode()

    assert "<b>&" not in html
    assert "<i>context" not in html
    assert "&lt;b&gt;&amp;&quot;&#x27;Smith&#x27;s" in html


def test_claim_with_a_slug_of_quotes_is_reachable(client, story):
    story.claim.short_statement = "«Мост» — 100 % “открыт”?"
    story.claim.save()

    response = client.get(story.claim.get_absolute_url())

    assert response.status_code == 200
