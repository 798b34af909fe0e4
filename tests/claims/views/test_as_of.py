"""A claim's page as it was on an earlier day."""

import datetime

import pytest
import time_machine
from django.db import connection

from claims.actions.claim import revise_claim
from tests.factories import make_claim, make_editor, make_evidence, make_verdict

pytestmark = pytest.mark.django_db

FIRST = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
SECOND = datetime.datetime(2026, 3, 9, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def claim():
    """Return a claim with two versions of its verdict, a week apart, all of it on record since before the first."""
    claim = make_claim(statement="The bridge was open.")
    evidence = make_evidence(claim=claim)
    make_verdict(claim=claim, evidence=[evidence], title="Open all day", now=FIRST)
    make_verdict(claim=claim, evidence=[evidence], title="Closed at noon", now=SECOND)
    with connection.cursor() as cursor:
        # The rows were made just now; on record they are since a day before the first verdict.
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_created_at'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            cursor.execute(f"UPDATE \"{table}\" SET pgh_created_at = '2026-02-28T12:00:00Z'")
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    return claim


def test_claim_as_of_a_day_shows_the_verdict_that_stood_then(claim, read):
    words = read(f"{claim.get_absolute_url()}?as_of=2026-03-08")

    assert "You see this page as it was at the end of 8 March 2026." in words
    assert "Open all day" in words
    assert "Closed at noon" not in words


def test_claim_as_of_the_day_of_a_verdict_shows_it(claim, read):
    assert "Closed at noon" in read(f"{claim.get_absolute_url()}?as_of=2026-03-09")


def test_claim_as_of_a_day_before_its_verdict_shows_none(claim, read):
    assert "There is no verdict on this claim yet." in read(f"{claim.get_absolute_url()}?as_of=2026-02-28")


def test_claim_as_of_a_day_keeps_the_wording_of_that_day(claim, read):
    revise_claim(claim=claim, statement="The bridge was open at night.", by=make_editor())

    words = read(f"{claim.get_absolute_url()}?as_of=2026-03-10")

    assert "The bridge was open at night." not in words


def test_claim_as_of_a_day_is_not_indexed_and_has_no_markup_of_today(claim, client):
    html = client.get(f"{claim.get_absolute_url()}?as_of=2026-03-08").content.decode()

    assert '<meta name="robots" content="noindex">' in html
    assert "application/ld+json" not in html
    assert "oembed" not in html


def test_claim_before_history_is_404_and_says_since_when_something_is_known(claim, client):
    response = client.get(f"{claim.get_absolute_url()}?as_of=2026-02-27")

    assert response.status_code == 404
    assert "is on record since 28 February 2026" in response.content.decode()


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "01.03.2026", "2026-3"])
def test_claim_as_of_what_is_no_day_is_refused(claim, client, day):
    response = client.get(claim.get_absolute_url(), {"as_of": day})

    assert response.status_code == 400
    assert "Write the day as year, month and day" in response.content.decode()


@time_machine.travel("2026-03-10T12:00:00Z", tick=False)
def test_claim_as_of_tomorrow_is_refused(claim, client):
    response = client.get(claim.get_absolute_url(), {"as_of": "2026-03-11"})

    assert response.status_code == 400
    assert "11 March 2026 has not come yet. Ask for a day up to today, 10 March 2026." in response.content.decode()


def test_claim_withdrawn_since_is_410_on_every_day(claim, client):
    claim.withdraw()

    assert client.get(f"{claim.get_absolute_url()}?as_of=2026-03-08").status_code == 410


LISTS = [
    "/",
    "/claims/",
    "/articles/",
    "/claimants/",
    "/outlets/",
    "/topics/",
    "/search/",
    "/corrections/",
    "/overview/",
]


@pytest.mark.parametrize("address", LISTS)
def test_list_that_knows_no_earlier_day_says_so(claim, read, address):
    notice = "this page shows only what there is now"

    assert notice in read(f"{address}?as_of=2026-03-08")
    assert notice not in read(address)


def test_page_of_an_earlier_day_is_not_said_to_be_of_today(claim, read):
    assert "what there is now" not in read(f"{claim.get_absolute_url()}?as_of=2026-03-08")
    assert "what there is now" in read(f"/claims/{claim.pk}/versions/1/?as_of=2026-03-08")


def test_day_of_a_list_leads_to_an_example_that_there_is(claim, client):
    page = client.get("/claims/?as_of=2026-03-08").content.decode()

    assert 'href="/api/v1/docs/examples/#day"' in page
    assert 'id="day"' in client.get("/api/v1/docs/examples/").content.decode()
