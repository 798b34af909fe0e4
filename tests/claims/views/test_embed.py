"""The card for other people's pages, and the oEmbed endpoint that hands it out."""

import json

import pytest

from claims.actions.merge import merge_claim
from sources.enums import Publication
from tests.factories import make_claim, make_editor, make_reviewer, make_verdict

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def test_card_shows_verdict_wording_and_where_to_read_on(story, read):
    words = read(f"/claims/{story.claim.pk}/embed/")

    assert "false on the truth scale, 2 January 2026 The bridge was open. It was closed that day." in words
    assert "asserts: 1 article, 1 independent source" in words


def test_card_may_stand_in_any_page_and_no_other_page_may(client, story):
    card, page = client.get(f"/claims/{story.claim.pk}/embed/"), client.get(story.claim.get_absolute_url())

    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_card_that_has_not_changed_may_still_stand_in_any_page(client, story):
    address = f"/claims/{story.claim.pk}/embed/"

    again = client.get(address, headers={"if-none-match": client.get(address)["ETag"]})

    assert again.status_code == 304
    assert "frame-ancestors *" in again["Content-Security-Policy"]
    assert "X-Frame-Options" not in again


@pytest.mark.parametrize(("status", "code"), [(Publication.DRAFT, 404), (Publication.WITHDRAWN, 410)])
def test_card_of_what_is_not_public_is_refused(client, status, code):
    claim = make_claim(status=status)

    for name in ("embed/", "card.png", "cite.bib", "cite.json"):
        assert client.get(f"/claims/{claim.pk}/{name}").status_code == code


def test_card_of_a_merged_claim_leads_to_the_other(client):
    kept, merged = make_claim(), make_claim()
    merge_claim(claim=merged, into=kept, by=make_reviewer())

    response = client.get(f"/claims/{merged.pk}/embed/")

    assert (response.status_code, response["Location"]) == (301, f"/claims/{kept.pk}/embed/")


def test_oembed_gives_the_iframe_of_a_claim(client, story):
    response = client.get("/oembed/", {"url": f"{SITE}{story.claim.get_absolute_url()}", "maxwidth": "400"})
    answer = response.json()

    assert (answer["version"], answer["type"], answer["width"], answer["height"]) == ("1.0", "rich", 400, 320)
    assert answer["html"].startswith(f'<iframe src="{SITE}/claims/{story.claim.pk}/embed/" width="400"')
    assert answer["thumbnail_url"] == f"{SITE}/claims/{story.claim.pk}/card.png"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_oembed_is_announced_on_the_claims_page(client, story):
    html = client.get(story.claim.get_absolute_url()).content.decode()

    assert f'type="application/json+oembed" href="{SITE}/oembed/?url=' in html


def test_oembed_understands_the_russian_address_and_the_permalink(client, story):
    for path in (f"/ru{story.claim.get_absolute_url()}", f"/claims/{story.claim.pk}/"):
        assert client.get("/oembed/", {"url": f"{SITE}{path}"}).status_code == 200


@pytest.mark.parametrize(
    "url",
    ["", "no address", "https://example.org/claims/1/", f"{SITE}/claimants/", f"{SITE}/claims/999999/"],
)
def test_oembed_of_anything_else_is_404(client, story, url):
    response = client.get("/oembed/", {"url": url})

    assert response.status_code == 404
    assert "public claim" in response.json()["error"]


def test_oembed_of_a_draft_tells_nothing(client):
    claim = make_claim(status=Publication.DRAFT, statement="Xylophone")

    response = client.get("/oembed/", {"url": f"{SITE}/claims/{claim.pk}/"})

    assert response.status_code == 404
    assert "Xylophone" not in json.dumps(response.json())


def test_oembed_refuses_xml_and_sizes_that_are_none(client, story):
    url = f"{SITE}{story.claim.get_absolute_url()}"

    assert client.get("/oembed/", {"url": url, "format": "xml"}).status_code == 501
    assert client.get("/oembed/", {"url": url, "maxwidth": "wide"}).status_code == 400


def test_card_escapes_what_editors_wrote(client):
    claim = make_claim(statement='<b>"x"</b>')
    make_verdict(claim=claim, by=make_editor())

    assert "<b>" not in client.get(f"/claims/{claim.pk}/embed/").content.decode()
