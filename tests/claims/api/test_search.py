"""``q`` of claims and articles is the readers' search, and can be read by relevance."""

import pytest
from rest_framework.test import APIClient

from tests.claims.api.asking import found
from tests.factories import make_appearance, make_article, make_claim, make_passage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["bridges opened", '"bridge opens"', "bridge -tower", "brid*"])
def test_q_reads_the_language_of_the_search_box(api: APIClient, typed: str) -> None:
    claim = make_claim(statement="The bridge opens.")
    make_claim(statement="The tower beside the open road.")

    assert found(api, "claims", q=typed) == [claim.pk]


@pytest.mark.parametrize("typed", ['"', "the", "!!!", "-", "&|!<->"])
def test_q_that_says_nothing_finds_nothing(api: APIClient, typed: str) -> None:
    make_claim(statement="The bridge is open.")

    assert found(api, "claims", q=typed) == []


def test_q_finds_no_draft(api: APIClient) -> None:
    make_claim(statement="The bridge is open.", status="draft")
    make_appearance(claim=make_claim(statement="Quoted."), status="draft")

    assert found(api, "claims", q="bridge") == []


def test_q_never_spells_otherwise(api: APIClient) -> None:
    make_claim(statement="The bridge is open.")

    assert found(api, "claims", q="brigde") == []


def test_order_by_relevance_puts_the_best_first(api: APIClient) -> None:
    best = make_claim(statement="The health minister.")
    other = make_claim(statement="The minister was asked by many people about public health.")

    assert found(api, "claims", q="health minister") == [other.pk, best.pk]
    assert found(api, "claims", q="health minister", ordering="relevance") == [best.pk, other.pk]
    assert found(api, "claims", q="health minister", ordering="relevance", kind="rule") == []


@pytest.mark.parametrize("query", ["", "&q=-bridge", "&q=%22"])
def test_order_by_relevance_wants_a_word(api: APIClient, query: str) -> None:
    answer = api.get(f"/api/v1/claims/?ordering=relevance{query}")

    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == ["ordering"]


def test_order_by_relevance_is_streamed_too(api: APIClient) -> None:
    make_claim(statement="The minister was asked by many people about public health.", short_statement="Second")
    make_claim(statement="The health minister.", short_statement="First")

    text = b"".join(api.get("/api/v1/claims/?q=health+minister&ordering=relevance&format=csv")).decode()

    assert text.index("First") < text.index("Second")


def test_q_of_articles_knows_quotes_and_not_texts(api: APIClient) -> None:
    article = make_article(content="He said that the tunnel is flooded. Nobody saw the aqueduct.")
    make_appearance(passage=make_passage(article=article, exact="the tunnel is flooded"))

    assert found(api, "articles", q="flooded tunnel") == [article.pk]
    assert found(api, "articles", q="flooded tunnel", ordering="relevance") == [article.pk]
    assert found(api, "articles", q="aqueduct") == []
