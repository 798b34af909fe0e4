"""Verdict: a rating with its reasons; versions, never overwritten."""

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.enums import OPEN_STATES, PUBLIC_STATES, ChangeReason, VerdictState
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.rating import Rating
from claims.models.verdict_constraints import CONSTRAINTS
from claims.models.verdict_evidence import VerdictEvidence
from claims.triggers import verdict as triggers
from sources.enums import Publication
from sources.models.base import UPDATED_AT, Editorial, tracked

if TYPE_CHECKING:
    from claims.models.verdict_event import VerdictEvent


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Questions about verdicts."""

    def public(self) -> "VerdictQuerySet":
        """Return every version that readers may see: what was ever published, of a public claim."""
        return self.filter(state__in=PUBLIC_STATES, claim__status=Publication.PUBLIC, claim__merged_into__isnull=True)

    def published(self) -> "VerdictQuerySet":
        """Return the version that stands, at most one a claim."""
        return self.filter(state=VerdictState.PUBLISHED)

    def corrections(self) -> "VerdictQuerySet":
        """Return the versions that readers saw change: each says what kind of change it was, and why."""
        return self.public().exclude(change_kind="")

    def beyond_draft(self) -> "VerdictQuerySet":
        """Return the versions that were submitted: what they cite is frozen."""
        return self.exclude(state=VerdictState.DRAFT)

    def open(self) -> "VerdictQuerySet":
        """Return the versions still in work, at most one a claim."""
        return self.filter(state__in=OPEN_STATES)

    def awaiting_review_by(self, user: User) -> "VerdictQuerySet":
        """Return what ``user`` may review: submitted, and nothing of it written by them."""
        return self.filter(state=VerdictState.SUBMITTED).exclude(contributors__user=user)

    def awaiting_publication_by(self, user: User) -> "VerdictQuerySet":
        """Return what ``user`` may publish: approved, and nothing of it written by them."""
        return self.filter(state=VerdictState.APPROVED).exclude(contributors__user=user)

    def drafted_by(self, user: User) -> "VerdictQuerySet":
        """Return what ``user`` is writing, with ``returned_because``: the reviewer's reason where it was returned."""
        events = apps.get_model("claims", "VerdictEvent")._default_manager.filter(verdict=models.OuterRef("pk"))
        # A draft that has any event was given back; not when the author went on writing after a submission.
        reason = models.Case(models.When(by=user, then=None), default=models.F("note"), output_field=models.TextField())
        newest = events.order_by("-id").annotate(reason=reason).values("reason")[:1]
        return self.filter(author=user, state=VerdictState.DRAFT).annotate(returned_because=models.Subquery(newest))

    def returned_to(self, user: User) -> "VerdictQuerySet":
        """Return the drafts of ``user`` that somebody gave back."""
        return self.drafted_by(user).filter(Q(returned_because__isnull=False))

    def being_drafted_by(self, user: User) -> "VerdictQuerySet":
        """Return the drafts of ``user`` that nobody has given back."""
        return self.drafted_by(user).filter(Q(returned_because__isnull=True))

    def latest_first(self) -> "VerdictQuerySet":
        """Return the newest publication first."""
        return self.order_by("-published_at", "-id")


@tracked("VerdictHistory")
class Verdict(Editorial):
    """One version. Title, statement and lead appearance are as they were at submission."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts", verbose_name=_("claim"))
    version = models.PositiveIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=VerdictState.choices, default=VerdictState.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    statement = models.TextField(_("statement"), blank=True, editable=False)
    short_statement = models.CharField(_("short statement"), max_length=75, blank=True, editable=False)
    lead_appearance = models.ForeignKey(
        Appearance,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="verdicts",
        verbose_name=_("lead appearance"),
    )
    rating = models.ForeignKey(
        Rating,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verdicts",
        verbose_name=_("rating"),
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("If your time is short: two or three sentences."))
    rationale = models.TextField(
        _("rationale"), blank=True, help_text=_("Markdown: step by step why, and what is not known.")
    )
    evidence_until = models.DateField(
        _("evidence until"), null=True, blank=True, help_text=_("The day up to which evidence was weighed.")
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)
    evidence = models.ManyToManyField(
        Evidence, through=VerdictEvidence, related_name="verdicts", blank=True, verbose_name=_("evidence")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("author")
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    change_kind = models.CharField(_("kind of change"), max_length=20, choices=ChangeReason.choices, blank=True)
    change_note = models.TextField(_("public note on the change"), blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)

    events: "models.Manager[VerdictEvent]"

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "version"]
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        permissions = [
            ("submit_verdict", "Can submit a verdict for review"),
            ("review_verdict", "Can approve and return verdicts of others"),
            ("publish_verdict", "Can publish and retract verdicts"),
        ]
        indexes = [
            # The home page, the feeds and the list of all versions in the API: latest publications first.
            models.Index(fields=["-published_at", "-id"], name="verdict_latest", condition=Q(state__in=PUBLIC_STATES)),
            # Claims by the day of their verdict, the latest first, with those that have none last.
            models.Index(
                models.F("published_at").desc(nulls_last=True),
                models.F("claim").desc(),
                condition=Q(state="published"),
                name="verdict_latest_of_claims",
            ),
            # The log of corrections.
            models.Index(
                fields=["-published_at", "-id"],
                name="verdict_corrections",
                condition=Q(state__in=PUBLIC_STATES) & ~Q(change_kind=""),
            ),
            # The desk: verdicts that are due to be checked again.
            models.Index(fields=["review_by"], name="verdict_review_due", condition=Q(state="published")),
        ]
        constraints = CONSTRAINTS
        triggers = [UPDATED_AT, *triggers.VERDICT]

    def __str__(self) -> str:
        return f"{self.title or self.claim} ({self.version})"

    def get_absolute_url(self) -> str:
        """Return the public page of this version."""
        return reverse("verdict-version", args=[self.claim_id, self.version])

    @property
    def is_open(self) -> bool:
        """Say whether the version is still in work."""
        return self.state in OPEN_STATES

    def is_written_by(self, user: User) -> bool:
        """Say whether ``user`` wrote any part of the version: nobody decides on their own work."""
        return self.contributors.filter(user=user).exists()

    def submit(self, *, at: datetime.datetime) -> None:
        """Ask for a second pair of eyes; the claim's wording and lead are kept, the database computes the digest."""
        self.statement, self.short_statement = self.claim.statement, self.claim.short_statement
        self.lead_appearance = self.claim.leading_appearance(with_drafts=True)
        self.state, self.submitted_at = VerdictState.SUBMITTED, at
        self.save()
        self.refresh_from_db(fields=["digest"])

    def return_to_draft(self) -> None:
        """Give the version back to its author: nothing of the review remains."""
        self.state, self.digest, self.reviewer = VerdictState.DRAFT, "", None
        self.submitted_at = self.decided_at = None
        self.save()

    def approve(self, *, by: User, at: datetime.datetime) -> None:
        """Record the second editor's word on exactly what the digest covers."""
        self.state, self.reviewer, self.decided_at = VerdictState.APPROVED, by, at
        self.save(update_fields=["state", "reviewer", "decided_at"])

    def publish(self, *, at: datetime.datetime) -> None:
        """Make this the version that stands."""
        self.state, self.published_at = VerdictState.PUBLISHED, at
        self.save(update_fields=["state", "published_at"])

    def supersede(self) -> None:
        """Give way to a newer version."""
        self.state = VerdictState.SUPERSEDED
        self.save(update_fields=["state"])

    def retract(self) -> None:
        """Take the verdict back; it stays on record as retracted."""
        self.state = VerdictState.RETRACTED
        self.save(update_fields=["state"])
