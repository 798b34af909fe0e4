"""Documents are right after people have worked on the same rows at the same moment."""

import pytest
from django.db import OperationalError

from claims.actions.appearance import approve_appearance
from claims.actions.claim import withdraw_claim
from claims.models import ArticleDocument, SearchDocument
from sources.actions.article import withdraw_article
from tests.committed import at_once, committed_database  # noqa: F401  # a fixture
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_passage,
    make_reviewer,
    make_topic,
)

pytestmark = pytest.mark.usefixtures("committed_database")

CONTENT = "He said that the bridge is open. She said that the tunnel is flooded."
DOCUMENTS = "SELECT 1 FROM claims_articledocument FOR UPDATE"
CLAIMS = "SELECT 1 FROM claims_claim FOR UPDATE"


def failures(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def quoted(words, **fields):
    """Return a draft of an appearance with a quote of the one article."""
    return lambda article: make_appearance(
        passage=make_passage(article=article, exact=words), claim=make_claim(), status="draft", **fields
    )


def test_quotes_approved_at_once_are_both_words_of_the_article():
    article = make_article(content=CONTENT)
    appearances = [quoted(words)(article) for words in ("the bridge is open", "the tunnel is flooded")]
    reviewer = make_reviewer()

    outcomes = at_once(
        *(lambda row=row: approve_appearance(appearance=row, by=reviewer) for row in appearances), holding=DOCUMENTS
    )

    assert failures(outcomes) == []
    assert {"bridg", "flood"} <= words_of(article)


def test_claim_withdrawn_while_another_is_quoted_loses_its_words_only():
    article = make_article(content=CONTENT)
    shown, waiting = (quoted(words)(article) for words in ("the bridge is open", "the tunnel is flooded"))
    reviewer = make_reviewer()
    approve_appearance(appearance=shown, by=reviewer)

    outcomes = at_once(
        lambda: withdraw_claim(claim=shown.claim, by=reviewer),
        lambda: approve_appearance(appearance=waiting, by=reviewer),
        holding=DOCUMENTS,
    )

    assert failures(outcomes) == []
    assert "bridg" not in words_of(article)
    assert "flood" in words_of(article)


def test_topics_given_at_once_are_both_facets():
    claim, topics = make_claim(), [make_topic(), make_topic()]

    outcomes = at_once(*(lambda topic=topic: claim.topics.add(topic) for topic in topics), holding=CLAIMS)

    assert failures(outcomes) == []
    assert {f"topic:{topic.pk}" for topic in topics} <= set(SearchDocument.objects.get(claim=claim).facets)


@pytest.mark.parametrize("is_approved_first", [True, False])
def test_article_withdrawn_while_a_quote_of_it_is_approved_leaves_the_claim_without_it(is_approved_first):
    article = make_article(content=CONTENT)
    waiting = quoted("the tunnel is flooded", claimant=make_claimant())(article)
    reviewer = make_reviewer()
    deeds = [
        lambda: approve_appearance(appearance=waiting, by=reviewer),
        lambda: withdraw_article(article=article, by=reviewer),
    ]

    outcomes = at_once(*(deeds if is_approved_first else reversed(deeds)), holding=CLAIMS)

    assert not any(isinstance(outcome, OperationalError) for outcome in outcomes)
    document = SearchDocument.objects.get(claim=waiting.claim)
    assert not {f"claimant:{waiting.claimant_id}", f"outlet:{article.outlet_id}"} & set(document.facets)
    assert "tunnel" not in document.vector
    assert waiting.claim.wordings.count() == 1


def test_articles_that_quote_the_same_claims_are_withdrawn_at_once():
    articles = [make_article(content=CONTENT), make_article(content=CONTENT)]
    claims = [make_claim(), make_claim()]
    for article, shown, draft in zip(articles, claims, reversed(claims), strict=True):
        make_appearance(passage=make_passage(article=article, exact="the tunnel is flooded"), claim=shown)
        make_appearance(passage=make_passage(article=article, exact="the bridge is open"), claim=draft, status="draft")
    reviewer = make_reviewer()

    outcomes = at_once(
        *(lambda article=article: withdraw_article(article=article, by=reviewer) for article in articles),
        holding=CLAIMS,
    )

    assert failures(outcomes) == []
    assert not any("tunnel" in document.vector for document in SearchDocument.objects.all())


def words_of(article):
    """Return the lexemes of the article's document."""
    vector = ArticleDocument.objects.get(article=article).vector
    return {part.split(":")[0].strip("'") for part in vector.split()}
