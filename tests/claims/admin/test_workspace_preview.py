"""The draft as readers and machines would see it: in a frame of the workspace, for the desk alone."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from claims.models import Verdict
from tests.claims.admin.desk import url
from tests.factories import (
    make_appearance,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(client):
    """Return a claim; an editor is signed in."""
    client.force_login(make_editor())
    return make_claim()


def test_preview_is_the_public_page_with_the_draft_for_the_desk_alone(client):
    claim = make_claim(status="draft", statement="The bridge was open.")
    make_appearance(claim=claim, status="draft", claimant=make_claimant(name="Anna Petrova"))
    evidence = make_evidence(claim=claim, status="draft", comment="What the log shows.", stance="contradicts")
    make_verdict(claim=claim, state="draft", title="It was closed", evidence=[evidence])
    client.force_login(make_editor())

    response = client.get(url("claims_claim_preview", claim.pk))

    for words in ("The bridge was open.", "Anna Petrova", "What the log shows.", "It was closed", "noindex"):
        assertContains(response, words)
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert client.get(claim.get_absolute_url()).status_code == 404


def test_preview_shows_what_is_typed_and_stores_nothing(client, claim):
    evidence = make_evidence(claim=claim, status="draft")
    typed = {
        "verdict-title": "Typed", "verdict-rating": rating().pk, "verdict-rationale": "<script>x</script> **bold**",
        "verdict-relied_on": [evidence.pk], "verdict-evidence_until": "nonsense",
    }  # fmt: skip

    response = client.post(url("claims_claim_preview", claim.pk), typed)

    assertContains(response, "Typed")
    assertContains(response, "<strong>bold</strong>")
    assertNotContains(response, "<script>x")
    assert response.context["page"].evidence[0].pieces[0].shown.is_relied_on
    assert not Verdict.objects.exists()


def test_preview_of_a_retracted_verdict_says_so_as_the_public_page_does(client, claim):
    evidence = make_evidence(claim=claim)
    make_verdict(claim=claim, state="retracted", title="It was closed", rationale="Forged.", evidence=[evidence])

    response = client.get(url("claims_claim_preview", claim.pk))

    assertContains(response, "Verdict retracted")
    assertNotContains(response, "Forged.")
    assert response.context["page"].evidence[0].pieces[0].shown.is_relied_on
    assert client.get(url("claims_claim_preview_markup", claim.pk)).context["markup"] == ""


def test_preview_of_the_markup_is_that_of_the_draft(client, claim):
    empty = client.get(url("claims_claim_preview_markup", claim.pk))
    make_verdict(claim=claim, state="draft")

    response = client.get(url("claims_claim_preview_markup", claim.pk))

    assertContains(empty, "Save a draft first")
    assertContains(response, "&quot;@type&quot;: &quot;ClaimReview&quot;")
    assertContains(response, "&quot;alternateName&quot;: &quot;false&quot;")
