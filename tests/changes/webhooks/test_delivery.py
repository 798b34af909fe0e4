"""Webhooks are told in order, at least once, each at its own pace."""

import base64
import datetime
import hashlib
import hmac

import pytest

from changes.models import Change, Delivery, Webhook
from changes.models.webhook import ATTEMPTS
from tests.changes.webhooks.conftest import NOW, publish, tell
from tests.factories import make_claim

pytestmark = pytest.mark.django_db


def test_changes_are_told_in_order_and_once(webhook, receiver):
    publish(3)

    tell()
    tell()

    assert receiver.changes == [change.seq for change in Change.objects.since(webhook.position)]
    assert len(receiver.messages) == 1


def test_message_says_what_happened_to_what_and_where_it_is(webhook, receiver, settings):
    settings.SITE_URL = "https://facts.example.org"
    publish()

    tell()

    (change,) = Change.objects.since(webhook.position)
    (message,) = receiver.messages
    assert message.request == "POST /hook HTTP/1.1"
    assert message.headers["content-type"] == "application/json"
    assert message.data["type"] == "changes"
    assert message.data["timestamp"] == "2026-03-01T12:00:00Z"
    assert message.data["data"]["changes"] == [
        {
            "seq": change.seq,
            "kind": "created",
            "object_type": "claim",
            "object_id": change.object_id,
            "at": change.at.isoformat().replace("+00:00", "Z"),
            "url": f"https://facts.example.org/api/v1/claims/{change.object_id}/",
        }
    ]


def test_message_is_signed_after_standard_webhooks(webhook, receiver):
    publish()

    tell()

    (message,) = receiver.messages
    signed = f"{message.headers['webhook-id']}.{message.headers['webhook-timestamp']}.".encode() + message.body
    key = base64.b64decode(webhook.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert message.headers["webhook-signature"] == f"v1,{expected}"
    assert message.headers["webhook-timestamp"] == str(int(NOW.timestamp()))


def test_two_webhooks_have_two_secrets(db):
    made = [Webhook.objects.create(name="x", url="https://a.example/") for _ in range(2)]

    assert len({webhook.secret for webhook in made}) == 2


def test_new_webhook_is_told_of_what_comes_not_of_what_was(db, receiver):
    publish(2)
    Webhook.objects.create(name="Late", url=receiver.url)
    publish()

    tell()

    assert len(receiver.changes) == 1


def test_webhook_is_told_of_the_events_and_objects_that_it_wants(db, receiver):
    Webhook.objects.create(name="Losses", url=receiver.url, events=["withdrawn"], object_types=["claim"])
    claim = make_claim()
    publish()
    claim.withdraw()
    publish()

    tell()

    told = [change for message in receiver.messages for change in message.data["data"]["changes"]]
    assert [(change["kind"], change["object_id"]) for change in told] == [("withdrawn", claim.pk)]


def test_long_backlog_comes_in_several_messages(webhook, receiver, monkeypatch):
    monkeypatch.setattr("changes.actions.deliver.BATCH", 2)
    monkeypatch.setattr("changes.actions.deliver.WINDOW", 3)
    publish(5)

    tell()

    assert [len(message.data["data"]["changes"]) for message in receiver.messages] == [2, 2, 1]
    assert receiver.changes == sorted(receiver.changes)


def test_failure_is_tried_again_after_a_pause_that_grows(webhook, receiver):
    publish()
    receiver.status = "500 Internal Server Error"

    assert [attempt.status for attempt in tell()] == [500]
    assert tell(NOW + datetime.timedelta(seconds=59)) == []
    assert [attempt.attempt for attempt in tell(NOW + datetime.timedelta(seconds=60))] == [2]
    assert tell(NOW + datetime.timedelta(seconds=179)) == []
    receiver.status = "204 No Content"
    assert [attempt.status for attempt in tell(NOW + datetime.timedelta(seconds=180))] == [204]


def test_message_that_is_sent_again_has_the_same_name_and_loses_nothing(webhook, receiver):
    publish(2)
    receiver.status = "503 Service Unavailable"
    tell()
    receiver.status = "200 OK"

    tell(NOW + datetime.timedelta(hours=1))

    first, second = receiver.messages
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.data["data"] == second.data["data"]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]


def test_slow_starter_does_not_hold_the_others_up(webhook, receiver):
    Webhook.objects.create(name="Nobody there", url=receiver.web.url("/missing"))
    publish()

    tell()

    assert len(receiver.changes) == 2  # one to each address
    assert Webhook.objects.get(pk=webhook.pk).failures == 0


def test_webhook_that_fails_too_often_is_given_up(webhook, receiver):
    publish()
    receiver.status = "410 Gone"
    for number in range(ATTEMPTS + 3):
        tell(NOW + datetime.timedelta(days=number))

    webhook.refresh_from_db()
    assert len(receiver.messages) == ATTEMPTS
    assert webhook.is_active is False
    assert webhook.gave_up_at == NOW + datetime.timedelta(days=ATTEMPTS - 1)
    assert list(Webhook.objects.given_up()) == [webhook]


def test_resumed_webhook_goes_on_where_it_stopped(webhook, receiver):
    publish()
    receiver.status = "500 x"
    for number in range(ATTEMPTS):
        tell(NOW + datetime.timedelta(days=number))
    publish()
    receiver.status = "200 OK"
    webhook.refresh_from_db()

    webhook.resume()
    tell(NOW + datetime.timedelta(days=30))

    assert len(receiver.messages[-1].data["data"]["changes"]) == 2


def test_webhook_that_is_switched_off_is_not_told(webhook, receiver):
    Webhook.objects.update(is_active=False)
    publish()

    assert tell() == []


def test_log_of_attempts_is_kept_for_a_month(webhook, receiver):
    publish()
    tell()
    publish()

    tell(NOW + datetime.timedelta(days=31))

    assert [delivery.at for delivery in Delivery.objects.all()] == [NOW + datetime.timedelta(days=31)]
