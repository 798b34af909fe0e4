"""Addresses of the public pages."""

from django.urls import path

from claims.views import (
    article,
    check,
    citation,
    claim,
    claimant,
    data,
    corrections,
    embed,
    home,
    methodology,
    outlet,
    overview,
    share_card,
    topic,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("check/", check.check, name="check"),
    path("claims/", claim.claim_list, name="claim-list"),
    path("claims/<int:pk>/", claim.claim, name="claim-permalink"),
    path("claims/<int:pk>/versions/<int:version>/", claim.verdict_version, name="verdict-version"),
    path("claims/<int:pk>/cite.bib", citation.bibtex, name="claim-bibtex"),
    path("claims/<int:pk>/cite.json", citation.csl, name="claim-csl"),
    path("claims/<int:pk>/card.png", share_card.share_card, name="claim-share-card"),
    path("claims/<int:pk>/embed/", embed.embed, name="claim-embed"),
    path("oembed/", embed.oembed, name="oembed"),
    path("claims/<int:pk>/<str:slug>/", claim.claim, name="claim"),
    path("claimants/", claimant.claimant_list, name="claimant-list"),
    path("claimants/<int:pk>/", claimant.claimant, name="claimant"),
    path("outlets/", outlet.outlet_list, name="outlet-list"),
    path("outlets/<int:pk>/", outlet.outlet, name="outlet"),
    path("articles/", article.article_list, name="article-list"),
    path("articles/<int:pk>/", article.article, name="article"),
    path("topics/", topic.topic_list, name="topic-list"),
    path("topics/<int:pk>/", topic.topic, name="topic"),
    path("overview/", overview.overview_page, name="overview"),
    path("overview/<slug:name>.csv", overview.overview_csv, name="overview-csv"),
    path("corrections/", corrections.correction_list, name="corrections"),
    path("about/", methodology.about, name="about"),
    path("data/", data.data, name="data"),
    path("methodology/", methodology.methodology, name="methodology"),
]
