"""Tell webhooks of public changes: in order, at least once, each at its own pace."""

import datetime
import time
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from changes.models import Change, Delivery, Webhook
from changes.webhooks import AddressOf, Message, Reply, Send, news, trial_message

BATCH = 100  # changes in one message
WINDOW = 2_000  # changes that are looked through for one message
KEPT = datetime.timedelta(days=30)


def deliver_due(
    *, send: Send, address_of: AddressOf, report: Callable[[Delivery], None], clock: Callable[[], datetime.datetime]
) -> int:
    """Send each webhook that is due all that it has not been told yet, and return how many messages went out.

    A webhook that fails is left for later and holds nobody else up. Two of these may run at once: they take
    different webhooks.
    """
    sent = 0
    for pk in list(Webhook.objects.due(clock()).values_list("pk", flat=True)):
        while delivery := _deliver_next(pk, send, address_of, clock()):
            report(delivery)
            sent += 1
            if not delivery.is_delivered:
                break
    return sent


def deliver_test(*, webhook: Webhook, send: Send, now: datetime.datetime | None = None) -> Delivery:
    """Send a message that tells of nothing, and return how it went; the webhook's place in the log stays."""
    now = now or timezone.now()
    return _send(webhook, trial_message(webhook.pk, now=now), send, now, is_test=True)


def clear_deliveries(*, now: datetime.datetime) -> None:
    """Forget attempts that are older than a month."""
    Delivery.objects.filter(at__lt=now - KEPT).delete()


def _deliver_next(pk: int, send: Send, address_of: AddressOf, now: datetime.datetime) -> Delivery | None:
    """Send the next message; None where there is nothing to tell, or another process is at it."""
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update(skip_locked=True).due(now).filter(pk=pk).first()
        if webhook is None:
            return None
        changes, up_to = _next_changes(webhook)
        if not changes:
            if up_to > webhook.position:
                webhook.told(up_to=up_to)
            return None
        delivery = _send(
            webhook, news(webhook.pk, changes, address_of, now=now), send, now,
            first_seq=changes[0].seq, last_seq=changes[-1].seq, number=len(changes), attempt=webhook.failures + 1,
        )  # fmt: skip
        if delivery.is_delivered:
            webhook.told(up_to=up_to)
        else:
            webhook.failed(now=now)
    return delivery


def _next_changes(webhook: Webhook) -> tuple[list[Change], int]:
    """Return the next changes that the webhook wants, and up to where the log was looked through for them."""
    up_to, wanted = webhook.position, []
    while True:
        window = list(Change.objects.since(up_to)[:WINDOW])
        for change in window:
            up_to = change.seq
            if webhook.wants(change):
                wanted.append(change)
                if len(wanted) == BATCH:
                    return wanted, up_to
        if len(window) < WINDOW:
            return wanted, up_to


def _send(webhook: Webhook, message: Message, send: Send, now: datetime.datetime, **about: int | bool) -> Delivery:
    began = time.monotonic()
    reply: Reply = send(webhook.url, message.headers(webhook.secret, now=now), message.body)
    return Delivery.objects.create(
        webhook=webhook,
        at=now,
        status=reply.status,
        error=reply.error[:500],
        milliseconds=int((time.monotonic() - began) * 1000),
        **about,
    )
