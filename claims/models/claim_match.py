"""ClaimMatch: two claims that may be one."""

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.enums import MatchDecision, Polarity
from claims.models.claim import Claim
from sources.models.base import UPDATED_AT, Editorial, tracked

LEAST_SAME = 0.8  # how close two wordings must be to be taken for one


class ClaimMatchQuerySet(models.QuerySet["ClaimMatch"]):
    """Questions about matches."""

    def undecided(self) -> "ClaimMatchQuerySet":
        """Return the suggestions that wait for an editor."""
        return self.filter(decision=MatchDecision.UNDECIDED)

    def waiting(self) -> "ClaimMatchQuerySet":
        """Return the suggestions that wait and can still be acted on: neither claim is merged or withdrawn."""
        alive = Claim.objects.unmerged()
        return self.undecided().filter(first__in=alive, second__in=alive)


@tracked("ClaimMatchHistory")
class ClaimMatch(Editorial):
    """A suggestion that two claims belong together, and what an editor said of it."""

    first = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="matches_as_first", verbose_name=_("first claim")
    )
    second = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="matches_as_second", verbose_name=_("second claim")
    )
    method = models.CharField(_("method"), max_length=40)
    score = models.FloatField(
        _("score"), null=True, blank=True, help_text=_("How close the two are, from 0 to 1; comparable between pairs.")
    )
    polarity = models.CharField(
        _("polarity"), max_length=8, choices=Polarity.choices, default=Polarity.UNKNOWN,
        help_text=_("Whether the words show that the two say the same or the opposite."),
    )  # fmt: skip
    decision = models.CharField(
        _("decision"), max_length=10, choices=MatchDecision.choices, default=MatchDecision.UNDECIDED
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ClaimMatchQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        verbose_name = _("claim match")
        verbose_name_plural = _("claim matches")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="match_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="match_in_order"),
            models.CheckConstraint(condition=Q(decision__in=MatchDecision.values), name="match_decision_known"),
            models.CheckConstraint(condition=Q(polarity__in=Polarity.values), name="match_polarity_known"),
            models.CheckConstraint(
                condition=Q(decision=MatchDecision.UNDECIDED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision=MatchDecision.UNDECIDED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="match_decided_by_and_at",
            ),
        ]
        triggers = [UPDATED_AT]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"

    @property
    def suggestion(self) -> MatchDecision | None:
        """Return the decision that the words speak for, if any: a hint, and never *same* for opposites."""
        if self.polarity == Polarity.OPPOSITE:
            return MatchDecision.OPPOSITE
        is_close = self.score is not None and self.score >= LEAST_SAME
        return MatchDecision.SAME if is_close and self.polarity == Polarity.SAME else None

    def decide(self, decision: MatchDecision, *, by: User, at: datetime.datetime) -> None:
        """Record what an editor says of the pair."""
        self.decision, self.decided_by, self.decided_at = decision, by, at
        self.save(update_fields=["decision", "decided_by", "decided_at"])

    def reopen(self) -> None:
        """Let the pair wait for a decision again."""
        self.decision, self.decided_by, self.decided_at = MatchDecision.UNDECIDED, None, None
        self.save(update_fields=["decision", "decided_by", "decided_at"])
