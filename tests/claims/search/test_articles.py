"""Articles are found by their citation and by public quotes, never by their text."""

import pytest

from claims.search.box import search
from claims.search.documents import ARTICLES
from claims.search.query import parse
from tests.factories import make_appearance, make_article, make_claim, make_evidence, make_outlet, make_passage

pytestmark = pytest.mark.django_db

CONTENT = "The minister said that the bridge is open. Nobody mentioned the aqueduct."


def found(typed, **chosen):
    return search(parse(typed), ARTICLES, chosen=chosen, interface="en").best()


def test_article_is_found_by_title_outlet_and_byline():
    article = make_article(outlet=make_outlet(name="Morning Gazette"), title="Floods", byline=["Ada Lovelace"])
    make_article(title="Droughts")

    assert [found(typed) for typed in ("flood", "gazette flood", "lovelace")] == [[article.pk]] * 3


def test_article_is_not_found_by_words_of_its_text():
    make_article(content=CONTENT)

    assert found("aqueduct") == []
    assert found("bridge") == []


def test_article_is_found_by_a_public_quote_only():
    article = make_article(content=CONTENT)
    passage = make_passage(article=article)
    appearance = make_appearance(passage=passage, status="draft")
    hidden = found("bridge")
    shown = make_appearance(passage=passage)

    assert hidden == []
    assert found("bridge") == [article.pk]
    shown.withdraw()
    assert found("bridge") == []
    assert appearance.status == "draft"


def test_article_is_found_by_a_passage_of_evidence_while_the_claim_is_public():
    article = make_article(content=CONTENT)
    claim = make_claim()
    make_evidence(claim=claim, article=article, passage=make_passage(article=article))

    assert found("bridge") == [article.pk]
    claim.withdraw()
    assert found("bridge") == []


def test_article_is_found_under_the_new_name_of_its_outlet():
    outlet = make_outlet(name="Morning Gazette")
    article = make_article(outlet=outlet)
    outlet.name = "Evening Herald"
    outlet.save()

    assert found("herald") == [article.pk]
    assert found("gazette") == []


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_article_that_is_not_public_is_not_found(status):
    make_article(title="Floods", status=status)

    assert found("flood") == []


def test_article_is_narrowed_by_outlet_and_year():
    article = make_article(title="Floods", published="2018-07-16")
    make_article(title="Floods", published="2019")

    assert found("flood", year="2018") == [article.pk]
    assert found("flood", outlet=str(article.outlet_id)) == [article.pk]


def test_deleted_article_leaves_no_words():
    article = make_article(title="Floods", status="draft", content=None)
    article.delete()

    assert found("flood") == []
