"""Fetching a page: how much, how long, how far, and from whom."""

import gzip
import ipaddress
import time

import pytest

from sources.interchange.web_address import Permitted
from sources.interchange.web_page import Limits, fetch
from sources.rules import Refusal
from tests.web_server import answer, serving

HTML = "Content-Type: text/html; charset=utf-8"
HERE = (ipaddress.ip_network("127.0.0.1/32"),)


@pytest.fixture
def web():
    with serving() as server:
        yield server


def fetched(web, url, *, networks=HERE, limits=None, **options):
    """Fetch as an installation that allows the test's own server."""
    permitted = Permitted(networks=networks, ports=frozenset({web.port}))
    return fetch(url, agent="ClaimTrack tests", permitted=permitted, limits=limits or Limits(seconds=5), **options)


def refused(web, url, **options):
    """Return the words in which the page is refused."""
    with pytest.raises(Refusal) as refusal:
        fetched(web, url, **options)
    return refusal.value.message


def test_page_is_fetched_with_what_was_sent(web):
    web.pages["/a?b=1"] = answer("Мост закрыт.".encode(), HTML)

    exchanges = fetched(web, web.url("/a?b=1#part"))

    assert [(one.status, one.content().decode(), one.address) for one in exchanges] == [
        (200, "Мост закрыт.", "127.0.0.1")
    ]
    assert web.asked[0].split("\n") == [
        "GET /a?b=1 HTTP/1.1",
        f"Host: 127.0.0.1:{web.port}",
        "User-Agent: ClaimTrack tests",
        "Accept: text/html, application/pdf, text/plain, */*;q=0.1",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]


def test_compressed_page_is_kept_as_it_came(web):
    body = gzip.compress(b"<p>The bridge is closed.</p>")
    web.pages["/"] = answer(body, HTML, "Content-Encoding: gzip")

    (exchange,) = fetched(web, web.url("/"))

    assert (exchange.body, exchange.content()) == (body, b"<p>The bridge is closed.</p>")


def test_page_in_chunks_is_put_together(web):
    head = f"HTTP/1.1 200 OK\r\n{HTML}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    web.pages["/"] = head + b"5\r\nThe b\r\n5\r\nridge\r\n0\r\n\r\n"

    assert fetched(web, web.url("/"))[-1].content() == b"The bridge"


def test_redirects_are_followed_and_kept(web):
    web.pages["/old"] = answer(b"", "Location: /мост", status="301 Moved Permanently")
    web.pages["/%D0%BC%D0%BE%D1%81%D1%82"] = answer(b"The bridge", HTML)

    exchanges = fetched(web, web.url("/old"))

    assert [one.status for one in exchanges] == [301, 200]
    assert exchanges[-1].url == web.url("/мост")


def test_endless_redirects_are_refused(web):
    web.pages["/"] = answer(b"", "Location: /", status="302 Found")

    assert "redirects again and again" in refused(web, web.url("/"))
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.2/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://0/"],
)
def test_redirect_to_a_private_address_is_refused(web, address):
    location = address.replace("/", f":{web.port}/", 3).replace(f":{web.port}/", "/", 2)
    web.pages["/"] = answer(b"", f"Location: {location}", status="302 Found")

    assert "private network" in refused(web, web.url("/"))
    assert len(web.asked) == 1


def test_redirect_to_no_address_is_refused(web):
    web.pages["/"] = answer(b"", "Location: http://[::1", status="302 Found")

    assert "an address that is none" in refused(web, web.url("/"))


def test_redirect_to_another_scheme_is_refused(web):
    web.pages["/"] = answer(b"", "Location: file:///etc/passwd", status="302 Found")

    assert "whole address of one page" in refused(web, web.url("/"))


def test_name_is_resolved_once_and_the_checked_address_is_asked(web):
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    web.pages["/"] = answer(b"The bridge", HTML)

    exchanges = fetched(web, web.url("/", "rebinding.example"), resolver=lambda _host, _port: next(answers))

    assert exchanges[-1].address == "127.0.0.1"
    assert next(answers) == ["127.0.0.2"]
    assert f"Host: rebinding.example:{web.port}" in web.asked[0]


def test_name_that_turns_private_between_redirects_is_refused(web):
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    web.pages["/"] = answer(b"", "Location: /again", status="302 Found")
    url = web.url("/", "rebinding.example")

    assert "private network" in refused(web, url, resolver=lambda _host, _port: next(answers))
    assert len(web.asked) == 1


def test_name_with_one_private_address_is_refused(web):
    url = web.url("/", "mixed.example")

    assert "private network" in refused(web, url, resolver=lambda _host, _port: ["127.0.0.1", "10.0.0.1"])
    assert web.asked == []


@pytest.mark.parametrize("length", ["Content-Length: 2001", "X-No-Length: 1"])
def test_page_that_is_too_large_is_refused(web, length):
    web.pages["/"] = f"HTTP/1.1 200 OK\r\n{HTML}\r\n{length}\r\n\r\n".encode() + b"x" * 2001

    assert "larger than" in refused(web, web.url("/"), limits=Limits(size=2000, seconds=5))


def test_page_that_swells_is_refused(web):
    bomb = gzip.compress(b"0" * 20_000_000)
    web.pages["/"] = answer(bomb, HTML, "Content-Encoding: gzip")

    assert len(bomb) < 100_000
    assert "larger than 10 megabytes" in refused(web, web.url("/"))


@pytest.mark.parametrize(
    "beginning", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
)
def test_server_that_drips_is_cut_off(web, beginning):
    def drip(connection):
        connection.write(beginning)
        for _moment in range(100):
            connection.write(b"x")
            connection.flush()
            time.sleep(0.05)

    web.pages["/"] = drip
    began = time.monotonic()

    assert "takes too long" in refused(web, web.url("/"), limits=Limits(seconds=0.5))
    assert time.monotonic() - began < 2


def test_resolver_that_hangs_is_not_waited_for(web):
    def hang(_host, _port):
        time.sleep(1.5)
        return ["127.0.0.1"]

    began = time.monotonic()

    assert "no server named" in refused(web, web.url("/", "slow.example"), limits=Limits(seconds=0.2), resolver=hang)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (answer(b"", status="401 Unauthorized"), "signed in there (401)"),
        (answer(b"", status="403 Forbidden"), "signed in there (403)"),
        (answer(b"", status="404 Not Found"), "answered 404 Not Found"),
        (answer(b"", status="503 Later"), "answered 503 Later"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nshort", "broke off"),
        (answer(b"xxxx", "Content-Encoding: gzip"), "broke off"),
        (answer(gzip.compress(b"long enough" * 9, mtime=0)[:-12], "Content-Encoding: gzip"), "broke off"),
        (answer(b"xxxx", "Content-Encoding: br"), "compression"),
        (b"", "does not answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "does not answer"),
    ],
)
def test_answer_that_is_no_page_says_what_to_do(web, page, words):
    web.pages["/"] = page

    assert words in refused(web, web.url("/"))


def test_server_that_is_not_there_says_so(web):
    networks = (ipaddress.ip_network("127.0.0.1/32"),)
    free = Permitted(networks=networks, ports=frozenset({1}))

    with pytest.raises(Refusal, match=r"127\.0\.0\.1 does not answer"):
        fetch("http://127.0.0.1:1/", agent="ClaimTrack tests", permitted=free)


def test_server_that_speaks_no_https_says_so(web):
    web.pages["/"] = answer(b"The bridge", HTML)

    assert "does not answer" in refused(web, web.url("/").replace("http:", "https:"))
