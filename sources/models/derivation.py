"""Derivation: an article made from another."""

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sources.enums import Decision, DerivationKind, Publication
from sources.models.article import Article
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.triggers import article as triggers


class DerivationQuerySet(models.QuerySet["Derivation"]):
    """Questions about derivations."""

    def confirmed(self) -> "DerivationQuerySet":
        """Return the derivations that a person has confirmed."""
        return self.filter(status=Decision.CONFIRMED)

    def public(self) -> "DerivationQuerySet":
        """Return what readers may see: confirmed, between two public articles."""
        return self.confirmed().filter(article__status=Publication.PUBLIC, original__status=Publication.PUBLIC)


@tracked("DerivationHistory")
class Derivation(Editorial):
    """``article`` republishes, translates, summarises or excerpts ``original``; there are no cycles."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="derived_from", verbose_name=_("article")
    )
    original = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="copies", verbose_name=_("original"))
    kind = models.CharField(_("kind"), max_length=12, choices=DerivationKind.choices)
    note = models.TextField(_("note"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Decision.choices, default=Decision.SUGGESTED)
    method = models.CharField(
        _("method"), max_length=40, blank=True, help_text=_("How it was found, such as editor or fingerprint.")
    )  # fmt: skip
    score = models.FloatField(_("score"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = DerivationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "original"]
        verbose_name = _("derivation")
        verbose_name_plural = _("derivations")
        constraints = [
            models.UniqueConstraint(fields=["article", "original"], name="derivation_once"),
            models.CheckConstraint(condition=~Q(article=F("original")), name="derivation_not_itself"),
            models.CheckConstraint(condition=Q(kind__in=DerivationKind.values), name="derivation_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Decision.values), name="derivation_status_known"),
            models.CheckConstraint(
                condition=Q(status=Decision.SUGGESTED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(status=Decision.SUGGESTED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="derivation_decided_by_and_at",
            ),
        ]
        triggers = [UPDATED_AT, *triggers.DERIVATION]

    def __str__(self) -> str:
        return f"{self.article} {self.get_kind_display()} {self.original}"

    def decide(self, status: Decision, *, by: User, at: datetime.datetime) -> None:
        """Confirm or reject the suggestion; the database rebuilds the origins."""
        self.status, self.decided_by, self.decided_at = status, by, at
        self.save(update_fields=["status", "decided_by", "decided_at"])
