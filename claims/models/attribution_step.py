"""AttributionStep: one link of the chain from the article inwards to the claimant."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.appearance import Appearance
from claims.models.claimant import Claimant
from claims.triggers import appearance as triggers
from sources.models import Outlet
from sources.models.base import tracked


@tracked("AttributionStepHistory")
class AttributionStep(models.Model):
    """“The column reports that ...”; the final speaker is the appearance's claimant and not repeated here."""

    appearance = models.ForeignKey(
        Appearance, on_delete=models.CASCADE, related_name="steps", verbose_name=_("appearance")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    claimant = models.ForeignKey(
        Claimant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attribution_steps",
        verbose_name=_("claimant"),
    )
    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attribution_steps",
        verbose_name=_("outlet"),
    )
    verb = models.CharField(_("verb"), max_length=60)

    objects = models.Manager["AttributionStep"]()

    class Meta:
        ordering = ["appearance", "position"]
        verbose_name = _("attribution step")
        verbose_name_plural = _("attribution steps")
        constraints = [
            models.UniqueConstraint(fields=["appearance", "position"], name="step_position_unique"),
            models.CheckConstraint(condition=~Q(verb=""), name="step_verb_given"),
            models.CheckConstraint(
                condition=Q(claimant__isnull=True, outlet__isnull=False)
                | Q(claimant__isnull=False, outlet__isnull=True),
                name="step_claimant_or_outlet",
            ),
        ]
        triggers = triggers.ATTRIBUTION_STEP

    def __str__(self) -> str:
        return f"{self.speaker} {self.verb}"

    @property
    def speaker(self) -> Claimant | Outlet:
        """Return whoever speaks at this link."""
        speaker = self.claimant or self.outlet
        assert speaker is not None, "held by step_claimant_or_outlet"  # noqa: S101  # narrows the type
        return speaker
