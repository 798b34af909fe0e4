"""OverviewCount: what the overview of a large database shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OverviewCountQuerySet(models.QuerySet["OverviewCount"]):
    """Questions about counts that were kept."""

    def latest_first(self) -> "OverviewCountQuerySet":
        """Return the newest count first."""
        return self.order_by("-counted_at", "-id")


class OverviewCount(models.Model):
    """The tables of `claims.overview` as they were counted: public numbers only, made anew at any time."""

    tables = models.JSONField(_("tables"))
    counted_at = models.DateTimeField(_("counted at"))

    objects = OverviewCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count for the overview")
        verbose_name_plural = _("counts for the overview")

    def __str__(self) -> str:
        return f"{self.counted_at:%Y-%m-%d %H:%M}"
