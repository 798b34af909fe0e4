"""ClaimWording: a text of a claim, as encoders read it."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import MD5, Cast
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim


class ClaimWording(models.Model):
    """What a claim says in one of its wordings: title and statement, a public quote, or a quote in the original.

    Kept by the database; nobody else writes here. Quotation marks and runs of white space are gone, so that the same
    words have the same ``digest``, by which vectors are kept: a vector of words that have changed finds no wording.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField()
    # BCP 47; und where it is not known.
    language = models.CharField(max_length=35)
    digest = models.GeneratedField(
        expression=Cast(MD5("text"), models.UUIDField()), output_field=models.UUIDField(), db_persist=True
    )

    objects: ClassVar[models.Manager["ClaimWording"]] = models.Manager()

    class Meta:
        verbose_name = _("wording of a claim")
        verbose_name_plural = _("wordings of claims")
        constraints = [models.UniqueConstraint(fields=["claim", "digest"], name="claim_wording_once")]
        indexes = [
            # From a vector to the claims that say it.
            models.Index(fields=["digest"], name="claim_wording_digest"),
        ]

    def __str__(self) -> str:
        return self.text
