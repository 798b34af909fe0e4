"""ClaimEncoder: an encoder whose vectors of claims are kept."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from claims.models.encoding_task import EncodingTask


class ClaimEncoder(models.Model):
    """An encoder that was set up: a table of its own holds its vectors, ``dimensions`` numbers long.

    ``floor`` is the mean cosine of claims that have nothing to do with each other, ``ceiling`` that of a text as a
    question with itself as an answer: encoders differ widely in both.
    """

    name = models.CharField(_("name"), max_length=300, unique=True)
    identity = models.CharField(_("identity"), max_length=300)
    dimensions = models.PositiveSmallIntegerField(_("dimensions"))
    # BCP 47 primary tags; empty for about all.
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), null=True)
    floor = models.FloatField(_("mean cosine of unrelated claims"), default=0.0)
    ceiling = models.FloatField(_("mean cosine of equal claims"), default=1.0)
    created_at = models.DateTimeField(_("set up at"), auto_now_add=True)

    tasks: "models.Manager[EncodingTask]"

    objects: ClassVar[models.Manager["ClaimEncoder"]] = models.Manager()

    class Meta:
        verbose_name = _("encoder of claims")
        verbose_name_plural = _("encoders of claims")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(dimensions__gte=1, dimensions__lte=4000), name="encoder_dimensions"),
            models.CheckConstraint(
                condition=Q(floor__gte=-1.0, floor__lt=models.F("ceiling"), ceiling__lte=1.0), name="encoder_floor"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def table(self) -> str:
        """Name the table of vectors: ``digest`` and ``embedding`` (halfvec)."""
        return f"claims_vectors_{self.pk}"
