"""Two workers at once tell nobody twice, and a worker that dies tells again rather than not at all."""

import threading

import pytest
from django.db import connection

from changes.models import Change, Webhook
from sources.actions.webhook import send, tell_webhooks
from tests.changes.webhooks.conftest import NOW, tell
from tests.committed import committed_database  # noqa: F401  # a fixture
from tests.factories import make_claim
from tests.web_server import answer


@pytest.mark.usefixtures("committed_database")
def test_two_workers_tell_each_change_once(receiver):
    webhook = Webhook.objects.create(name="The mirror", url=receiver.url)
    for _ in range(3):
        make_claim()
    arrived, may_answer = threading.Event(), threading.Event()

    def slow(out):
        arrived.set()
        may_answer.wait(10)
        out.write(answer(b""))

    receiver.web.pages["/hook"] = slow

    def deed():
        tell()
        connection.close()

    first = threading.Thread(target=deed)
    first.start()
    arrived.wait(10)
    second = tell()
    may_answer.set()
    first.join()

    assert second == []
    assert receiver.changes == [change.seq for change in Change.objects.since(webhook.position)]


@pytest.mark.django_db
def test_worker_that_dies_after_sending_tells_again(webhook, receiver, monkeypatch):
    make_claim()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    def dying(*message):
        send(*message)
        raise KeyboardInterrupt

    monkeypatch.setattr("sources.actions.webhook.send", dying)
    with pytest.raises(KeyboardInterrupt):
        tell_webhooks(report=print, clock=lambda: NOW)
    monkeypatch.setattr("sources.actions.webhook.send", send)
    tell()

    assert len(receiver.messages) == 2
    assert receiver.messages[0].headers["webhook-id"] == receiver.messages[1].headers["webhook-id"]
