"""/api/v1/topics/"""

from rest_framework.test import APIClient

from tests.claims.api.asking import check_filters, flat, results
from tests.factories import make_claim, make_topic

HOST = "http://testserver"


def test_list_shows_a_topic(api: APIClient) -> None:
    topic = make_topic(name="Мосты")
    make_claim(topics=[topic])

    assert results(api, "topics") == [
        {
            "id": topic.pk,
            "external_id": topic.external_id,
            "url": f"{HOST}/api/v1/topics/{topic.pk}/",
            "html_url": f"{HOST}/topics/{topic.pk}/",
            "name": "Мосты",
            "slug": topic.slug,
            "claims_url": f"{HOST}/api/v1/claims/?topic={topic.pk}",
        }
    ]


def test_csv_shows_a_topic_flat(api: APIClient) -> None:
    topic = make_topic(name="Мосты")
    make_claim(topics=[topic])

    assert flat(api, "topics") == [
        {
            "id": str(topic.pk),
            "external_id": topic.external_id,
            "url": f"{HOST}/api/v1/topics/{topic.pk}/",
            "html_url": f"{HOST}/topics/{topic.pk}/",
            "name": "Мосты",
            "slug": topic.slug,
        }
    ]


def test_topic_of_drafts_alone_is_not_listed(api: APIClient) -> None:
    make_claim(topics=[make_topic()], status="draft")

    assert results(api, "topics") == []


def test_each_filter_finds_its_topics_alone(api: APIClient) -> None:
    topic = make_topic(name="Bridges and roads")
    make_claim(topics=[topic, make_topic(name="Roads")])

    check_filters(api, "topics", topic.pk, {"q": ("roads BRIDGES", "bridges towers")})
