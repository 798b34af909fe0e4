import datetime

import pytest
from django.contrib.auth.models import User

from sources.actions.article import add_text, import_article, publish_article, withdraw_article
from sources.enums import ArticleKind, Extent, Publication
from sources.models import Article, ArticleText, Capture, Passage
from sources.rules import Refusal
from tests.factories import NOON, make_article, make_editor, make_outlet, make_passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


def make_capture(content):
    received = content.encode()
    return Capture.objects.create(
        sha256=Capture.digest(received), media_type="text/plain", content=received, origin="page.txt"
    )


def test_import_article_makes_a_draft_with_what_is_known(editor):
    outlet = make_outlet(name="The Courier")

    article = import_article(
        outlet=outlet,
        kind=ArticleKind.OPINION,
        title="The bridge",
        byline=["A. Writer"],
        published="2018-06-28/2018-07-15",
        language="en",
        url="https://courier.example/bridge",
        by=editor,
        now=NOON,
    )

    stored = Article.objects.get(pk=article.pk)
    assert (stored.outlet, stored.kind, stored.title) == (outlet, "opinion", "The bridge")
    assert (stored.byline, stored.language, stored.url) == (["A. Writer"], "en", "https://courier.example/bridge")
    assert (stored.published, stored.published_on) == ("2018-06-28/2018-07-15", datetime.date(2018, 6, 28))
    assert (stored.status, stored.current_text) == (Publication.DRAFT, None)
    assert (stored.created_by, stored.created_at) == (editor, NOON)


def test_import_article_takes_a_byline_alone(editor):
    article = import_article(
        outlet=make_outlet(), kind=ArticleKind.NEWS, byline=["Pjotr Sauer"], published="2025-07", by=editor
    )

    assert str(article) == "Pjotr Sauer, July 2025"


@pytest.mark.parametrize(
    ("fields", "code", "message"),
    [
        ({}, "article_title_url_or_byline", "Give the article a title, a URL or a byline"),
        ({"title": "A", "published": "16 July 2018"}, "published", "Write 2018, 2018-07 or 2018-07-16"),
        ({"title": "A", "published": "2018-02-29"}, "published", "is not in the calendar"),
        ({"title": "A", "kind": "poem"}, "kind", "poem"),
        ({"url": "courier.example/bridge"}, "article_url_http", "Write the URL with http:// or https://"),
        ({"title": "A", "language": "English"}, "article_language_bcp47", "such as en or ru"),
        ({"title": "A\0"}, "title", "NUL"),
        ({"byline": ["A\0"]}, "byline", "NUL"),
    ],
)
def test_import_article_refuses_what_has_not_the_form(editor, fields, code, message):
    outlet = make_outlet()

    with pytest.raises(Refusal, match=message) as refusal:
        import_article(**{"outlet": outlet, "kind": ArticleKind.NEWS, "by": editor, **fields})

    assert refusal.value.code == code
    assert not Article.objects.exists()


def test_import_article_refuses_a_url_that_is_known(editor):
    known = make_article(url="https://courier.example/bridge")

    with pytest.raises(Refusal, match="There is already an article with this URL"):
        import_article(outlet=known.outlet, kind=ArticleKind.NEWS, url=known.url, by=editor)


def test_import_article_is_refused_to_an_outsider():
    outlet, outsider = make_outlet(), User.objects.create(username="outsider")

    with pytest.raises(Refusal, match="outsider may not do this"):
        import_article(outlet=outlet, kind=ArticleKind.NEWS, title="A", by=outsider)

    assert not Article.objects.exists()


def test_add_text_makes_the_first_version_current(editor):
    article = make_article(content=None)

    text = add_text(article=article, content="The bridge is open.", extent=Extent.FULL, by=editor)

    assert (text.version, text.content, text.extent) == (1, "The bridge is open.", "full")
    assert article.current_text == text


def test_add_text_follows_an_older_version_and_keeps_it(editor):
    article = make_article(content="The bridge is open.")
    older = article.texts.get()

    newer = add_text(article=article, content="The bridge is shut.", extent=Extent.FULL, by=editor)

    assert newer.version == 2
    assert Article.objects.get(pk=article.pk).current_text == newer
    assert ArticleText.objects.get(pk=older.pk).content == "The bridge is open."


def test_add_text_orphans_the_passages_of_the_older_version(editor):
    article = make_article(content="They said that the bridge is open. Nobody else was asked.")
    passage = make_passage(article=article, exact="the bridge is open")

    add_text(article=article, content="New: they said that the bridge is open.", extent=Extent.FULL, by=editor)

    kept = Passage.objects.get()
    assert (kept.pk, kept.text_id, kept.start) == (passage.pk, passage.text_id, passage.start)
    assert list(Passage.objects.orphaned()) == [passage]


def test_add_text_stores_the_composed_form(editor):
    article = make_article(content=None)

    text = add_text(article=article, content="cafe\u0301 и\u0306", extent=Extent.EXCERPT, by=editor)

    assert ArticleText.objects.get(pk=text.pk).content == "caf\u00e9 \u0439"


def test_add_text_records_its_place_in_a_capture(editor):
    article, capture = make_article(content=None), make_capture("Меню 😀\nМост открыт.\n")

    text = add_text(
        article=article,
        content="Мост открыт.",
        extent=Extent.FULL,
        capture=capture,
        start=7,
        end=19,
        retrieved_on=datetime.date(2026, 1, 1),
        by=editor,
    )

    assert (text.capture, text.start, text.end) == (capture, 7, 19)
    assert text.retrieved_on == datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"content": ""}, "text_not_empty"),
        ({"content": "NUL \0 inside"}, "text_without_nul"),
        ({"content": "Мост закрыт.", "start": 7, "end": 19}, "text_matches_capture"),
        ({"content": "Мост открыт.", "start": 7, "end": None}, "text_matches_capture"),
        ({"content": "Мост открыт.", "start": 7, "end": 19, "capture": None}, "text_span_in_capture"),
    ],
)
def test_add_text_refuses_what_does_not_fit_and_keeps_the_current_text(editor, fields, code):
    article, capture = make_article(content="The bridge is open."), make_capture("Меню 😀\nМост открыт.\n")

    with pytest.raises(Refusal) as refusal:
        add_text(**{"article": article, "extent": Extent.FULL, "capture": capture, "by": editor, **fields})

    assert refusal.value.code == code
    assert article.texts.get() == Article.objects.get(pk=article.pk).current_text


def test_add_text_is_refused_to_an_outsider():
    article, outsider = make_article(content=None), User.objects.create(username="outsider")

    with pytest.raises(Refusal, match="outsider may not do this"):
        add_text(article=article, content="The bridge is open.", extent=Extent.FULL, by=outsider)

    assert not ArticleText.objects.exists()


def test_publish_article_shows_the_citation(editor):
    article = make_article(status=Publication.DRAFT)

    publish_article(article=article, by=editor)

    assert list(Article.objects.public()) == [article]


def test_withdraw_article_takes_it_from_the_public(editor):
    article = make_article(status=Publication.PUBLIC)

    withdraw_article(article=article, by=editor)

    assert not Article.objects.public().exists()
    assert Article.objects.get().status == Publication.WITHDRAWN


@pytest.mark.parametrize("verb", [publish_article, withdraw_article])
def test_publication_is_refused_to_an_outsider(verb):
    article, outsider = make_article(status=Publication.DRAFT), User.objects.create(username="outsider")

    with pytest.raises(Refusal, match="outsider may not do this"):
        verb(article=article, by=outsider)

    assert Article.objects.get().status == Publication.DRAFT
