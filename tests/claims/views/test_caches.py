"""What is public is the same for everybody: any cache on the way may keep it, packed or not."""

import gzip

import pytest

from tests.claims.views.test_pages import addresses
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

FOR_MACHINES = [
    "/api/v1/claims/",
    "/api/v1/claims/?format=csv",
    "/api/v1/schema/",
    "/v1alpha1/claims:search?query=bridge",
    "/annotations/",
    "/claim-review/feed.json",
    "/feeds/verdicts.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/exports/",
    "/exports/index.json",
    "/claims/999999/",
]


def test_pages_do_not_depend_on_a_session(client, story):
    client.force_login(make_editor())

    for address in [*addresses(story).values(), story.claim.get_absolute_url() + "embed/", *FOR_MACHINES]:
        response = client.get(address)

        assert "Cookie" not in response.get("Vary", ""), address
        assert response.cookies == {}, address


def test_desk_depends_on_its_session(client, db):
    client.force_login(make_editor())

    assert "Cookie" in client.get("/admin/")["Vary"]


def test_pages_are_packed_for_whoever_can_unpack_them(client, story):
    for address in addresses(story).values():
        plain, packed = client.get(address), client.get(address, headers={"accept-encoding": "gzip"})

        assert gzip.decompress(packed.content) == plain.content, address
        assert packed["ETag"] == f"W/{plain['ETag']}", address
        assert plain["Vary"] == packed["Vary"] == "Accept-Encoding", address


def test_packed_page_that_has_not_changed_answers_304(client, story):
    address, packed = story.claim.get_absolute_url(), {"accept-encoding": "gzip"}
    tag = client.get(address, headers=packed)["ETag"]

    again = client.get(address, headers={**packed, "if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
