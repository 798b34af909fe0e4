"""VerdictEvent: one step in the life of a verdict, in a chain of hashes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from claims.enums import VerdictEventKind
from claims.models.verdict import Verdict
from claims.triggers import verdict_event as triggers
from claims.triggers.verdict import VOIDED

gettext_noop("Edited after it was submitted; the submission is void.")  # VOIDED, for the catalogue


class VerdictEventQuerySet(models.QuerySet["VerdictEvent"]):
    """Questions about events."""

    def in_chain_order(self) -> "VerdictEventQuerySet":
        """Return the events in the order of their commits."""
        return self.order_by("position")

    def retractions(self) -> "VerdictEventQuerySet":
        """Return when and why public verdicts were taken back, the newest first."""
        return self.filter(kind=VerdictEventKind.RETRACTED, verdict__in=Verdict.objects.public()).order_by("-at", "-id")


class VerdictEvent(models.Model):
    """Submitted, returned, approved, published, superseded or retracted: by whom, when and why; append-only.

    The database assigns ``digest`` (what the step was about) and, at the end of the transaction under the lock of
    the change log, ``position``, ``previous_hash`` and ``hash``.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="events", verbose_name=_("verdict"))
    kind = models.CharField(_("kind"), max_length=10, choices=VerdictEventKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    note = models.TextField(_("note"), blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)
    position = models.BigIntegerField(_("position"), null=True, unique=True, editable=False)
    previous_hash = models.CharField(_("previous hash"), max_length=64, blank=True, editable=False)
    hash = models.CharField(_("hash"), max_length=64, blank=True, editable=False)

    objects = VerdictEventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("verdict event")
        verbose_name_plural = _("verdict events")
        indexes = [
            # The log of corrections.
            models.Index(fields=["-at", "-id"], name="event_retractions", condition=Q(kind="retracted")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=VerdictEventKind.values), name="event_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=[VerdictEventKind.RETURNED, VerdictEventKind.RETRACTED]) | ~Q(note=""),
                name="event_reason_given",
            ),
        ]
        triggers = triggers.VERDICT_EVENT

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    @property
    def is_voiding(self) -> bool:
        """Say whether an edit voided the submission, and no reviewer returned it."""
        return self.kind == VerdictEventKind.RETURNED and self.note == VOIDED

    @property
    def reason(self) -> str:
        """Return the note; the program's own in the reader's language."""
        return _now(VOIDED) if self.is_voiding else self.note
