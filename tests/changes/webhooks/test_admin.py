"""Webhooks at the desk: made, tested, looked after."""

import pytest
from django.contrib.admin import site
from django.core.management import call_command

from changes.models import Delivery, Webhook
from tests.changes.webhooks.conftest import NOW, publish
from tests.factories import make_administrator, make_editor
from tests.rules import Case, accepted, failing, passing, refused

pytestmark = pytest.mark.django_db

RULES = [
    Case("webhook_url_of_the_web", good=[{"url": "http://a.example/x"}], bad=[{"url": "ftp://a.example/"}]),
    Case("webhook_events_known", good=[{"events": ["created", "merged"]}], bad=[{"events": []}, {"events": ["born"]}]),
    Case(
        "webhook_given_up_is_not_active",
        good=[{"gave_up_at": NOW, "is_active": False}, {"gave_up_at": None, "is_active": True}],
        bad=[{"gave_up_at": NOW, "is_active": True}],
    ),
]


def make(**fields):
    return Webhook.objects.create(**{"name": "x", "url": "https://a.example/", **fields})


@passing(*RULES)
def test_rule_lets_pass(rule, fields):
    with accepted(rule):
        make(**fields)


@failing(*RULES)
def test_rule_refuses(rule, fields):
    with refused(rule):
        make(**fields)


@pytest.fixture
def desk(client):
    client.force_login(make_administrator(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(desk, webhook):
    return desk.get(f"/admin/changes/webhook/{webhook.pk}/change/").content.decode()


def form(receiver, **fields):
    return {
        "name": "The mirror", "url": receiver.url, "events": ["created", "withdrawn"], "object_types": "claim, verdict",
        "is_active": "on", **fields,
    }  # fmt: skip


def test_secret_is_shown_once(desk, receiver):
    shown = desk.post("/admin/changes/webhook/add/", form(receiver), follow=True).content.decode()

    webhook = Webhook.objects.get()
    assert webhook.object_types == ["claim", "verdict"]
    assert webhook.secret in shown
    assert webhook.secret not in page(desk, webhook)


def test_new_webhook_is_told_of_everything_unless_somebody_chooses(desk):
    html = desk.get("/admin/changes/webhook/add/").content.decode()

    assert html.count('name="events"') == html.count("checked") - 1 == 5  # and active


@pytest.mark.parametrize("fault", [{"url": "ftp://a.example/"}, {"events": []}, {"object_types": "Claim!"}])
def test_wrong_input_is_refused_on_the_page(desk, receiver, fault):
    response = desk.post("/admin/changes/webhook/add/", form(receiver, **fault))

    assert "errorlist" in response.content.decode()
    assert not Webhook.objects.exists()


def test_test_button_sends_a_message_and_says_how_it_went(desk, webhook, receiver):
    publish()
    taken = desk.post(f"/admin/changes/webhook/{webhook.pk}/test/", follow=True).content.decode()
    receiver.status = "404 Not Found"
    refused_ = desk.post(f"/admin/changes/webhook/{webhook.pk}/test/", follow=True).content.decode()

    assert "The server took the test message (200)." in taken
    assert "The test message did not arrive: 404" in refused_
    assert [message.data["type"] for message in receiver.messages] == ["test", "test"]
    assert Webhook.objects.get().position == webhook.position
    assert Delivery.objects.filter(is_test=True).count() == 2


def test_given_up_webhook_says_so_and_is_tried_again(desk, webhook):
    Webhook.objects.update(is_active=False, gave_up_at=NOW, failures=15)
    shown = page(desk, webhook)

    desk.post(f"/admin/changes/webhook/{webhook.pk}/resume/")

    assert "Given up at 2026-03-01 12:00" in shown
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.gave_up_at, webhook.failures) == (True, None, 0)


def test_front_page_names_webhooks_that_were_given_up(desk, webhook):
    assert "given up" not in desk.get("/admin/").content.decode()

    Webhook.objects.update(is_active=False, gave_up_at=NOW, failures=15)

    assert "webhook that was given up" in desk.get("/admin/").content.decode()
    assert "The mirror" in desk.get("/admin/changes/webhook/?gave_up_at__isnull=0").content.decode()


def test_saving_leaves_the_place_in_the_log_alone(webhook, rf):
    read_earlier = Webhook.objects.get()
    Webhook.objects.update(position=webhook.position + 7)
    read_earlier.name = "Renamed"

    site._registry[Webhook].save_model(rf.post("/"), read_earlier, form=None, change=True)

    webhook.refresh_from_db()
    assert (webhook.name, webhook.position) == ("Renamed", read_earlier.position + 7)


def test_buttons_act_on_post_only(desk, webhook, receiver):
    assert desk.get(f"/admin/changes/webhook/{webhook.pk}/test/").status_code == 405
    assert receiver.messages == []


def test_editors_see_no_webhooks(client, webhook, receiver):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/admin/changes/webhook/").status_code == 403
    assert client.post(f"/admin/changes/webhook/{webhook.pk}/test/").status_code == 403
    assert receiver.messages == []


def test_page_shows_the_attempts(desk, webhook, receiver):
    publish()
    receiver.status = "500 Broken"
    call_command("deliver_webhooks", verbosity=0)

    assert "500" in page(desk, webhook)
    assert len(receiver.messages) == 1


def test_command_says_how_it_went(webhook, receiver, capsys):
    publish()

    call_command("deliver_webhooks")

    told = capsys.readouterr().out
    assert "The mirror: changes" in told
    assert "attempt 1: 200" in told
    assert "1 messages sent." in told
