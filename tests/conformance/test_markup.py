"""What pages say of themselves to machines, as extruct finds it, which crawlers are built on."""

import json

import extruct
import pytest
from django.core.management import call_command

from claims.interchange.releases.tables import TABLES
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
    assert faults(dataset) == []
    assert len(dataset["distribution"]) == 3 * len(TABLES)
    assert dataset["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert dataset["creditText"].startswith("ClaimTrack (2026): ")
    assert "citation" not in dataset  # search engines count that as another work


def test_data_page_has_a_dataset_for_each_earlier_release_too(client, settings, tmp_path):
    releases_in(settings, tmp_path)
    make_story()
    call_command("release", "--date", "2026-01-02", verbosity=0)
    call_command("release", "--date", "2026-01-09", verbosity=0)

    found = taken(client, "/data/")

    newest, earlier = found["json-ld"]
    assert (newest["version"], earlier["version"]) == ("2026-01-09", "2026-01-02")
    assert faults(newest) == faults(earlier) == []
    assert newest["name"] != earlier["name"]
    assert earlier["url"] == f"{SITE}/data/#release-2026-01-02"
    (described,) = earlier["distribution"]
    package = b"".join(client.get(described["contentUrl"].removeprefix(SITE)))
    assert json.loads(package)["version"] == "2026-01-02"


def faults(dataset):
    """Return which of Google's demands on a dataset are not met."""
    demands = {
        "type": dataset["@type"] == "Dataset",
        "name": bool(dataset["name"]),
        "description": 50 <= len(dataset["description"]) <= 5_000,
        "license": dataset["license"].startswith("https://"),
        "creator": dataset["creator"]["@type"] == "Organization" and bool(dataset["creator"]["name"]),
        "url": dataset["url"].startswith(f"{SITE}/data/"),
        "identifier": dataset["identifier"] == f"{SITE}/exports/{dataset['version']}/",
        "distribution": all(
            file["@type"] == "DataDownload" and file["contentUrl"].startswith(SITE) and "/" in file["encodingFormat"]
            for file in dataset["distribution"]
        ),
    }
    return [name for name, is_met in demands.items() if not is_met]


def test_lists_claim_no_review_of_their_own(client):
    make_story()

    assert taken(client, "/claims/")["json-ld"] == []
