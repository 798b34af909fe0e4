"""Addresses under which pages are read by programs, in the formats of the field."""

from django.urls import path, re_path

from claims.api.annotations import ROUTE, AnnotationsView, AnnotationView
from claims.api.claim_review import ClaimReviewFeedView, ClaimReviewView
from rest.addresses import MissingSlashView

urlpatterns = [
    path("claims/<int:pk>/claim-review.json", ClaimReviewView.as_view(), name="claim-review"),
    path("annotations", MissingSlashView.as_view()),
    path("annotations/", AnnotationsView.as_view(), name="annotations"),
    re_path(ROUTE, AnnotationView.as_view(), name="annotation"),
    path("claim-review/feed.json", ClaimReviewFeedView.as_view(), name="claim-review-feed"),
]
