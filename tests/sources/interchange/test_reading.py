"""Reading captures: text files, web pages, PDF files, archived answers."""

import datetime
import gzip

import pytest

from sources.interchange.reading import read
from sources.interchange.web_archive import MEDIA_TYPE, page_of, to_warc
from sources.interchange.web_page import Exchange
from sources.rules import Refusal
from tests.portable_documents import make_pdf, make_scan

RUSSIAN = "Мост закрыт\n\nМэр сказал, что мост через Неву закрыт с понедельника. Больше никого не спросили.\n"
LONG = "The mayor said on Monday that the bridge over the Neva was closed. " * 10
URL = "https://neva.example/bridge"


def page(body, head=""):
    """Return the markup of a page with a menu around the story."""
    menu = "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
    return f"<!doctype html><html lang=en><head><title>Neva Times</title>{head}</head><body>{menu}{body}</body></html>"


def story(title, text=LONG, day="2026-01-02", byline="Anna Petrova"):
    return (
        f"<article><h2><a href='/{title[-1]}'>{title}</a></h2><span class=byline>{byline}</span>"
        f"<time datetime='{day}T10:00Z'>some day</time><p>{text}</p></article>"
    )


def refused(content, media_type):
    """Return the rule by which a capture is refused."""
    with pytest.raises(Refusal) as refusal:
        read(content, media_type)
    return refusal.value.code


def test_plain_text_stands_in_its_capture_as_it_is():
    reading = read(RUSSIAN.encode(), "text/plain")

    assert (reading.text, reading.extractor, reading.stories[0].title) == (RUSSIAN, "", "Мост закрыт")


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16", "utf-8-sig", "iso-8859-5"])
def test_text_of_another_encoding_is_read(charset):
    reading = read(RUSSIAN.encode(charset), f"text/plain; charset={charset}")

    assert reading.text == RUSSIAN
    assert reading.extractor.startswith("plain text, ")


@pytest.mark.parametrize("charset", ["windows-1251", "utf-16"])
def test_encoding_that_nobody_declares_is_found(charset):
    assert read(RUSSIAN.encode(charset), "text/plain").text == RUSSIAN


def test_encoding_that_is_declared_wrongly_does_no_harm():
    assert read(RUSSIAN.encode(), "text/plain; charset=windows-1251").text == RUSSIAN
    assert read(RUSSIAN.encode("cp1251"), "text/plain; charset=utf-8").text == RUSSIAN
    assert read(RUSSIAN.encode(), "text/plain; charset=no-such-thing").text == RUSSIAN


def test_line_ends_become_line_feeds():
    reading = read(b"The bridge\r\nis closed.\rYes.", "text/plain")

    assert (reading.text, reading.extractor) == ("The bridge\nis closed.\nYes.", "plain text, utf-8")


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"", "text/plain", "empty"),
        (b" \n\t\n", "text/plain", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png", "media_type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "", "encoding"),
        (b"a" * 1_000_001, "text/plain", "too_long"),
        (page("").encode(), "text/html", "empty"),
        (b"", "text/html", "empty"),
        (page("<script>document.write('The bridge')</script>").encode(), "text/html", "empty"),
        (page("<form>Sign in to read on <input type=password></form>").encode(), "text/html", "login_wall"),
        (make_scan(), "application/pdf", "scan"),
        (make_scan(password="secret"), "application/pdf", "pdf"),
        (make_scan(pages=501), "application/pdf", "pdf"),
        (b"%PDF-1.4 and nothing else", "application/pdf", "pdf"),
    ],
)
def test_what_holds_no_text_is_refused(content, media_type, code):
    assert refused(content, media_type) == code


def test_page_gives_its_story_without_menus():
    head = (
        f"<meta property='og:title' content='The bridge is closed'><meta name=author content='Anna Petrova'>"
        f"<meta property='article:published_time' content='2026-01-02T10:00:00Z'><link rel=canonical href='{URL}'>"
    )
    body = f"<article><h1>The bridge is closed</h1><p>{LONG}</p><ul><li>one</li><li>two</li></ul></article>"

    reading = read(page(body, head).encode(), "text/html")

    (found,) = reading.stories
    assert reading.text.startswith("The bridge is closed\n\nThe mayor said on Monday")
    assert reading.text.endswith("\n\n- one\n- two")
    assert "Home" not in reading.text
    assert (found.title, found.byline, found.published, found.url) == (
        "The bridge is closed", ("Anna Petrova",), "2026-01-02", URL,
    )  # fmt: skip
    assert reading.language == "en"
    assert reading.extractor.startswith("trafilatura ")


def test_headline_is_part_of_the_text():
    head = "<meta property='og:title' content='The bridge is closed'>"

    assert read(page(f"<p>{LONG}</p>", head).encode(), "text/html").text.startswith("The bridge is closed\n\n")


def test_page_says_its_own_encoding():
    markup = page(f"<h1>Мост</h1><p>{RUSSIAN * 5}</p>", "<meta charset=windows-1251>")

    assert "Мэр сказал" in read(markup.encode("cp1251"), "text/html").text
    assert "Мэр сказал" in read(markup.encode("cp1251"), "text/html; charset=utf-8").text


def test_page_of_several_stories_tells_them_apart():
    markup = page(story("Bridge 1") + "<aside>Advertisement</aside>" + story("Bridge 2", day="2026-01-03"))

    reading = read(markup.encode(), "text/html", url=URL)

    lines = reading.text.split("\n")
    assert [lines[found.begins - 1] for found in reading.stories] == ["Bridge 1", "Bridge 2"]
    assert [(found.title, found.published, found.byline, found.url) for found in reading.stories] == [
        ("Bridge 1", "2026-01-02", ("Anna Petrova",), "https://neva.example/1"),
        ("Bridge 2", "2026-01-03", ("Anna Petrova",), "https://neva.example/2"),
    ]
    assert "Advertisement" not in reading.text


def test_link_that_is_no_address_does_no_harm():
    markup = page(story("Bridge 1").replace("'/1'", "'http://[::1'") + story("Bridge 2"))

    assert [found.url for found in read(markup.encode(), "text/html", url=URL).stories] == [
        "",
        "https://neva.example/2",
    ]


def test_teasers_are_no_stories():
    markup = page(f"<article><h1>Bridge 1</h1><p>{LONG}</p></article>" + story("Bridge 2", text="Read on"))

    assert len(read(markup.encode(), "text/html").stories) == 1


def test_whole_page_is_read_where_the_story_is_not_found():
    reading = read(page(f"<p>{LONG}</p>").encode(), "text/html", is_whole=True)

    assert reading.text.startswith("Home News\n\nThe mayor said")
    assert reading.extractor.endswith(", whole page")


def test_deeply_nested_page_is_read():
    markup = page("<div>" * 200 + LONG + "</div>" * 200)

    assert "The mayor" in read(markup.encode(), "text/html", is_whole=True).text


def test_pdf_in_cyrillic_is_read_by_paragraphs():
    content = make_pdf(
        "Мост закрыт\nМэр сказал, что мост через Неву за-\nкрыт с понедельника, и больше никого\nне спросили.\n"
        "Журналисты ждут ответа уже неделю, и",
        "ответа нет.", title="Мост"
    )  # fmt: skip

    reading = read(content, "application/pdf")

    assert reading.text == (
        "Мост закрыт\n\nМэр сказал, что мост через Неву закрыт с понедельника, и больше никого не спросили.\n\n"
        "Журналисты ждут ответа уже неделю, и\n\nответа нет."
    )
    assert (reading.stories[0].title, reading.extractor.split()[0]) == ("Мост", "pypdf")


def test_pdf_says_which_pages_hold_no_text():
    reading = read(make_pdf("The bridge is closed since Monday.", ""), "application/octet-stream")

    assert reading.notes == ("Pages without text, pictures perhaps: 2.",)


def exchange(url, body, *headers, status=200):
    return Exchange(url, "127.0.0.1", (("Host", "neva.example"),), status, "OK", headers, body)


def test_archive_keeps_every_answer_as_it_was_sent():
    body = gzip.compress(page(f"<h1>Мост</h1><p>{RUSSIAN * 5}</p>").encode("cp1251"))
    headers = (("Content-Type", "text/html; charset=windows-1251"), ("Content-Encoding", "gzip"))
    exchanges = [exchange("https://a.example/", b"", ("Location", URL), status=301), exchange(URL, body, *headers)]

    warc = to_warc(exchanges, at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))

    kept = page_of(warc)
    assert (kept.url, kept.status, kept.body, kept.headers) == (URL, 200, body, headers)
    reading = read(warc, MEDIA_TYPE)
    assert "Мэр сказал" in reading.text
    assert reading.stories[0].url == URL
