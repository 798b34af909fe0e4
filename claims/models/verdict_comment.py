"""VerdictComment: what colleagues say to each other about a verdict in work."""

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.enums import CommentedField
from claims.models.verdict import Verdict
from claims.triggers import verdict_comment as triggers
from sources.models.base import UPDATED_AT, Editorial, tracked


class VerdictCommentQuerySet(models.QuerySet["VerdictComment"]):
    """Questions about comments."""

    def open(self) -> "VerdictCommentQuerySet":
        """Return what nobody has called settled yet."""
        return self.filter(resolved_at__isnull=True)


@tracked("VerdictCommentHistory")
class VerdictComment(Editorial):
    """A remark on a version, or on one field of it; readers never see it. Append-only except for being settled."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="comments", verbose_name=_("verdict"))
    field = models.CharField(_("about"), max_length=20, choices=CommentedField.choices, blank=True)
    text = models.TextField(_("comment"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("settled by"),
    )
    resolved_at = models.DateTimeField(_("settled at"), null=True, blank=True, editable=False)

    objects = VerdictCommentQuerySet.as_manager()

    class Meta:
        ordering = ["verdict", "id"]
        verbose_name = _("comment on a verdict")
        verbose_name_plural = _("comments on verdicts")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_text_given"),
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="comment_signed"),
            models.CheckConstraint(
                condition=Q(field="") | Q(field__in=CommentedField.values), name="comment_field_known"
            ),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="comment_resolved_by_and_at",
            ),
        ]
        triggers = [UPDATED_AT, *triggers.VERDICT_COMMENT]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    @property
    def is_resolved(self) -> bool:
        """Say whether somebody called it settled."""
        return self.resolved_at is not None

    def resolve(self, *, by: User, at: datetime.datetime) -> None:
        """Record who called it settled."""
        self.resolved_by, self.resolved_at = by, at
        self.save(update_fields=["resolved_by", "resolved_at"])

    def reopen(self) -> None:
        """Take that back."""
        self.resolved_by = self.resolved_at = None
        self.save(update_fields=["resolved_by", "resolved_at"])
