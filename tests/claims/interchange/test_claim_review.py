"""Verdicts as ClaimReview."""

import json

import pytest

from claims.actions.verdict import draft_verdict
from claims.enums import ClaimantKind
from claims.interchange.claim_review import as_script, claim_review_of, draft_claim_review
from claims.models import Claim
from tests.claims.api.cast import make_story
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_passage,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def test_claim_review_says_what_the_page_shows():
    story = make_story()

    markup = claim_review_of(story.claim)

    page = f"{SITE}/claims/{story.claim.pk}/"
    assert markup == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{page}#review",
        "url": f"{page}the-bridge-was-open/",
        "datePublished": "2026-01-01T12:00:00Z",
        "dateModified": "2026-01-02T12:00:00Z",
        "inLanguage": "en",
        "headline": "Second",
        "claimReviewed": "The bridge was open.",
        "author": {
            "@type": "Organization",
            "@id": f"{SITE}/#publisher",
            "name": "ClaimTrack",
            "url": f"{SITE}/",
            "publishingPrinciples": f"{SITE}/methodology/",
            "verificationFactCheckingPolicy": f"{SITE}/methodology/",
            "correctionsPolicy": f"{SITE}/methodology/",
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "false",
            "ratingExplanation": "It was closed that day.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "The bridge was open.",
            "inLanguage": "en",
            "datePublished": "2018-07-16",
            "author": {"@type": "Person", "name": "Ada Minister", "jobTitle": "Minister, City"},
            "firstAppearance": {
                "@type": "CreativeWork", "name": "The bridge", "datePublished": "2018-06-28", "inLanguage": "en",
            },
        },
        "citation": [
            {
                "@type": "CreativeWork",
                "url": "https://example.org/log/1",
                "name": "The log; of the city, “2018”",
                "inLanguage": "en",
            }
        ],
        "sdLicense": "https://spdx.org/licenses/CC-BY-4.0.html",
    }  # fmt: skip


def test_claim_reviewed_is_the_short_statement():
    claim = make_claim(statement="The bridge was open from 1 to 8 January 2026.", short_statement="The bridge was open")
    make_verdict(claim=claim)

    markup = claim_review_of(claim)

    assert markup["claimReviewed"] == "The bridge was open"
    assert markup["itemReviewed"]["text"] == "The bridge was open from 1 to 8 January 2026."


@pytest.mark.parametrize("stance", ["denies", "questions", "mentions"])
def test_claim_has_no_author_whose_lead_asserts_nothing(stance):
    claim = make_claim()
    lead = make_appearance(claim=claim, stance=stance, said="2025-12-31")
    Claim.objects.filter(pk=claim.pk).update(lead_appearance=lead)
    make_verdict(claim=Claim.objects.get(pk=claim.pk))

    assert set(claim_review_of(claim)["itemReviewed"]) == {"@type", "text", "inLanguage"}


@pytest.mark.parametrize("label", ["truth-misleading", "truth-unproven"])
def test_rating_without_number_has_no_scale(label):
    claim = make_claim()
    make_verdict(claim=claim, rating=rating(label))

    found = claim_review_of(claim)["reviewRating"]

    assert found == {
        "@type": "Rating", "alternateName": label.removeprefix("truth-"), "ratingExplanation": "It was closed that day."
    }  # fmt: skip


def test_organisation_speaks_as_organisation():
    claim = make_claim()
    city = make_claimant(name="The City", kind=ClaimantKind.ORGANISATION, wikidata_id="Q64")
    make_appearance(claim=claim, claimant=city)
    make_verdict(claim=claim)

    assert claim_review_of(claim)["itemReviewed"]["author"] == {
        "@type": "Organization", "name": "The City", "sameAs": ["https://www.wikidata.org/entity/Q64"]
    }  # fmt: skip


def test_first_appearance_is_the_earliest_and_each_article_is_named_once():
    claim = make_claim()
    works = [make_article(url=f"https://example.org/{number}") for number in (1, 2)]
    for day, article, exact in ((3, works[1], "is open"), (2, works[1], "the bridge"), (1, works[0], "the bridge")):
        make_appearance(claim=claim, passage=make_passage(article=article, exact=exact), said=f"2025-12-0{day}")
    make_verdict(claim=claim)

    reviewed = claim_review_of(claim)["itemReviewed"]

    assert reviewed["firstAppearance"]["url"] == "https://example.org/1"
    assert [work["url"] for work in reviewed["appearance"]] == ["https://example.org/2"]


def test_claim_without_standing_verdict_has_no_markup():
    claim = make_claim()
    draft_verdict(claim=claim, by=make_editor())

    assert claim_review_of(claim) is None


def test_policies_and_licence_come_from_the_settings(settings):
    settings.SITE_URL = "https://facts.example.org"
    settings.CONTACT_EMAIL = "errors@example.org"
    settings.POLICY_URLS = {**settings.POLICY_URLS, "correctionsPolicy": "https://example.org/c", "ethicsPolicy": "e"}
    settings.DATA_LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
    claim = make_claim()
    make_verdict(claim=claim)

    markup = claim_review_of(claim)

    assert markup["sdLicense"] == "https://creativecommons.org/licenses/by/4.0/"
    assert markup["author"] == {
        "@type": "Organization",
        "@id": "https://facts.example.org/#publisher",
        "name": "ClaimTrack",
        "url": "https://facts.example.org/",
        "email": "errors@example.org",
        "publishingPrinciples": "https://facts.example.org/methodology/",
        "verificationFactCheckingPolicy": "https://facts.example.org/methodology/",
        "correctionsPolicy": "https://example.org/c",
        "ethicsPolicy": "e",
    }


def test_draft_shows_what_waits_for_approval_and_leaves_out_what_is_not_known():
    claim = make_claim(statement="The bridge was open.", status="draft")
    make_appearance(claim=claim, claimant=make_claimant(name="Ada"), said="2025-12-31", status="draft")
    source = make_article(title="The log", content=None, url="https://example.org/log")
    evidence = make_evidence(claim=claim, article=source, status="draft")
    verdict = draft_verdict(claim=claim, evidence=[evidence], by=make_editor())

    markup = draft_claim_review(verdict)

    assert markup["claimReviewed"] == "The bridge was open."
    assert markup["itemReviewed"]["author"] == {"@type": "Person", "name": "Ada"}
    assert [work["url"] for work in markup["citation"]] == ["https://example.org/log"]
    assert {"reviewRating", "datePublished", "dateModified"} & set(markup) == set()


def test_script_cannot_be_ended_from_within():
    markup = {"claimReviewed": "</script><script>alert(1)</script> <!-- & \u2028 “Ж”"}

    text = as_script(markup)

    assert "<" not in text
    assert "&" not in text
    assert json.loads(text) == markup
