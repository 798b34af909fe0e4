"""What other desks say of a claim, on the claim's page."""

import pytest

from claims.models import ExternalReview
from tests.factories import make_claim, make_outlet

pytestmark = pytest.mark.django_db


def page_with(client, **said):
    """Return the page of a claim with a review."""
    claim = make_claim()
    ExternalReview.objects.create(
        claim=claim, publisher=make_outlet(name="Checkers"), url="https://checkers.example/1", label="False", **said
    )
    return client.get(claim.get_absolute_url()).content.decode()


def test_speaker_day_and_sources_are_shown_as_that_desk_states_them(client):
    page = page_with(client, claimant_name="Ada <b>", said="2018-07-16", sources=["https://a.example/1?x=1&y=2"])

    assert "Whose words they checked, as they state it: Ada &lt;b&gt;, 16 July 2018" in page
    assert "1 source they give" in page
    assert '<a href="https://a.example/1?x=1&amp;y=2" rel="nofollow noopener">' in page


def test_review_that_names_nobody_says_nothing_of_it(client):
    page = page_with(client)

    assert "as they state it" not in page
    assert "they give" not in page
