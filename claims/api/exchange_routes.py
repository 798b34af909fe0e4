"""Addresses under which pages are read by programs, in the formats of the field."""

from django.urls import path

from claims.api.claim_review import ClaimReviewFeedView, ClaimReviewView

urlpatterns = [
    path("claims/<int:pk>/claim-review.json", ClaimReviewView.as_view(), name="claim-review"),
    path("claim-review/feed.json", ClaimReviewFeedView.as_view(), name="claim-review-feed"),
]
