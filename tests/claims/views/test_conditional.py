"""Whoever has a page already gets no second copy, and nobody is left with an old one."""

import pytest
from django.utils.http import http_date

from tests.claims.views.test_pages import addresses
from tests.factories import make_verdict

pytestmark = pytest.mark.django_db


# A release is no public row: no log says when it came.
BY_TAG_ALONE = ["/data/"]


def test_pages_that_have_not_changed_answer_304(client, story):
    for address in addresses(story).values():
        first = client.get(address)
        by_tag = client.get(address, headers={"if-none-match": first["ETag"]})
        by_time = client.get(address, headers={"if-modified-since": first.get("Last-Modified", http_date())})

        assert (by_tag.status_code, by_tag.content) == (304, b""), address
        assert by_time.status_code == (200 if address in BY_TAG_ALONE else 304), address
        assert by_tag["Cache-Control"] == "no-cache", address


def test_page_that_has_changed_is_sent_again(client, story):
    address = story.claim.get_absolute_url()
    first = client.get(address)
    make_verdict(claim=story.claim, evidence=[story.evidence], title="Third")

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200
    assert "Third" in again.content.decode()


def test_page_of_a_question_is_kept_by_nobody(client, story):
    response = client.get("/check/?text=The+bridge+was+open")

    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_errors_have_no_tag(client, db):
    assert "ETag" not in client.get("/claims/999999/")


@pytest.mark.parametrize(
    "address", ["/oembed/?url=http://127.0.0.1:8000/claims/{}/", "/claims/{}/cite.json", "/claims/"]
)
def test_page_that_is_the_same_keeps_what_caches_and_browsers_need(client, db, address):
    address = address.format(make_verdict().claim_id)
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again["Vary"]) == (200, 304, first["Vary"])
    assert "Accept-Encoding" in again["Vary"]
    assert again.get("Access-Control-Allow-Origin") == first.get("Access-Control-Allow-Origin")
