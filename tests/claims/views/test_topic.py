"""Topics: the list and one page."""

import pytest

from tests.factories import make_claim, make_topic, make_verdict

pytestmark = pytest.mark.django_db


def test_topic_shows_its_public_claims_the_newest_first(read):
    topic = make_topic(name="Bridges")
    for statement, status in (("Older claim.", "public"), ("Draft claim.", "draft"), ("Newer claim.", "public")):
        make_claim(statement=statement, status=status, topics=[topic])
    make_verdict(claim=topic.claims.get(statement="Older claim."))

    words = read(topic.get_absolute_url())

    assert words.index("Newer claim. no verdict") < words.index("Older claim. false 1 January 2026")
    assert "Draft claim." not in words


def test_topic_list_is_in_order_of_names(read):
    make_claim(topics=[make_topic(name="Trade"), make_topic(name="Bridges")])

    words = read("/topics/")

    assert words.index("Bridges") < words.index("Trade")


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_topic_without_public_claims_is_hidden(client, read, status):
    topic = make_topic(name="Hidden affairs")
    make_claim(status=status, topics=[topic])

    assert client.get(topic.get_absolute_url()).status_code == 404
    assert "Hidden affairs" not in read("/topics/")
