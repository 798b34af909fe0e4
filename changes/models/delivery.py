"""Delivery: one attempt to tell a webhook, and what its server answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from changes.models.webhook import Webhook


class Delivery(models.Model):
    """What was sent when, and how it went; kept for a month.

    ``status`` is that of HTTP, null where no answer came; ``error`` then says why.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    at = models.DateTimeField(_("at"))
    is_test = models.BooleanField(_("test"), default=False)
    first_seq = models.BigIntegerField(_("first change"), null=True)
    last_seq = models.BigIntegerField(_("last change"), null=True)
    number = models.PositiveIntegerField(_("changes"), default=0)
    attempt = models.PositiveIntegerField(_("attempt"), default=1)
    status = models.PositiveIntegerField(_("status"), null=True)
    error = models.CharField(_("error"), max_length=500, blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            # The log of a webhook, the newest first; old ones are cleared away by time.
            models.Index(fields=["webhook", "-at"], name="delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.webhook} {self.at:%Y-%m-%d %H:%M} {self.status or self.error}"

    @property
    def is_delivered(self) -> bool:
        """Say whether the server took it."""
        return self.status is not None and 200 <= self.status < 300
