"""Who runs this, how to report an error, how the data may be used."""

import pytest

pytestmark = pytest.mark.django_db


def test_publisher_says_who_they_are(read, settings):
    settings.IS_WORKED_EXAMPLE = False
    settings.PUBLISHER, settings.PUBLISHER_ABOUT = "Neva Facts", "Five editors.\n\nPaid by readers."

    words = read("/about/")

    assert "ClaimTrack is published by Neva Facts. Five editors. Paid by readers." in words


def test_page_admits_what_nobody_has_said(read, settings):
    settings.IS_WORKED_EXAMPLE = False
    settings.PUBLISHER = settings.CONTACT_EMAIL = settings.DATA_LICENSE = settings.DATA_LICENSE_URL = ""

    words = read("/about/")

    assert "The publisher has not said who they are." in words
    assert "The publisher has given no address for reports." in words
    assert "No licence has been given" in words


def test_error_is_reported_to_the_address_of_the_settings(client, settings):
    settings.CONTACT_EMAIL = "corrections@neva.example"

    assert '<a href="mailto:corrections@neva.example">' in client.get("/about/").content.decode()


def test_licence_and_policies_are_linked(client, settings):
    settings.DATA_LICENSE_TITLE = "CC BY 4.0"
    settings.DATA_LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
    settings.POLICY_URLS = {**settings.POLICY_URLS, "ownershipFundingInfo": "https://neva.example/owners"}

    page = client.get("/about/").content.decode()

    assert '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>' in page
    assert '<a href="https://neva.example/owners">Who owns and pays for it</a>' in page


def test_worked_example_says_what_it_is(read, settings):
    settings.IS_WORKED_EXAMPLE = True

    assert "This is the worked example that comes with the program." in read("/about/")
