"""Articles: the list and one page."""

import pytest

from tests.claims.api.cast import SECRET
from tests.factories import make_appearance, make_article, make_derivation, make_evidence, make_passage

pytestmark = pytest.mark.django_db


def test_article_shows_its_citation(read):
    article = make_article(
        title="The bridge", byline=["A. Author", "B. Author"], published="2018-06-28/2018-07-15", language="de"
    )

    words = read(article.get_absolute_url())

    assert "The bridge By A. Author, B. Author Published between 28 June and 15 July 2018 Language German" in words
    assert "Its address is not known." in words


def test_article_of_which_only_the_byline_is_known_says_so(read):
    article = make_article(content=None)
    type(article).objects.filter(pk=article.pk).update(title="", byline=["A. Author"])

    assert "Article, title not known By A. Author Published not known" in read(article.get_absolute_url())


def test_article_shows_what_is_quoted_of_it_and_never_its_text(story, client, read):
    words = read(story.article.get_absolute_url())

    assert "Claim: The bridge was open. false said on Monday" in words
    assert "said on Monday [[of the old bridge — Ed.] — insertion by The Agency]" in words
    assert "Cited as evidence context: The bridge was open." in words
    assert "Nobody else was asked" not in words
    assert SECRET not in client.get(story.article.get_absolute_url()).content.decode()


def test_article_shows_where_it_comes_from_and_who_copied_it(read):
    article = make_article(title="The bridge")
    make_derivation(article=article, original=make_article(title="The wire story"), kind="summarises")
    make_derivation(article=make_article(title="The copy"), original=article, kind="excerpts")
    make_derivation(article=make_article(title="A rumour"), original=article, status="rejected")

    words = read(article.get_absolute_url())

    assert "It summarises: The wire story," in words
    assert "Another article excerpts it: The copy," in words
    assert "A rumour" not in words


def test_article_links_to_the_publisher_and_the_archive(client):
    article = make_article(url="https://example.org/a?b=1&c=2", archived_url="https://archive.example/a")

    html = client.get(article.get_absolute_url()).content.decode()

    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">' in html
    assert '<a href="https://archive.example/a" rel="nofollow noopener">' in html


@pytest.mark.parametrize(("status", "expected"), [("withdrawn", 410), ("draft", 404)])
def test_article_that_is_not_public_is_not_shown(client, status, expected):
    article = make_article(title="Hidden story", status=status)
    make_appearance(passage=make_passage(article=article))

    response = client.get(article.get_absolute_url())

    assert response.status_code == expected
    assert "Hidden story" not in response.content.decode()


def test_article_list_shows_only_public_ones_the_newest_first(read):
    for title, published, status in (
        ("Undated", "", "public"),
        ("Older", "2017-02-16", "public"),
        ("Newer", "2018-07-17", "public"),
        ("Hidden", "2019", "draft"),
        ("Gone", "2019", "withdrawn"),
    ):
        make_article(title=title, published=published, status=status)

    words = read("/articles/")

    assert words.index("Newer") < words.index("Older") < words.index("Undated")
    assert "Hidden" not in words
    assert "Gone" not in words


@pytest.mark.parametrize(("tag", "name"), [("ru", "Russian"), ("pt-BR", "Brazilian Portuguese"), ("tlh", "tlh")])
def test_article_names_its_language(read, tag, name):
    article = make_article(language=tag, content=None)

    assert f"Language {name}" in read(article.get_absolute_url())


def test_article_that_is_cited_more_often_than_a_page_holds_says_where_the_rest_is(client, monkeypatch):
    monkeypatch.setattr("claims.presentation.article_page.MOST", 2)
    article = make_article()
    for _ in range(3):
        make_evidence(article=article)

    html = client.get(article.get_absolute_url()).content.decode()

    assert html.count('<div class="evidence"') == 2
    assert f'href="/api/v1/evidence/?article={article.pk}&amp;format=csv"' in html
