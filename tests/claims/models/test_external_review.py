"""What one row of another desk's review must satisfy."""

import pytest

from claims.models import Claim, ExternalReview
from tests.factories import make_claim, make_outlet
from tests.rules import Case, accepted, failing, passing, refused

pytestmark = pytest.mark.django_db

CASES = [
    Case(
        "external_review_url_http",
        good=[{"url": "https://checkers.example/1"}],
        bad=[{"url": ""}, {"url": "checkers.example/1"}, {"url": "https://checkers.example/a b"}],
    ),
    Case("external_review_label_given", good=[{"label": "Four Pinocchios"}], bad=[{"label": ""}]),
    Case("external_review_language_bcp47", good=[{"language": ""}, {"language": "en"}], bad=[{"language": "EN us"}]),
    Case(
        "external_review_sources_http",
        good=[{"sources": []}, {"sources": ["https://a.example/1", "http://b.example"]}],
        bad=[{"sources": ["javascript:alert(1)"]}, {"sources": ["https://a.example/1", "b.example"]}],
    ),
]


def create(**fields):
    return ExternalReview.objects.create(
        **{"claim": make_claim(), "publisher": make_outlet(), "url": "https://checkers.example/1", "label": "False",
           **fields}
    )  # fmt: skip


@passing(*CASES)
def test_review_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert ExternalReview.objects.count() == 1


@failing(*CASES)
def test_review_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_review_is_recorded_once_for_a_claim():
    review = create()

    with accepted("external_review_once"):
        create(url=review.url)
    with refused("external_review_once"):
        create(claim=review.claim, url=review.url)


def test_review_is_shown_with_its_claim():
    claim = make_claim(status="draft")
    review = create(claim=claim)

    shown = [ExternalReview.objects.get().is_shown]
    for status in ("public", "withdrawn"):
        Claim.objects.filter(pk=claim.pk).update(status=status)
        shown.append(ExternalReview.objects.get().is_shown)
    ExternalReview.objects.filter(pk=review.pk).update(claim=make_claim())
    shown.append(ExternalReview.objects.get().is_shown)

    assert shown == [False, True, False, True]


def test_who_saves_what_was_read_before_the_claim_was_published_hides_nothing():
    claim = make_claim(status="draft")
    review = create(claim=claim)
    Claim.objects.filter(pk=claim.pk).update(status="public")

    review.label = "True"
    review.save()

    assert [row.label for row in ExternalReview.objects.public()] == ["True"]


def test_publishing_the_claim_is_no_change_of_the_review():
    claim = make_claim(status="draft")
    before = create(claim=claim)
    before.refresh_from_db()

    Claim.objects.filter(pk=claim.pk).update(status="public")

    after = ExternalReview.objects.get()
    assert (after.is_shown, after.updated_at) == (True, before.updated_at)
    assert after.history.count() == 1
