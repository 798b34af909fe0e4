"""RatingScale and Rating: the steps that a verdict may take."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.enums import ClaimKind, Normalised
from claims.shipped_scales import in_interface
from claims.triggers import rating as triggers
from sources.models.base import UPDATED_AT, Editorial, tracked


class RatingScaleQuerySet(models.QuerySet["RatingScale"]):
    """Questions about scales."""

    def serving(self, kind: str) -> "RatingScaleQuerySet":
        """Return the scales that rate claims of this kind; none for opinions."""
        return self.filter(kinds__contains=[kind])


@tracked("RatingScaleHistory")
class RatingScale(Editorial):
    """A scale and the kinds of claims that it serves; scales are public."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    description = models.TextField(_("description"), blank=True)
    kinds = ArrayField(models.CharField(max_length=10, choices=ClaimKind.choices), verbose_name=_("kinds"))

    objects = RatingScaleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")
        constraints = [
            models.CheckConstraint(
                condition=Q(kinds__contained_by=[kind for kind in ClaimKind.values if kind != "opinion"]),
                name="scale_kinds_known",
            ),
        ]
        triggers = [UPDATED_AT, *triggers.RATING_SCALE]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """Return the name in the interface's language, if the scale is one of the program's."""
        return in_interface(self.name)

    @property
    def shown_description(self) -> str:
        """Return the description in the interface's language, if the scale is one of the program's."""
        return in_interface(self.description)


class RatingQuerySet(models.QuerySet["Rating"]):
    """Questions about ratings."""

    def public(self) -> "RatingQuerySet":
        """Return what readers may see: every step of every scale, retired ones too."""
        return self.all()

    def in_use(self) -> "RatingQuerySet":
        """Return the steps that a new verdict may take."""
        return self.filter(retired_at__isnull=True)


@tracked("RatingHistory")
class Rating(Editorial):
    """A step of a scale: our label, its definition, a number from 1 to 5 or none, and the class of ClaimsKG."""

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="ratings", verbose_name=_("scale"))
    label = models.CharField(_("label"), max_length=40)
    definition = models.TextField(_("definition"))
    value = models.PositiveSmallIntegerField(_("value"), null=True, blank=True)
    normalised = models.CharField(_("normalised"), max_length=10, choices=Normalised.choices)
    position = models.PositiveSmallIntegerField(_("position"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["scale", "position"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["scale", "label"], name="rating_label_unique"),
            models.UniqueConstraint(fields=["scale", "position"], name="rating_position_unique"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__range=(1, 5)), name="rating_value_1_to_5"
            ),
            models.CheckConstraint(condition=Q(normalised__in=Normalised.values), name="rating_normalised_known"),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(definition=""), name="rating_label_and_definition_given"
            ),
        ]
        triggers = [UPDATED_AT, *triggers.RATING]

    def __str__(self) -> str:
        return self.shown_label

    @property
    def shown_label(self) -> str:
        """Return the label in the interface's language, if the rating is one of the program's."""
        return in_interface(self.label)

    @property
    def shown_definition(self) -> str:
        """Return the definition in the interface's language, if the rating is one of the program's."""
        return in_interface(self.definition)

    @property
    def code(self) -> str:
        """Return the label as a word that no spreadsheet takes for a boolean: ``rated-mostly-true``."""
        return f"rated-{self.label.lower().replace(' ', '-')}"
