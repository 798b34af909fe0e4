"""Mark: a span of a text that is not its author's."""

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sources.enums import Decision, MarkKind
from sources.models.article_text import ArticleText
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.outlet import Outlet
from sources.triggers import text as triggers


class MarkQuerySet(models.QuerySet["Mark"]):
    """Questions about marks."""

    def confirmed(self) -> "MarkQuerySet":
        """Return the marks that a person has confirmed."""
        return self.filter(status=Decision.CONFIRMED)

    def overlapping(self, start: int, end: int) -> "MarkQuerySet":
        """Return the marks that share at least one code point with ``start..end``."""
        return self.filter(start__lt=end, end__gt=start)


@tracked("MarkHistory")
class Mark(Editorial):
    """An insertion, alteration, footnote, caption, standfirst, cross-head or piece of page chrome."""

    text = models.ForeignKey(ArticleText, on_delete=models.PROTECT, related_name="marks", verbose_name=_("text"))
    kind = models.CharField(_("kind"), max_length=10, choices=MarkKind.choices)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    inserted_by = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="marks",
        verbose_name=_("inserted by"),
    )
    note = models.TextField(_("note"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Decision.choices, default=Decision.SUGGESTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["text", "start", "-end"]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mark_span_positive"),
            models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="mark_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Decision.values), name="mark_status_known"),
            models.CheckConstraint(
                condition=Q(status=Decision.SUGGESTED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(status=Decision.SUGGESTED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="mark_decided_by_and_at",
            ),
            models.UniqueConstraint(fields=["text", "kind", "start", "end"], name="mark_once"),
        ]
        triggers = [UPDATED_AT, *triggers.MARK]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.start}-{self.end}"

    def decide(self, status: Decision, *, by: User, at: datetime.datetime) -> None:
        """Confirm or reject the suggestion."""
        self.status, self.decided_by, self.decided_at = status, by, at
        self.save(update_fields=["status", "decided_by", "decided_at"])
