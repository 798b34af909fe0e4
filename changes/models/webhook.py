"""Webhook: an address of somebody else's that is told of public changes."""

import base64
import datetime
import secrets

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from changes.models.change import Change, ChangeKind

ATTEMPTS = 15  # in a row that may fail, over a day and a half
LONGEST_PAUSE = datetime.timedelta(hours=6)
SECRET_PREFIX = "whsec_"  # noqa: S105  # what every secret begins with (Standard Webhooks)


def new_secret() -> str:
    """Return a secret that nobody can guess: 32 random bytes, as Standard Webhooks writes them."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def every_event() -> list[str]:
    """Return all kinds of changes."""
    return list(ChangeKind.values)


def last_change() -> int:
    """Return the newest change: a new webhook is told of what comes after it."""
    return Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Questions about webhooks."""

    def due(self, now: datetime.datetime) -> "WebhookQuerySet":
        """Return those that may be tried now."""
        return self.filter(Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now), is_active=True)

    def given_up(self) -> "WebhookQuerySet":
        """Return those that answered badly for so long that nobody tries them any more."""
        return self.filter(gave_up_at__isnull=False)


# Who set it up, changed it or switched it off; not how far it was told, which it notes itself, and never the secret.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=["id", "name", "url", "events", "object_types", "is_active", "created_at", "gave_up_at"],
    model_name="WebhookHistory",
    append_only=True,
)
class Webhook(models.Model):
    """Who is told of which changes, and how far they have been told.

    ``position`` is the last change that was delivered; ``failures`` counts the attempts in a row that failed.
    """

    name = models.CharField(_("name"), max_length=100, help_text=_("Who receives it, for the desk."))
    url = models.URLField(_("address"), max_length=500, help_text=_("Public; redirects are not followed."))
    secret = models.CharField(_("secret"), max_length=80, default=new_secret, editable=False)
    events = ArrayField(
        models.CharField(max_length=10, choices=ChangeKind.choices), default=every_event, verbose_name=_("events")
    )
    object_types = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("of which objects"),
        help_text=_("Such as claim, verdict; left empty, of all."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    position = models.BigIntegerField(_("told up to change"), default=last_change, editable=False)
    failures = models.PositiveIntegerField(_("failed attempts in a row"), default=0, editable=False)
    next_attempt_at = models.DateTimeField(_("next attempt at"), null=True, blank=True, editable=False)
    gave_up_at = models.DateTimeField(_("gave up at"), null=True, blank=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.CheckConstraint(condition=Q(url__regex=r"^https?://[^/]"), name="webhook_url_of_the_web"),
            models.CheckConstraint(
                condition=Q(events__contained_by=ChangeKind.values, events__len__gt=0), name="webhook_events_known"
            ),
            models.CheckConstraint(
                condition=Q(gave_up_at__isnull=True) | Q(is_active=False), name="webhook_given_up_is_not_active"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def wants(self, change: Change) -> bool:
        """Say whether the webhook is to be told of ``change``."""
        return change.kind in self.events and (not self.object_types or change.object_type in self.object_types)

    def told(self, *, up_to: int) -> None:
        """Note that everything up to this change was delivered or is of no interest."""
        self.position, self.failures, self.next_attempt_at = up_to, 0, None
        self.save(update_fields=["position", "failures", "next_attempt_at"])

    def failed(self, *, now: datetime.datetime) -> None:
        """Wait twice as long as the last time, or give up after too many attempts in a row."""
        self.failures += 1
        self.next_attempt_at = now + min(datetime.timedelta(minutes=2 ** (self.failures - 1)), LONGEST_PAUSE)
        if self.failures >= ATTEMPTS:
            self.is_active, self.gave_up_at, self.next_attempt_at = False, now, None
        self.save(update_fields=["failures", "next_attempt_at", "is_active", "gave_up_at"])

    def resume(self) -> None:
        """Try again from where it stopped: nothing in between is lost."""
        self.is_active, self.gave_up_at, self.failures, self.next_attempt_at = True, None, 0, None
        self.save(update_fields=["is_active", "gave_up_at", "failures", "next_attempt_at"])
