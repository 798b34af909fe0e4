"""LabelMapping: how the desk reads another publisher's label."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from claims.models.rating import Rating
from sources.models import Outlet
from sources.models.base import UPDATED_AT, Editorial, tracked


@tracked("LabelMappingHistory")
class LabelMapping(Editorial):
    """An editor's word on what a label of a publisher means on our scales; no rating where it means nothing there."""

    publisher = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="label_mappings", verbose_name=_("publisher")
    )
    label = models.CharField(_("label as given"), max_length=200)
    rating = models.ForeignKey(
        Rating,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="label_mappings",
        verbose_name=_("rating it maps to"),
    )

    objects = models.Manager["LabelMapping"]()

    class Meta:
        ordering = ["publisher", "label"]
        verbose_name = _("label of a publisher")
        verbose_name_plural = _("labels of publishers")
        constraints = [
            models.UniqueConstraint("publisher", Lower("label"), name="label_mapping_once"),
            models.CheckConstraint(condition=~Q(label=""), name="label_mapping_label_given"),
        ]
        triggers = [UPDATED_AT]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.label} → {self.rating or '–'}"
