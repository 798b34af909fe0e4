"""VerdictContributor: who wrote any part of a verdict."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.verdict import Verdict
from claims.triggers import verdict_evidence as triggers


class VerdictContributor(models.Model):
    """Written by the database with every edit, so that nobody reviews what they have edited."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="contributors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager["VerdictContributor"]()

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints = [models.UniqueConstraint(fields=["verdict", "user"], name="contributor_once")]
        triggers = triggers.VERDICT_CONTRIBUTOR

    def __str__(self) -> str:
        return str(self.user)
