"""No message reaches a private address, whatever the name says, and no redirect is followed."""

import pytest

from changes.models import Webhook
from sources.interchange.web_address import Permitted
from sources.interchange.web_post import post
from tests.changes.webhooks.conftest import publish, tell
from tests.web_server import answer

pytestmark = pytest.mark.django_db


def reply(url, *addresses, permitted=None):
    """Post to ``url`` whose host has these addresses."""
    return post(
        url, {}, b"{}", agent="x", permitted=permitted or Permitted(), resolver=lambda _host, _port: list(addresses)
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "ftp://example.org/",
        "https://example.org:22/",
    ],
)
def test_private_address_or_port_is_not_asked(url):
    sent = reply(url, url.partition("//")[2].split("/")[0].strip("[]").replace("2130706433", "127.0.0.1"))

    assert sent.status is None
    assert sent.error.startswith("The address cannot be reached from here")


def test_public_name_with_a_private_address_among_others_is_not_asked():
    assert reply("http://rebound.example/", "93.184.216.34", "127.0.0.1").status is None


def test_name_is_resolved_once_and_the_checked_address_is_asked(receiver, settings):
    asked = []

    def turning(host, _port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    permitted = Permitted(tuple(settings.FETCH_NETWORKS), frozenset(settings.FETCH_PORTS))
    url = f"http://rebound.example:{receiver.web.port}/hook"
    sent = post(url, {}, b"{}", agent="x", permitted=permitted, resolver=turning)

    assert sent.status == 200
    assert asked == ["rebound.example"]
    assert receiver.messages[0].headers["host"] == f"rebound.example:{receiver.web.port}"


def test_redirect_is_not_followed_and_counts_as_a_failure(webhook, receiver):
    receiver.status, receiver.headers = "302 Found", (f"Location: {receiver.web.url('/elsewhere')}",)
    receiver.web.pages["/elsewhere"] = answer(b"")
    publish()

    (attempt,) = tell()

    assert attempt.status == 302
    assert attempt.error.startswith("The server redirects, which is not followed.")
    assert len(receiver.messages) == 1
    assert Webhook.objects.get().failures == 1


def test_private_webhook_is_logged_as_what_it_is(db, settings):
    settings.FETCH_NETWORKS, settings.FETCH_PORTS = [], [80, 443]
    Webhook.objects.create(name="Inside", url="http://127.0.0.1/hook")
    publish()

    (attempt,) = tell()

    assert attempt.status is None
    assert attempt.error.startswith("The address cannot be reached from here")


def test_server_that_never_answers_is_left(receiver, settings):
    receiver.web.pages["/slow"] = lambda out: __import__("time").sleep(3)
    permitted = Permitted(tuple(settings.FETCH_NETWORKS), frozenset(settings.FETCH_PORTS))

    sent = post(receiver.web.url("/slow"), {}, b"{}", agent="x", permitted=permitted, seconds=0.3)

    assert (sent.status, sent.error) == (None, "The server takes too long.")


def test_server_that_is_not_there_is_named(settings, receiver):
    permitted = Permitted(tuple(settings.FETCH_NETWORKS), frozenset({1}))

    sent = post("http://127.0.0.1:1/", {}, b"{}", agent="x", permitted=permitted)

    assert sent.status is None
    assert sent.error.startswith("The server does not answer: ")
