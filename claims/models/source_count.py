"""SourceCount: how many independent sources stand behind a number of articles."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.enums import EvidenceStance, Stance
from claims.models.claim import Claim
from claims.triggers import source_count as triggers


class SourceCount(models.Model):
    """The public articles of one claim and stance, and the connected components of their origins.

    ``stance`` is an appearance's (asserts, denies, ...) or a piece of evidence's (supports, ...). Kept by the
    database; nobody else writes here. Forty copies of one wire story are one source.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="source_counts")
    stance = models.CharField(_("stance"), max_length=12, choices=[*Stance.choices, *EvidenceStance.choices])
    articles = models.PositiveIntegerField(_("articles"))
    sources = models.PositiveIntegerField(_("independent sources"))

    objects = models.Manager["SourceCount"]()

    class Meta:
        verbose_name = _("source count")
        verbose_name_plural = _("source counts")
        constraints = [
            models.UniqueConstraint(fields=["claim", "stance"], name="source_count_once"),
            models.CheckConstraint(
                condition=Q(sources__gte=1) & Q(articles__gte=models.F("sources")),
                name="source_count_plausible",
            ),
        ]
        triggers = triggers.SOURCE_COUNT

    def __str__(self) -> str:
        return f"{self.claim}: {self.articles} / {self.sources}"
