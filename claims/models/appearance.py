"""Appearance: a claim, in a passage, by a claimant, on a day."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.enums import Fidelity, Manner, Stance
from claims.models.affiliation import Affiliation
from claims.models.claim import Claim
from claims.models.claimant import Claimant
from claims.models.four_eyes import FourEyes, FourEyesQuerySet, four_eyes_constraints
from claims.triggers import appearance as triggers
from sources.date_words import in_words
from sources.enums import Publication
from sources.models import Article, Passage
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.fields import EdtfField, LowerBoundField

if TYPE_CHECKING:
    from claims.models.attribution_step import AttributionStep


class AppearanceQuerySet(FourEyesQuerySet["Appearance"]):
    """Questions about appearances."""

    def public(self) -> "AppearanceQuerySet":
        """Return what readers may see: public, of a public claim, in a public article."""
        return self.filter(
            status=Publication.PUBLIC,
            claim__status=Publication.PUBLIC,
            claim__merged_into__isnull=True,
            passage__text__article__status=Publication.PUBLIC,
        )

    def approved(self) -> "AppearanceQuerySet":
        """Return what a second editor let through, in a public article; the claim may still be a draft."""
        return self.filter(status=Publication.PUBLIC, passage__text__article__status=Publication.PUBLIC)

    def newest_first(self) -> "AppearanceQuerySet":
        """Return the latest first by the day it was said, those of unknown day last."""
        return self.order_by(models.F("said_on").desc(nulls_last=True), "-id")

    def in_order_of_time(self) -> "AppearanceQuerySet":
        """Return the earliest first: by the day it was said, else by the day it was published."""
        day = models.functions.Coalesce("said_on", "passage__text__article__published_on")
        return self.order_by(day.asc(nulls_last=True), "id")


@tracked("AppearanceHistory")
class Appearance(FourEyes, Editorial):
    """Somebody asserts, denies, questions or mentions the claim in a passage."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="appearances", verbose_name=_("claim"))
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, related_name="appearances", verbose_name=_("passage")
    )
    claimant = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, related_name="appearances", verbose_name=_("claimant")
    )
    affiliation = models.ForeignKey(
        Affiliation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("role on that day"),
    )
    stance = models.CharField(_("stance"), max_length=10, choices=Stance.choices)
    manner = models.CharField(_("manner"), max_length=10, choices=Manner.choices)
    fidelity = models.CharField(_("fidelity"), max_length=20, choices=Fidelity.choices, default=Fidelity.UNKNOWN)
    original_wording = models.TextField(_("original wording"), blank=True)
    original_article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="originals_of",
        verbose_name=_("article with the original wording"),
    )
    said = EdtfField(_("said"), help_text=_("When it was said, as far as known, as EDTF."))
    said_on = LowerBoundField("said", verbose_name=_("said on"))
    occasion = models.CharField(_("occasion"), max_length=300, blank=True)

    steps: "models.Manager[AttributionStep]"

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "said_on", "id"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        permissions = [("approve_appearance", "Can let appearances of others become public")]
        indexes = [
            # A claim's page and the scorecard of a claimant.
            models.Index(fields=["claim", "status"], name="appearance_of_claim"),
            models.Index(fields=["claimant", "status"], name="appearance_by_claimant"),
            # What a claimant said, the latest first, a page at a time.
            models.Index(
                models.F("claimant"),
                models.F("said_on").desc(nulls_last=True),
                models.F("id").desc(),
                condition=Q(status=Publication.PUBLIC),
                name="appearance_latest_said",
            ),
            # The list of appearances in the API by the day it was said, each way with those of unknown day last.
            models.Index(
                models.F("said_on").asc(nulls_last=True),
                models.F("id"),
                condition=Q(status=Publication.PUBLIC),
                name="appearance_first_said",
            ),
            models.Index(
                models.F("said_on").desc(nulls_last=True),
                models.F("id").desc(),
                condition=Q(status=Publication.PUBLIC),
                name="appearance_last_said",
            ),
            # The desk: what waits for a second pair of eyes.
            models.Index(fields=["id"], name="appearance_draft", condition=Q(status=Publication.DRAFT)),
        ]
        constraints = [
            *four_eyes_constraints("appearance"),
            models.UniqueConstraint(fields=["claim", "passage", "claimant"], name="appearance_once"),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="appearance_stance_known"),
            models.CheckConstraint(condition=Q(manner__in=Manner.values), name="appearance_manner_known"),
            models.CheckConstraint(condition=Q(fidelity__in=Fidelity.values), name="appearance_fidelity_known"),
            models.CheckConstraint(condition=~Q(said="") | Q(said_on__isnull=True), name="appearance_said_on_bound"),
        ]
        triggers = [UPDATED_AT, *triggers.APPEARANCE]

    def __str__(self) -> str:
        return f"{self.claimant} {self.get_stance_display()}: {self.passage}"

    @property
    def said_label(self) -> str:
        """Say in words what is known of the day it was said; empty if nothing is."""
        return in_words(self.said)
