"""Who set a webhook up and changed it is kept; how far it was told is not, and its secret never."""

import pytest
from django.db import DatabaseError, connection, transaction

from changes.models import Webhook
from tests.changes.webhooks.conftest import publish, tell
from tests.claims.rules.test_history import history_of, writers
from tests.factories import make_editor
from tests.rules import acting, run

pytestmark = pytest.mark.django_db


def make_webhook():
    return Webhook.objects.create(name="Mirror", url="https://mirror.example/hook")


def test_each_change_is_kept_with_who_made_it():
    first, second = make_editor("first"), make_editor("second")
    with acting(first):
        webhook = make_webhook()
    with acting(second):
        Webhook.objects.update(url="https://elsewhere.example/hook")
    with acting(first):
        Webhook.objects.all().delete()

    kept = [("insert", first.pk), ("update", second.pk), ("delete", first.pk)]
    assert writers(webhook) == kept
    assert [row.url for row in history_of(webhook)] == [
        "https://mirror.example/hook",
        *["https://elsewhere.example/hook"] * 2,
    ]


def test_delivery_is_no_change(webhook, receiver):
    publish()
    tell()

    assert Webhook.objects.get().position > webhook.position
    assert [row.pgh_label for row in history_of(webhook)] == ["insert"]


def test_secret_is_in_no_row_of_the_history():
    webhook = make_webhook()
    Webhook.objects.update(name="Another")

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row::text, ' ') FROM changes_webhookhistory AS row")
        written = cursor.fetchone()[0]

    assert "Another" in written
    assert webhook.secret not in written


def test_history_is_never_rewritten():
    make_webhook()

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        run("UPDATE changes_webhookhistory SET name = 'x'")
