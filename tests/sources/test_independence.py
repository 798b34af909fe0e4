"""Independent sources among any articles."""

import pytest

from sources.independence import independent_sources
from tests.factories import make_article, make_derivation

pytestmark = pytest.mark.django_db


def test_copies_of_one_story_are_one_source():
    wire, first, second, other = (make_article(content=None) for _ in range(4))
    make_derivation(article=first, original=wire)
    make_derivation(article=second, original=wire)

    groups = independent_sources([other.pk, second.pk, first.pk])

    assert groups == [frozenset({first.pk, second.pk}), frozenset({other.pk})]


def test_article_that_draws_on_two_stories_joins_them():
    one, other, digest = (make_article(content=None) for _ in range(3))
    make_derivation(article=digest, original=one)
    make_derivation(article=digest, original=other)

    groups = independent_sources([one.pk, other.pk, digest.pk])

    assert groups == [frozenset({one.pk, other.pk, digest.pk})]


def test_suggested_derivation_joins_nothing():
    original, copy = make_article(content=None), make_article(content=None)
    make_derivation(article=copy, original=original, status="suggested")

    assert len(independent_sources([original.pk, copy.pk])) == 2


def test_no_articles_are_no_source():
    assert independent_sources([]) == []
