"""Pages and files about everything ask the database as often for one row as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.claims.views.test_query_counts import fill_claim
from tests.factories import make_claim, make_evidence, make_verdict
from tests.rules import at_commit

pytestmark = pytest.mark.django_db
WORDS = "Bridges over the Kerch Strait"


def fill(number):
    """Add a claim with all that hangs on it, corrected once."""
    claim = make_claim(statement=f"{WORDS} number {number} are open.")
    fill_claim(claim, 0)
    make_verdict(claim=claim, evidence=[make_evidence(claim=claim)])
    at_commit()
    return claim


def queries_of(client, address):
    """Return how many queries the second reading of an address takes: the first may fill what is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    return len(queries), content


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=kerch", "/claims/?q=kerch", "/articles/?q=bridge",
        "/overview/", "/overview/verdicts.csv", "/corrections/", "/data/", "/about/",
        "/feeds/verdicts.atom", "/feeds/corrections.atom", "/feeds/claims.atom?q=kerch",
        "/sitemap.xml", "/sitemaps/claims-0.xml", "/claim-review/feed.json", "/annotations/?page=0",
    ],
)  # fmt: skip
def test_address_asks_the_same(client, address):
    fill(1)
    few, shorter = queries_of(client, address)
    for number in (2, 3):
        fill(number)

    many, longer = queries_of(client, address)

    assert many == few
    assert longer != shorter or address in ("/data/", "/about/", "/sitemap.xml")


@pytest.mark.parametrize("rest", ["?as_of={day}", "embed/", "cite.bib", "cite.json", "claim-review.json"])
def test_parts_of_a_claim_ask_the_same(client, rest):
    claim = fill(1)
    address = f"/claims/{claim.pk}/{rest.format(day=timezone.now().date())}"
    address = f"{claim.get_absolute_url()}{rest.format(day=timezone.now().date())}" if "day" in rest else address
    few, _ = queries_of(client, address)
    for number in (1, 2):
        fill_claim(claim, number)
    at_commit()

    many, _ = queries_of(client, address)

    assert many == few
