"""What pages say of themselves to machines, as extruct finds it, which crawlers are built on."""

import extruct
import pytest
from django.core.management import call_command

from tests.claims.api.cast import make_story
from tests.releases import releases_in

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def taken(client, address):
    """Return what is found on a page, by notation; what cannot be read raises."""
    html = client.get(address).content.decode()
    return extruct.extract(html, base_url=f"{SITE}{address}", uniform=True, errors="strict")


def test_page_of_a_checked_claim_has_one_review_and_its_card(client):
    story = make_story()

    found = taken(client, story.claim.get_absolute_url())

    (review,) = found["json-ld"]
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", story.claim.short_statement)
    assert review["itemReviewed"]["@type"] == "Claim"
    (card,) = found["opengraph"]
    assert card["og:url"] == review["url"] == f"{SITE}{story.claim.get_absolute_url()}"
    assert card["og:title"]
    assert found["microdata"] == found["microformat"] == []


def test_data_page_has_one_dataset_with_its_files(client, settings, tmp_path):
    releases_in(settings, tmp_path)
    make_story()
    call_command("release", "--date", "2026-01-02", verbosity=0)

    found = taken(client, "/data/")

    (dataset,) = found["json-ld"]
    assert dataset["@type"] == "Dataset"
    assert {file["@type"] for file in dataset["distribution"]} == {"DataDownload"}
    assert dataset["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"


def test_lists_claim_no_review_of_their_own(client):
    make_story()

    assert taken(client, "/claims/")["json-ld"] == []
