"""Translation: a claim in another language."""

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.enums import TranslationOrigin
from claims.models.claim import Claim
from claims.models.verdict import Verdict
from claims.triggers import translation as triggers
from sources.enums import Publication
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.fields import language_tag


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Questions about translations."""

    def public(self) -> "TranslationQuerySet":
        """Return what readers may see: checked by a person, of a public claim."""
        return self.filter(checked_at__isnull=False, claim__status=Publication.PUBLIC, claim__merged_into__isnull=True)


@tracked("TranslationHistory")
class Translation(Editorial):
    """Shown only when checked, and the summary only beside the verdict version that it translates."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="translations", verbose_name=_("claim"))
    language = models.CharField(_("language"), max_length=35)
    statement = models.TextField(_("statement"))
    summary = models.TextField(_("summary"), blank=True)
    verdict = models.ForeignKey(
        Verdict,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("verdict whose summary this is"),
    )
    origin = models.CharField(_("origin"), max_length=10, choices=TranslationOrigin.choices)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "language"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(fields=["claim", "language"], name="translation_once"),
            models.CheckConstraint(
                condition=language_tag("language") & ~Q(language=""), name="translation_language_bcp47"
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="translation_statement_given"),
            models.CheckConstraint(condition=Q(origin__in=TranslationOrigin.values), name="translation_origin_known"),
            models.CheckConstraint(
                condition=Q(summary="", verdict__isnull=True) | (~Q(summary="") & Q(verdict__isnull=False)),
                name="translation_summary_and_verdict",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="translation_checked_by_and_at",
            ),
        ]
        triggers = [UPDATED_AT, *triggers.TRANSLATION]

    def __str__(self) -> str:
        return f"{self.claim} ({self.language})"

    def check_off(self, *, by: User, at: datetime.datetime) -> None:
        """Record who found the translation right; readers may see it."""
        self.checked_by, self.checked_at = by, at
        self.save(update_fields=["checked_by", "checked_at"])

    def uncheck(self) -> None:
        """Save a changed translation, which nobody has checked yet."""
        self.checked_by = self.checked_at = None
        self.save()
