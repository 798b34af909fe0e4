"""Telling webhooks, as this installation is allowed to reach them."""

import datetime
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from changes.actions.deliver import clear_deliveries, deliver_due, deliver_test
from changes.models import Delivery, Webhook
from changes.webhooks import Reply
from sources.interchange.web_address import Permitted
from sources.interchange.web_post import post
from sources.rules import require_permission

PERMISSION = "changes.change_webhook"


def tell_webhooks(*, report: Callable[[Delivery], None], clock: Callable[[], datetime.datetime] = timezone.now) -> int:
    """Send what webhooks have not been told yet, and return how many messages went out."""
    clear_deliveries(now=clock())
    return deliver_due(send=send, address_of=address_of, report=report, clock=clock)


def try_webhook(*, webhook: Webhook, by: User) -> Delivery:
    """Send a test message and return how it went."""
    require_permission(by, PERMISSION)
    return deliver_test(webhook=webhook, send=send)


def resume_webhook(*, webhook: Webhook, by: User) -> Webhook:
    """Try a webhook again that was given up, from where it stopped."""
    require_permission(by, PERMISSION)
    webhook.resume()
    return webhook


def send(url: str, headers: Mapping[str, str], body: bytes) -> Reply:
    """Send a message to where this installation may send one."""
    permitted = Permitted(tuple(settings.FETCH_NETWORKS), frozenset(settings.FETCH_PORTS))
    return post(url, headers, body, agent=f"ClaimTrack (+{settings.SITE_URL})", permitted=permitted)


def address_of(object_type: str, pk: int) -> str | None:
    """Return where the API has an object."""
    try:
        return settings.SITE_URL.rstrip("/") + reverse(f"api-{object_type}-detail", args=[pk])
    except NoReverseMatch:
        return None
