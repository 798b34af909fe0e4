"""Addresses for machines, the same whatever the language: releases' files, feeds, the sitemap, the style sheet."""

from django.urls import path
from django.views.generic import RedirectView

from claims import feeds
from claims.views import exports, sitemap, stylesheet

urlpatterns = [
    path("exports/", RedirectView.as_view(pattern_name="data")),
    path("exports/index.json", exports.listing, name="export-list"),
    path("exports/latest/<str:name>", exports.latest, name="export-latest"),
    path("exports/<str:release>/", RedirectView.as_view(url="/exports/%(release)s/README.md")),
    path("exports/<str:release>/<str:name>", exports.export_file, name="export-file"),
    path("feeds/verdicts.atom", feeds.verdicts, name="feed-verdicts"),
    path("feeds/corrections.atom", feeds.corrections, name="feed-corrections"),
    path("feeds/claims.atom", feeds.claims, name="feed-claims"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemaps/lists.xml", sitemap.lists, name="sitemap-lists"),
    path("sitemaps/<str:name>-<int:number>.xml", sitemap.page, name="sitemap-page"),
    path("style/<slug:name>.css", stylesheet.stylesheet, name="stylesheet"),
    path("robots.txt", sitemap.robots, name="robots"),
]
