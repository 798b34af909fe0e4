"""Evidence: an article that supports, contradicts or gives context to a claim."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.enums import EvidenceStance
from claims.models.claim import Claim
from claims.models.four_eyes import FourEyes, FourEyesQuerySet, four_eyes_constraints
from claims.triggers import evidence as triggers
from sources.enums import Publication
from sources.models import Article, Passage
from sources.models.base import UPDATED_AT, Editorial, tracked


class EvidenceQuerySet(FourEyesQuerySet["Evidence"]):
    """Questions about evidence."""

    def public(self) -> "EvidenceQuerySet":
        """Return what readers may see: public, of a public claim, from a public article."""
        return self.filter(
            status=Publication.PUBLIC,
            claim__status=Publication.PUBLIC,
            claim__merged_into__isnull=True,
            article__status=Publication.PUBLIC,
        )


@tracked("EvidenceHistory")
class Evidence(FourEyes, Editorial):
    """Cited with a passage, with a locator such as a page or table, or as a whole."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("claim"))
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("article"))
    passage = models.ForeignKey(
        Passage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("passage"),
    )
    locator = models.CharField(
        _("locator"), max_length=200, blank=True, help_text=_("Page, table or section, where there is no passage.")
    )  # fmt: skip
    stance = models.CharField(_("stance"), max_length=12, choices=EvidenceStance.choices)
    comment = models.TextField(_("comment"), blank=True, help_text=_("In our own words: what it shows."))
    is_primary = models.BooleanField(_("primary source"), default=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "stance", "id"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        permissions = [("approve_evidence", "Can let evidence of others become public")]
        indexes = [
            # A claim's page.
            models.Index(fields=["claim", "status"], name="evidence_of_claim"),
            # The desk: what waits for a second pair of eyes, and what is newer than a verdict.
            models.Index(fields=["id"], name="evidence_draft", condition=Q(status=Publication.DRAFT)),
            models.Index(fields=["-created_at", "-id"], name="evidence_newest"),
        ]
        constraints = [
            *four_eyes_constraints("evidence"),
            models.CheckConstraint(
                condition=Q(passage__isnull=True) | Q(locator=""), name="evidence_passage_or_locator"
            ),
            models.CheckConstraint(condition=Q(stance__in=EvidenceStance.values), name="evidence_stance_known"),
        ]
        triggers = [UPDATED_AT, *triggers.EVIDENCE]

    def __str__(self) -> str:
        return f"{self.article} {self.get_stance_display()}"
