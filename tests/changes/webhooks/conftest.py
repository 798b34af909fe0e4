"""A receiver on this machine, a webhook that leads to it, and changes to be told of."""

import datetime
import ipaddress
import json

import pytest
from django.db import connection

from changes.models import Webhook
from sources.actions.webhook import tell_webhooks
from tests.factories import make_claim
from tests.web_server import answer, serving

NOW = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)


class Receiver:
    """Takes messages at ``/hook`` and answers as it was told, 200 at first."""

    def __init__(self, web):
        self.web = web
        self.status = "200 OK"
        self.headers = ()
        web.pages["/hook"] = lambda out: out.write(answer(b"", *self.headers, status=self.status))

    @property
    def url(self):
        return self.web.url("/hook")

    @property
    def messages(self):
        """Return the messages that came, the headers by their names in small letters."""
        return [Received(head, body) for head, body in zip(self.web.asked, self.web.bodies, strict=True)]

    @property
    def changes(self):
        """Return the numbers of all changes that came, in their order."""
        return [change["seq"] for message in self.messages for change in message.data["data"]["changes"]]


class Received:
    """One message."""

    def __init__(self, head, body):
        self.request, *lines = head.split("\n")
        self.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        self.body = body
        self.data = json.loads(body)


@pytest.fixture
def receiver(settings):
    """Return a receiver that this installation may reach."""
    with serving() as web:
        settings.FETCH_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
        settings.FETCH_PORTS = [web.port]
        yield Receiver(web)


@pytest.fixture
def webhook(db, receiver):
    """Return a webhook that has been told of everything so far."""
    return Webhook.objects.create(name="The mirror", url=receiver.url)


def publish(number=1):
    """Make public claims, and let the database write the log as it does at a commit."""
    for _ in range(number):
        make_claim()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def tell(at=NOW):
    """Run the worker once at a moment; return the attempts."""
    attempts = []
    tell_webhooks(report=attempts.append, clock=lambda: at)
    return attempts
