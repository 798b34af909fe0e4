"""/api/v1/articles/"""

from typing import Any

from rest_framework.test import APIClient

from sources.enums import ArticleKind, Decision
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import Story
from tests.factories import make_article, make_derivation, make_outlet

HOST = "http://testserver"
KNOWN: dict[str, Any] = {
    "kind": ArticleKind.OPINION,
    "title": "The bridge",
    "byline": ["Ada Byron", "Bob; Co"],
    "published": "2018-06-28/2018-07-15",
    "language": "en",
    "archived_url": "https://archive.example/1",
}


def test_list_shows_a_citation(api: APIClient) -> None:
    outlet = make_outlet(name="Die Zeitung")
    article = make_article(outlet=outlet, url="https://zeitung.example/1", **KNOWN)

    assert results(api, "articles") == [
        {
            "id": article.pk,
            "external_id": article.external_id,
            "url": f"{HOST}/api/v1/articles/{article.pk}/",
            "html_url": f"{HOST}/articles/{article.pk}/",
            "outlet": {"id": outlet.pk, "url": f"{HOST}/api/v1/outlets/{outlet.pk}/", "label": "Die Zeitung"},
            **KNOWN,
            "published_on": "2018-06-28",
            "source_url": "https://zeitung.example/1",
            "appearances_url": f"{HOST}/api/v1/appearances/?article={article.pk}",
            "evidence_url": f"{HOST}/api/v1/evidence/?article={article.pk}",
        }
    ]


def test_csv_shows_a_citation_flat(api: APIClient) -> None:
    outlet = make_outlet(name="Die Zeitung")
    article = make_article(outlet=outlet, url="https://zeitung.example/1", **KNOWN)

    assert flat(api, "articles") == [
        {
            "id": str(article.pk),
            "external_id": article.external_id,
            "url": f"{HOST}/api/v1/articles/{article.pk}/",
            "html_url": f"{HOST}/articles/{article.pk}/",
            "outlet_id": str(outlet.pk),
            "outlet": "Die Zeitung",
            **KNOWN,
            "byline": '["Ada Byron", "Bob; Co"]',
            "published_on": "2018-06-28",
            "source_url": "https://zeitung.example/1",
        }
    ]


def test_detail_shows_confirmed_derivations(api: APIClient, story: Story) -> None:
    make_derivation(article=story.article, original=make_article(), status=Decision.SUGGESTED)

    copy, original = (api.get(f"/api/v1/articles/{row.pk}/").json() for row in (story.article, story.document))

    reference = {"id": story.document.pk, "url": original["url"], "label": story.document.title}
    assert copy["derived_from"] == [{"kind": "republishes", "article": reference}]
    assert copy["copies"] == []
    assert original["copies"] == [
        {"kind": "republishes", "article": {"id": story.article.pk, "url": copy["url"], "label": "The bridge"}}
    ]


def test_links_lead_to_what_rests_on_the_article(api: APIClient, story: Story) -> None:
    article = api.get(f"/api/v1/articles/{story.article.pk}/").json()

    appearances, evidence = (api.get(article[name]).json()["results"] for name in ("appearances_url", "evidence_url"))
    assert [row["id"] for row in appearances] == [story.appearance.pk]
    assert [row["id"] for row in evidence] == [story.quoted.pk]


def test_list_begins_with_the_newest(api: APIClient) -> None:
    unknown, old, new = (make_article(content=None, published=day) for day in ("", "2016", "2018-07"))

    assert found(api, "articles") == [new.pk, old.pk, unknown.pk]


def test_each_filter_finds_its_articles_alone(api: APIClient, story: Story) -> None:
    make_article(kind=ArticleKind.DATASET, language="fr", title="Tables", content=None)
    story.article.kind = ArticleKind.ANALYSIS
    story.article.language = "de-AT"
    story.article.save()

    check_filters(
        api,
        "articles",
        story.article.pk,
        {
            "outlet": (story.outlet.pk, story.agency.pk),
            "claimant": (story.claimant.pk, story.relay.pk),
            "claim": (story.claim.pk, story.claim.pk + 1),
            "topic": (story.topic.pk, story.topic.pk + 1),
            "kind": ("analysis", "transcript"),
            "language": ("de", "it"),
            "published_from": ("2018-06-28", "2018-06-29"),
            "published_to": ("2018-06-28", "2018-06-27"),
            "q": ("the BRIDGE", "the tunnel"),
        },
    )
