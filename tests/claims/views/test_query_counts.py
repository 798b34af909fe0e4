"""Every page asks the database the same number of questions, however many rows it shows."""

import pytest

from claims.actions.inquiry import inquire
from claims.actions.translation import check_translation, write_translation
from claims.models import Affiliation, ExternalReview
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
)

pytestmark = pytest.mark.django_db

CONTENT = "The minister said that the bridge is open. Nobody else was asked."


def quoted_article(**fields):
    article = make_article(content=CONTENT, **fields)
    assert article.current_text is not None
    make_mark(text=article.current_text, exact="bridge", inserted_by=make_outlet())
    make_derivation(article=article, original=make_article(content=None))
    make_derivation(article=make_article(content=None), original=article)
    return article


def add_appearance(number, *, claim=None, claimant=None, article=None):
    claimant = claimant or make_claimant()
    article = article or quoted_article()
    return make_appearance(
        claim=claim or make_claim(),
        claimant=claimant,
        affiliation=Affiliation.objects.create(claimant=claimant, title=f"Role {number}"),
        passage=make_passage(article=article, exact="the bridge is open"),
        steps=[(make_outlet(), "reports that"), (make_claimant(), "recalls that")],
        original_wording="Die Brücke ist offen",
        original_article=make_article(content=None),
    )


def fill_claim(claim, number):
    add_appearance(number, claim=claim)
    article = quoted_article()
    evidence = make_evidence(claim=claim, article=article, passage=make_passage(article=article))
    make_verdict(claim=claim, evidence=[evidence, make_evidence(claim=claim, stance="contradicts")])
    claim.topics.add(make_topic())
    inquire(claim=claim, addressee=make_claimant(), reason_not_asked="Example.", is_public=True, by=make_editor())
    ExternalReview.objects.create(
        claim=claim, publisher=make_outlet(), url=f"https://example.org/{number}", label="Wrong"
    )
    translation = write_translation(
        claim=claim, language=["de", "fr", "ru"][number], statement="Mot", origin="person", by=make_editor()
    )
    check_translation(translation=translation, by=make_reviewer())


@pytest.mark.parametrize("count", [1, 3])
def test_claim_page_asks_the_same(client, django_assert_num_queries, count):
    claim = make_claim()
    for number in range(count):
        fill_claim(claim, number)
    address = claim.get_absolute_url()

    with django_assert_num_queries(25):
        html = client.get(address).content.decode()

    assert html.count('<div class="appearance ') == count
    assert html.count('<div class="evidence"') == 2 * count


@pytest.mark.parametrize("count", [2, 3])
def test_version_page_asks_the_same(client, django_assert_num_queries, count):
    claim = make_claim()
    for number in range(count):
        fill_claim(claim, number)
    address = claim.verdicts.get(version=count).get_absolute_url()

    with django_assert_num_queries(18):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 50])
@pytest.mark.parametrize(("address", "queries"), [("/claims/", 10), ("/", 4)])
def test_claim_lists_ask_the_same(client, django_assert_num_queries, count, address, queries):
    for _ in range(count):
        claim = make_claim()
        make_verdict(claim=claim, evidence=[make_evidence(claim=claim)])

    with django_assert_num_queries(queries):
        html = client.get(address).content.decode()

    assert html.count('<article class="claim-card">') == min(count, 25 if address == "/claims/" else 10)


@pytest.mark.parametrize("count", [1, 3])
def test_claimant_page_asks_the_same(client, django_assert_num_queries, count):
    claimant = make_claimant(outlet=make_article().outlet)
    for number in range(count):
        add_appearance(number, claimant=claimant)

    with django_assert_num_queries(14):
        html = client.get(claimant.get_absolute_url()).content.decode()

    assert html.count('<div class="appearance ') == count


@pytest.mark.parametrize("count", [1, 3])
def test_article_page_asks_the_same(client, django_assert_num_queries, count):
    article = quoted_article()
    for number in range(count):
        add_appearance(number, article=article)
        make_evidence(article=article, passage=make_passage(article=article))
        make_derivation(article=article, original=make_article(content=None))

    with django_assert_num_queries(15):
        html = client.get(article.get_absolute_url()).content.decode()

    assert html.count('<div class="appearance ') == count


@pytest.mark.parametrize("count", [1, 3])
def test_outlet_page_asks_the_same(client, django_assert_num_queries, count):
    outlet = make_outlet()
    for _ in range(count):
        quoted_article(outlet=outlet)

    with django_assert_num_queries(10):
        html = client.get(outlet.get_absolute_url()).content.decode()

    assert html.count('<div class="listed-article">') == count


@pytest.mark.parametrize("count", [1, 3])
def test_topic_page_asks_the_same(client, django_assert_num_queries, count):
    topic = make_topic()
    for _ in range(count):
        claim = make_claim(topics=[topic])
        make_verdict(claim=claim, evidence=[make_evidence(claim=claim)])

    with django_assert_num_queries(5):
        html = client.get(topic.get_absolute_url()).content.decode()

    assert html.count('<article class="claim-card">') == count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/claimants/", 2), ("/outlets/", 2), ("/articles/", 11), ("/topics/", 2), ("/methodology/", 4)],
)
def test_lists_ask_the_same(client, django_assert_num_queries, count, address, queries):
    for _ in range(count):
        make_appearance(claim=make_claim(topics=[make_topic()]), passage=make_passage(article=quoted_article()))

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
