"""Claim: a proposition, worded so that it stands alone."""

from typing import TYPE_CHECKING, Optional

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from claims.enums import ClaimKind, Priority, Stance, VerdictState
from claims.models.claim_topic import ClaimTopic
from claims.models.topic import Topic
from claims.triggers import claim as triggers
from sources.enums import Publication
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.fields import EdtfField, language_tag

if TYPE_CHECKING:
    from claims.models.appearance import Appearance

# Addresses below a claim; a slug that equals one of them would hide it.
RESERVED_SLUGS = frozenset({"versions", "embed", "claim-review", "claim-review.json"})


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Questions about claims."""

    def public(self) -> "ClaimQuerySet":
        """Return what readers may see: public and not merged into another."""
        return self.filter(status=Publication.PUBLIC, merged_into__isnull=True)

    def with_published_verdict(self) -> "ClaimQuerySet":
        """Return the claims that carry a published verdict."""
        return self.filter(verdicts__state=VerdictState.PUBLISHED)

    def unmerged(self) -> "ClaimQuerySet":
        """Return the claims that an editor can still work on."""
        return self.filter(merged_into__isnull=True).exclude(status=Publication.WITHDRAWN)

    def assigned_to(self, user: User) -> "ClaimQuerySet":
        """Return the claims that ``user`` was given and can still work on."""
        return self.unmerged().filter(assignee=user)

    def urgent_first(self) -> "ClaimQuerySet":
        """Return the claims of high priority before the others, each time the newest first."""
        urgency = models.Case(
            models.When(priority=Priority.HIGH, then=0), models.When(priority=Priority.NORMAL, then=1), default=2
        )
        return self.order_by(urgency, "-id")


@tracked("ClaimHistory", comes_in_bulk=True)
class Claim(Editorial):
    """What is checked; who said it is an appearance, what we found is a verdict."""

    statement = models.TextField(
        _("statement"), help_text=_("Stands alone: no “he”, no “yesterday”; names the period and the place.")
    )
    short_statement = models.CharField(_("short statement"), max_length=75)
    language = models.CharField(_("language"), max_length=35, default="en")
    kind = models.CharField(_("kind"), max_length=10, choices=ClaimKind.choices)
    speaks_of = EdtfField(_("speaks of"), help_text=_("The time that the claim is about, as EDTF."))
    context = models.TextField(_("context"), blank=True)
    topics = models.ManyToManyField(
        Topic, through=ClaimTopic, related_name="claims", blank=True, verbose_name=_("topics")
    )
    status = models.CharField(_("status"), max_length=10, choices=Publication.choices, default=Publication.DRAFT)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    lead_appearance = models.ForeignKey(
        "claims.Appearance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead appearance"),
        help_text=_("Left empty, the earliest public assertion leads."),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assignee"),
    )
    priority = models.CharField(_("priority"), max_length=10, choices=Priority.choices, default=Priority.NORMAL)
    note = models.TextField(_("internal note"), blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        permissions = [
            ("publish_claim", "Can publish and withdraw claims"),
            ("merge_claim", "Can merge claims"),
        ]
        indexes = [
            # The languages that there are, in which a query is understood.
            models.Index(fields=["language"], name="claim_language"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(statement="") & ~Q(short_statement=""), name="claim_statements_given"),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Publication.values), name="claim_status_known"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="claim_priority_known"),
            models.CheckConstraint(condition=language_tag("language") & ~Q(language=""), name="claim_language_bcp47"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="claim_not_into_itself"
            ),
        ]
        triggers = [UPDATED_AT, *triggers.CLAIM]

    def __str__(self) -> str:
        return self.short_statement

    @property
    def slug(self) -> str:
        """Return the decorative part of the address; never a reserved word, perhaps empty."""
        slug = slugify(self.short_statement, allow_unicode=True)
        return f"{slug}-" if slug in RESERVED_SLUGS else slug

    def get_absolute_url(self) -> str:
        """Return the claim's public page; the number alone is the permalink."""
        slug = self.slug
        return reverse("claim", args=[self.pk, slug]) if slug else reverse("claim-permalink", args=[self.pk])

    def leading_appearance(self, *, with_drafts: bool = False) -> Optional["Appearance"]:
        """Return the appearance chosen to lead, or where none is chosen the earliest assertion; None if there is none.

        Only what the public may see counts; ``with_drafts`` adds what waits for a second editor, as a submission does.
        """
        from claims.models.appearance import Appearance  # noqa: PLC0415  # the appearance's model needs this one

        appearances = Appearance.objects.not_withdrawn() if with_drafts else Appearance.objects.approved()
        if self.lead_appearance_id:
            return appearances.filter(pk=self.lead_appearance_id).first()
        return appearances.filter(claim=self, stance=Stance.ASSERTS).in_order_of_time().first()

    def publish(self) -> None:
        """Let the public see the claim and its public rows."""
        self.status = Publication.PUBLIC
        self.save(update_fields=["status"])

    def withdraw(self) -> None:
        """Take the claim, and whatever belongs to it, from the public."""
        self.status = Publication.WITHDRAWN
        self.save(update_fields=["status"])
