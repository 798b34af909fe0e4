"""Capturing an article again: a newer text, and what follows into it."""

import pytest
from pytest_django.asserts import assertContains

from sources.models import ArticleText, Mark, Passage
from tests.claims.admin.desk import told, url
from tests.factories import make_appearance, make_article, make_mark, make_outlet, make_passage
from tests.sources.admin.intake import HTML, LONG, TEXT, make, markup, take_in
from tests.web_server import answer

pytestmark = pytest.mark.django_db


def test_known_address_becomes_a_newer_text(client, editor, web):
    article = make_article(url=web.url("/bridge"), content="Bridge\n\nThe mayor said that it is open.")
    older = article.current_text
    web.pages["/bridge"] = answer(markup(("Bridge", LONG)).encode(), HTML)

    take_in(client, url=web.url("/bridge"))
    response = make(client)

    article.refresh_from_db()
    assert article.current_text.version == 2
    assert article.current_text.content.startswith("Bridge\n\nThe mayor said on Monday")
    assert ArticleText.objects.filter(pk=older.pk, content="Bridge\n\nThe mayor said that it is open.").exists()
    assert "The text is now version 2." in told(response)[0]


def test_unchanged_text_adds_no_version(client, editor):
    article = make_article(content=TEXT.rstrip())
    take_in(client, text=TEXT)

    response = make(client, version_of=article.pk)

    assertContains(response, "The text is the same as the one that is stored.")
    assert ArticleText.objects.count() == 1


def test_newer_text_is_one_story(client, editor):
    article = make_article()
    take_in(client, text=TEXT)

    response = make(client, version_of=article.pk, begins=[1, 5], shown="0-63 65-77")

    assertContains(response, "A newer text is one story.")
    assert ArticleText.objects.count() == 1


def test_quotes_and_marks_follow_where_their_words_stand(client, editor):
    article = make_article(content="The bridge. [Aside: yes.] The mayor said it is closed. Nobody asked.")
    agency = make_outlet(name="The Agency")
    make_mark(text=article.current_text, exact="[Aside: yes.]", inserted_by=agency)
    kept = make_appearance(passage=make_passage(article=article, exact="it is closed"), status="draft")
    gone = make_appearance(passage=make_passage(article=article, exact="Nobody asked."), status="draft")
    take_in(client, text="News. The bridge. [Aside: yes.] The mayor said it is closed. Somebody asked.")

    response = make(client, version_of=article.pk)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.passage.text.version, kept.passage.exact) == (2, "it is closed")
    assert gone.passage.text.version == 1
    assert Mark.objects.get(text__version=2).inserted_by == agency
    assert "followed: 1; orphaned, for you to decide: 1; marks to be made anew: 0." in told(response)[0]


def test_quote_with_a_doubtful_place_stays_behind(client, editor):
    article = make_article(content="Petrov said it is closed. Then he left.")
    make_passage(article=article, exact="it is closed")
    take_in(client, text="Ivanov said it is closed, and Petrova said it is closed.")

    make(client, version_of=article.pk)

    assert Passage.objects.get().text.version == 1


def test_quote_on_a_mark_that_is_lost_stays_behind(client, editor):
    article = make_article(content="He said it is [the bridge] closed. Yes.")
    make_mark(text=article.current_text, exact="[the bridge] closed. Yes.")
    make_passage(article=article, exact="it is [the bridge] closed.")
    take_in(client, text="He said it is [the bridge] closed. No.")

    make(client, version_of=article.pk)

    assert not Mark.objects.filter(text__version=2).exists()
    assert Passage.objects.get().text.version == 1


def test_article_leads_to_a_new_capture(client, editor):
    article = make_article(url="https://neva.example/bridge")

    page = client.get(url("sources_article_change", article.pk))
    again = next(address for label, address in page.context["next_pages"] if label == "Capture again")
    form = client.get(again).context["form"]

    assert form["url"].value() == "https://neva.example/bridge"
    assert form["article"].value() == str(article.pk)
