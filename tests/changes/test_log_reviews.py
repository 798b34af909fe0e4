"""The log tells of other desks' reviews, and of what their rows show of others."""

import pytest

from claims.actions.claim import publish_claim, revise_claim
from claims.models import ExternalReview, Rating, RatingScale
from tests.changes.news import database, news
from tests.factories import make_claim, make_editor, make_external_review, make_outlet, make_reviewer, rating


@database
def test_review_comes_changes_and_goes(quiet):
    claim = make_claim()
    quiet()

    review = make_external_review(claim=claim)
    assert news() == {("external_review", review.pk, "created"), ("claim", claim.pk, "changed")}
    ExternalReview.objects.update(label="Half true")
    assert news() == {("external_review", review.pk, "changed"), ("claim", claim.pk, "changed")}
    ExternalReview.objects.all().delete()
    assert news() == {("external_review", review.pk, "withdrawn"), ("claim", claim.pk, "changed")}


@database
def test_review_of_a_draft_is_told_with_its_claim(quiet):
    claim = make_claim(status="draft")
    quiet()

    review = make_external_review(claim=claim)
    assert news() == set()
    publish_claim(claim=claim, by=make_reviewer())
    assert news() == {("external_review", review.pk, "created"), ("claim", claim.pk, "created")}


@database
@pytest.mark.parametrize(
    "deed",
    [
        lambda review: type(review.publisher).objects.filter(pk=review.publisher_id).update(name="Checkers"),
        lambda review: type(review.publisher).objects.filter(pk=review.publisher_id).update(domain="b.example"),
        lambda review: Rating.objects.filter(pk=review.rating_id).update(label="untrue"),
        lambda review: RatingScale.objects.filter(pk=review.rating.scale_id).update(name="verity"),
        lambda review: revise_claim(claim=review.claim, short_statement="Another.", by=make_editor()),
    ],
    ids=["publisher", "site", "rating", "scale", "claim"],
)
def test_what_a_review_shows_of_others_is_told(quiet, deed):
    review = make_external_review(publisher=make_outlet(domain="a.example"), rating=rating())
    hidden = make_external_review(claim=make_claim(status="draft"), publisher=review.publisher, rating=review.rating)
    quiet()

    deed(review)

    told = news()
    assert ("external_review", review.pk, "changed") in told
    assert hidden.pk not in {pk for kind, pk, _ in told if kind == "external_review"}
