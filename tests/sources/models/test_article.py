"""What one row of an article must satisfy, and which text is its current one."""

import datetime

import pytest

from sources.models import Article
from tests.factories import make_article, make_outlet, make_text
from tests.rules import Case, accepted, at_commit, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

CASES = [
    Case(
        "article_title_url_or_byline",
        good=[
            {"title": "The bridge"},
            {"title": "", "url": "https://neva.example/1"},
            {"title": "", "byline": ["A. Reporter"]},
        ],
        bad=[{"title": ""}],
    ),
    Case("article_kind_known", good=[{"kind": "dataset"}], bad=[{"kind": "poem"}]),
    Case("article_status_known", good=[{"status": "withdrawn"}], bad=[{"status": "hidden"}]),
    Case("article_language_bcp47", good=[{"language": ""}, {"language": "ru"}], bad=[{"language": "Russian"}]),
    Case(
        "article_url_http",
        good=[{"url": ""}, {"url": "http://neva.example/a?b#c"}],
        bad=[{"url": "neva.example/1"}, {"url": "javascript:alert(1)"}, {"url": "https://neva.example/a b"}],
    ),
]


def create(**fields):
    return Article.objects.create(**{"outlet": make_outlet(), "kind": "news", "title": "The bridge", **made(fields)})


@passing(*CASES)
def test_article_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert Article.objects.count() == 1


@failing(*CASES)
def test_article_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_articles_without_url_are_accepted_side_by_side():
    with accepted("article_url_unique"):
        create(url="")
        create(url="")


def test_url_belongs_to_one_article():
    create(url="https://neva.example/1")

    with refused("article_url_unique"):
        create(url="https://neva.example/1")


@pytest.mark.parametrize(("published", "day"), [("", None), ("2018-07", datetime.date(2018, 7, 1))])
def test_first_day_follows_the_date_as_known(published, day):
    with accepted("article_published_on_bound"):
        article = create(published=published)

    assert article.published_on == day


def test_first_day_without_a_date_is_refused():
    article = create(published="")

    with refused("article_published_on_bound"):
        Article.objects.filter(pk=article.pk).update(published_on=datetime.date(2018, 7, 1))


def test_newest_text_is_the_current_one():
    article = make_article(content="First.")

    with accepted("article_current_text"):
        newest = make_text(article=article, content="Second.")

    article.refresh_from_db()
    assert article.current_text == newest


def test_older_text_does_not_become_current():
    article = make_article(content="First.")
    first = article.current_text
    make_text(article=article, content="Second.")

    with refused("article_current_text"):
        Article.objects.filter(pk=article.pk).update(current_text=first)


def test_text_of_another_article_does_not_become_current():
    article, other = make_article(), make_article()

    with refused("article_current_text"):
        run("UPDATE sources_article SET current_text_id = %s WHERE id = %s", other.current_text_id, article.pk)


def test_older_version_is_not_slipped_in_afterwards():
    article = make_article(content=None)
    make_text(article=article, content="Second.", version=2)

    with refused("article_current_text"):
        make_text(article=article, content="First.", version=1)


def test_every_update_is_dated():
    article = make_article()
    before = article.updated_at

    Article.objects.filter(pk=article.pk).update(title="Another title")

    at_commit()
    article.refresh_from_db()
    assert article.updated_at > before
