"""Addresses of the Fact Check Tools API: as at Google, with a colon and without a slash at the end."""

from django.urls import path, re_path

from claims.api.fact_check_tools import (
    ImageSearchView,
    MarkupListView,
    MarkupView,
    SearchView,
    UnknownAddressView,
)

urlpatterns = [
    path("claims:search", SearchView.as_view(), name="fact-check-search"),
    path("claims:imageSearch", ImageSearchView.as_view(), name="fact-check-image-search"),
    path("pages", MarkupListView.as_view(), name="fact-check-pages"),
    re_path(r"^pages/(?P<pk>[0-9]{1,18})$", MarkupView.as_view(), name="fact-check-page"),
    re_path(r"^.*$", UnknownAddressView.as_view()),
]
