"""Getting articles in: from what is pasted, uploaded or fetched to articles with a text."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains

from sources.models import Article, ArticleText, Capture
from tests.claims.admin.desk import told, url
from tests.factories import make_article, make_outlet
from tests.portable_documents import make_pdf, make_scan
from tests.sources.admin.intake import HTML, LONG, TEXT, articles_url, make, markup, objections, take_in
from tests.web_server import answer

pytestmark = pytest.mark.django_db


def test_pasted_text_becomes_an_article(client, editor):
    response = take_in(client, text=TEXT.replace("\n", "\r\n"), url="https://neva.example/bridge")
    outlet = make_outlet(domain="neva.example")

    made = make(client)

    article, capture = Article.objects.get(), Capture.objects.get()
    assert response.url == articles_url(capture)
    assert (article.title, article.url, article.outlet, article.status) == (
        "The bridge is closed", "https://neva.example/bridge", outlet, "draft",
    )  # fmt: skip
    text = article.current_text
    assert (text.content, text.capture, text.start, text.end) == (TEXT.rstrip(), capture, 0, len(TEXT) - 1)
    assert (bytes(capture.content), capture.origin) == (TEXT.encode(), article.url)
    assert told(made) == ["The article is here, as a draft, ready to be annotated."]
    assert made.redirect_chain[-1][0] == url("sources_article_change", article.pk)


def test_pasted_text_ends_where_the_editor_says(client, editor):
    take_in(client, text=TEXT)
    cut = {"begins": [1], "ends": [3], "shown": "0-63"}

    make(client, outlet=make_outlet().pk, **cut)

    assert ArticleText.objects.get().content == TEXT[:63]


def test_the_same_text_is_kept_once(client, editor):
    first = take_in(client, text=TEXT)
    second = take_in(client, text=TEXT)

    assert Capture.objects.count() == 1
    assert first.url == second.url


def test_uploaded_text_of_another_encoding_is_read(client, editor):
    content = ("Мост закрыт\n\n" + "Мэр сказал, что мост через Неву закрыт. " * 5).encode("cp1251")

    take_in(client, file=SimpleUploadedFile("мост.txt", content, "text/plain"))
    make(client, outlet=make_outlet().pk)

    text = ArticleText.objects.get()
    assert text.content.startswith("Мост закрыт\n\nМэр сказал")
    assert (bytes(text.capture.content), text.capture.origin, text.start) == (content, "мост.txt", None)
    assert text.extractor.startswith("plain text, ")


def test_uploaded_pdf_becomes_an_article(client, editor):
    content = make_pdf("Мост закрыт\nМэр сказал, что мост через Неву закрыт.", title="Мост закрыт")

    take_in(client, file=SimpleUploadedFile("report.pdf", content, "application/pdf"))
    make(client, outlet=make_outlet().pk)

    assert Article.objects.get().title == "Мост закрыт"
    assert "Мэр сказал" in ArticleText.objects.get().content
    assert Capture.objects.get().media_type == "application/pdf"


def test_page_is_fetched_read_and_kept_as_a_web_archive(client, editor, web):
    web.pages["/bridge"] = answer(markup(("Мост закрыт", "Мэр сказал, что мост закрыт. " * 9)).encode("cp1251"), HTML)

    take_in(client, url=web.url("/bridge"))
    make(client, outlet=make_outlet().pk)

    article, capture = Article.objects.get(), Capture.objects.get()
    assert (article.title, article.url, article.language) == ("Мост закрыт", web.url("/bridge"), "en")
    assert article.current_text.content.startswith("Мост закрыт\n\nМэр сказал")
    assert article.current_text.extractor.startswith("trafilatura ")
    assert (capture.media_type, capture.origin) == ("application/warc", web.url("/bridge"))
    assert bytes(capture.content)[:2] == b"\x1f\x8b"


def test_page_of_several_stories_becomes_several_articles(client, editor, web):
    web.pages["/"] = answer(markup(("Bridge", LONG), ("Tower", LONG + "It is shut.")).encode(), HTML)
    take_in(client, url=web.url("/"))

    response = make(client, outlet=make_outlet().pk, **{"story1-url": "", "story1-title": "The bridge"})

    assert list(Article.objects.order_by("pk").values_list("title", flat=True)) == ["The bridge", "Tower"]
    bridge, tower = ArticleText.objects.order_by("pk")
    assert bridge.content.startswith("Bridge\n\nThe mayor")
    assert tower.content.endswith("It is shut.")
    assert "2 articles are here" in told(response)[0]


def test_editor_cuts_anew_and_keeps_what_was_typed(client, editor):
    take_in(client, text=TEXT)
    typed = {"begins": [1, 5], "_cut": "1", "story1-title": "Typed with care", "shown": "", "outlet": make_outlet().pk}

    response = client.post(articles_url(), typed)

    first, second = response.context["page"].parts
    assert (first.form["title"].value(), second.form["title"].value()) == ("Typed with care", "Comments (3)")
    assert not Article.objects.exists()


def test_stories_that_were_never_shown_are_shown_first(client, editor):
    take_in(client, text=TEXT)

    response = make(client, begins=[1, 5], outlet=make_outlet().pk)

    assertContains(response, "The stories have changed.")
    assert not Article.objects.exists()


def test_nothing_is_made_of_stories_if_one_is_refused(client, editor):
    make_article(url="https://neva.example/tower", content=None)
    take_in(client, text=TEXT)
    stories = {"begins": [1, 5], "shown": "0-63 65-77", "story1-title": "Bridge", "story1-url": "",
               "story5-title": "Tower", "story5-url": "https://neva.example/tower"}  # fmt: skip

    response = make(client, outlet=make_outlet().pk, **stories)

    errors = [part.form.errors.as_text() for part in response.context["page"].parts]
    assert errors[0] == ""
    assert "already an article with this URL" in errors[1]
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Give an address, choose a file, or paste the text"),
        ({"text": " \n "}, "Give an address"),
        ({"text": TEXT, "file": SimpleUploadedFile("a.txt", b"It is closed.")}, "not both"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "empty"),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG", "image/png")}, "This is image/png"),
        ({"file": SimpleUploadedFile("a.txt", bytes(range(256)) * 9, "text/plain")}, "Save it as UTF-8"),
        ({"file": SimpleUploadedFile("a.pdf", make_scan(), "application/pdf")}, "(OCR)"),
        ({"file": SimpleUploadedFile("a.pdf", make_scan(password="x"), "application/pdf")}, "locked by a password"),
        ({"file": SimpleUploadedFile("a.html", b"<html><body></body></html>", "text/html")}, "no text on this page"),
        ({"file": SimpleUploadedFile("a.txt", b"x" * 20_000_001, "text/plain")}, "larger than 20 megabytes"),
        ({"text": TEXT, "url": "neva.example"}, "Give the whole address"),
        ({"url": "http://127.0.0.1/admin/"}, "private network"),
        ({"url": "http://169.254.169.254/"}, "private network"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(client, editor, typed, words):
    response = take_in(client, **typed)

    assert words in objections(response)
    assert not Capture.objects.exists()


def test_refused_page_keeps_what_was_typed(client, editor, web):
    web.pages["/bridge"] = answer(b"", status="403 Forbidden")

    response = take_in(client, url=web.url("/bridge"))

    assert "signed in there (403)" in objections(response)
    assertContains(response, web.url("/bridge"))
    assertContains(response, "Nothing was stored.")


def test_page_of_another_kind_is_refused(client, editor, web):
    web.pages["/film"] = answer(b"....", "Content-Type: video/mp4")

    assert "This is video/mp4" in objections(take_in(client, url=web.url("/film")))
    assert not Capture.objects.exists()


def test_outsider_takes_nothing_in(client):
    outsider = User.objects.create(username="outsider", is_staff=True)
    client.force_login(outsider)
    capture = Capture.objects.create(sha256=Capture.digest(b"a"), media_type="text/plain", content=b"a", origin="a")

    assert client.get(url("sources_capture_add")).status_code == 403
    assert take_in(client, text=TEXT).status_code == 403
    assert client.post(articles_url(capture)).status_code == 403
    assert not Article.objects.exists()


def test_capture_that_holds_no_text_leads_back_to_itself(client, editor):
    content = b"\x89PNG" + bytes(99)
    capture = Capture.objects.create(
        sha256=Capture.digest(content), media_type="image/png", content=content, origin="a.png"
    )

    response = client.get(articles_url(capture), follow=True)

    assert "This is image/png" in told(response)[0]
