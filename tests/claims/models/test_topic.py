"""What one row of a topic, and of its link with a claim, must satisfy."""

import pytest

from claims.models import ClaimTopic, Topic
from tests.factories import make_claim, make_topic
from tests.rules import Case, accepted, failing, passing, refused, still_referenced

pytestmark = pytest.mark.django_db

NAMED = Case(
    "topic_name_and_slug_given",
    good=[{"name": "Bridges", "slug": "bridges"}, {"name": "Мосты", "slug": "мосты"}],
    bad=[{"name": "", "slug": "bridges"}, {"name": "Bridges", "slug": ""}],
)


@passing(NAMED)
def test_topic_is_accepted(rule, fields):
    with accepted(rule):
        Topic.objects.create(**fields)

    assert Topic.objects.get().name == fields["name"]


@failing(NAMED)
def test_topic_is_refused(rule, fields):
    with refused(rule):
        Topic.objects.create(**fields)


def test_claim_has_two_topics():
    with accepted("claim_topic_once"):
        claim = make_claim(topics=[make_topic(), make_topic()])

    assert claim.topics.count() == 2


def test_claim_has_a_topic_once():
    topic = make_topic()
    claim = make_claim(topics=[topic])

    with refused("claim_topic_once"):
        ClaimTopic.objects.create(claim=claim, topic=topic)


def test_topic_of_a_claim_is_not_deleted():
    topic = make_topic()
    make_claim(topics=[topic])

    with still_referenced():
        Topic.objects.filter(pk=topic.pk)._raw_delete("default")
