"""Affiliation: the role that a claimant had for a time."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models.claimant import Claimant
from claims.triggers import claimant as triggers
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.fields import EdtfField


@tracked("AffiliationHistory")
class Affiliation(Editorial):
    """A title in an organisation, as far as known with its first and last day."""

    claimant = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, related_name="affiliations", verbose_name=_("claimant")
    )
    title = models.CharField(pgettext_lazy("role", "title"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    since = EdtfField(_("since"))
    until = EdtfField(_("until"))

    objects = models.Manager["Affiliation"]()

    class Meta:
        ordering = ["claimant", "since", "id"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="affiliation_title_given"),
        ]
        triggers = [UPDATED_AT, *triggers.AFFILIATION]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title
