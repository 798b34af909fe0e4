"""Inquiry: the right of reply."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.claimant import Claimant
from claims.triggers import inquiry as triggers
from sources.enums import Publication
from sources.models.base import UPDATED_AT, Editorial, tracked


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    """Questions about inquiries."""

    def public(self) -> "InquiryQuerySet":
        """Return what readers may see: marked public, of a public claim."""
        return self.filter(is_public=True, claim__status=Publication.PUBLIC, claim__merged_into__isnull=True)

    def unanswered(self) -> "InquiryQuerySet":
        """Return the inquiries that still wait for an answer."""
        return self.filter(asked_at__isnull=False, answered_at__isnull=True)


@tracked("InquiryHistory")
class Inquiry(Editorial):
    """Whom we asked, when, and the answer; or the reason why nobody was asked."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="inquiries", verbose_name=_("claim"))
    addressee = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, related_name="inquiries", verbose_name=_("addressee")
    )
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    reason_not_asked = models.TextField(_("why nobody was asked"), blank=True)
    is_public = models.BooleanField(_("public"), default=False)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "id"]
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        indexes = [
            # The public ones are few: every verdict that nobody was asked about leaves an inquiry of the desk.
            models.Index(fields=["id"], condition=Q(is_public=True), name="inquiry_shown"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(asked_at__isnull=False) & Q(reason_not_asked=""))
                | (Q(asked_at__isnull=True) & ~Q(reason_not_asked="")),
                name="inquiry_asked_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, asked_at__isnull=False)),
                name="inquiry_answer_and_answered_at",
            ),
        ]
        triggers = [UPDATED_AT, *triggers.INQUIRY]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.claim}"
