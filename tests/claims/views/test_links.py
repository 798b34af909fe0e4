"""Every link of the site leads somewhere: from the home page to each page that a reader can reach."""

import html
import re
from collections import deque
from urllib.parse import urljoin

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

# The desk asks who one is, and the API has tests of its own.
ELSEWHERE = ("/admin/", "/api/", "/static/", "/ru/admin/")
HREF = re.compile(r"<(?:a|link)\b[^>]*?\shref=\"([^\"]*)\"")
ID = re.compile(r"\sid=\"([^\"]+)\"")


def walk(client):
    """Return the status of every address that is linked from the home page on, and the ids that each page has."""
    statuses, ids, wanted = {}, {}, []
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        if address in statuses:
            continue
        response = client.get(address)
        statuses[address] = response.status_code
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        page = response.content.decode()
        ids[address] = set(ID.findall(page))
        for link in HREF.findall(page):
            found, _, fragment = urljoin(address, html.unescape(link).removeprefix(settings.SITE_URL)).partition("#")
            # Of choices that combine, each is followed by itself: all combinations would never end.
            if found.startswith("/") and not found.startswith(ELSEWHERE) and "&" not in found:
                waiting.append(found)
                wanted.append((address, found, fragment))
    return statuses, ids, wanted


def test_every_link_leads_to_a_page_that_there_is(client, story):
    statuses, ids, wanted = walk(client)

    assert {address: status for address, status in statuses.items() if status not in (200, 301)} == {}
    assert [link for link in wanted if link[2] and link[1] in ids and link[2] not in ids[link[1]]] == []
    reached = {story.claim.get_absolute_url(), story.claimant.get_absolute_url(), story.article.get_absolute_url()}
    assert reached <= set(statuses)
    assert f"/ru{story.claim.get_absolute_url()}" in statuses
