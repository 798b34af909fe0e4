"""Rows that become public only by somebody else than who made them."""

from typing import Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sources.enums import Publication

M = TypeVar("M", bound=models.Model)


class FourEyesQuerySet(models.QuerySet[M]):
    """Questions about rows that a second person approves."""

    def not_withdrawn(self) -> Self:
        """Return the rows that stand or wait for approval."""
        return self.exclude(status=Publication.WITHDRAWN)

    def awaiting_approval(self) -> Self:
        """Return the drafts that want a second pair of eyes."""
        return self.filter(status=Publication.DRAFT)

    def awaiting_approval_by(self, user: User) -> Self:
        """Return the drafts that ``user`` may approve: neither made nor ever changed by them."""
        return self.awaiting_approval().exclude(created_by=user).exclude(editor_ids__contains=[user.pk])


class FourEyes(models.Model):
    """Status, who wrote last and who approved; needs ``created_by`` from ``Editorial``."""

    status = models.CharField(_("status"), max_length=10, choices=Publication.choices, default=Publication.DRAFT)
    # Kept by the database: who changed the content last, as the history's context says.
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("last edited by"),
    )
    # Likewise, everybody who ever did: none of them can approve it.
    editor_ids = ArrayField(models.IntegerField(), default=list, db_default=[], blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )

    class Meta:
        abstract = True

    def approve(self, *, by: User) -> None:
        """Let the public see the row, on the word of a second person."""
        self.status, self.approved_by = Publication.PUBLIC, by
        self.save(update_fields=["status", "approved_by"])

    def reopen(self) -> None:
        """Take the row back to draft, so that it can be changed and approved again."""
        self.status, self.approved_by = Publication.DRAFT, None
        self.save(update_fields=["status", "approved_by"])

    def withdraw(self) -> None:
        """Take the row from the public for good."""
        self.status = Publication.WITHDRAWN
        self.save(update_fields=["status"])


def four_eyes_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the constraints that hold the second pair of eyes, named ``<prefix>_...``."""
    return [
        models.CheckConstraint(condition=Q(status__in=Publication.values), name=f"{prefix}_status_known"),
        models.CheckConstraint(
            condition=~Q(status=Publication.PUBLIC) | Q(approved_by__isnull=False, created_by__isnull=False),
            name=f"{prefix}_public_is_approved",
        ),
        models.CheckConstraint(
            condition=Q(approved_by__isnull=True)
            | (~Q(approved_by=F("created_by")) & (Q(edited_by__isnull=True) | ~Q(approved_by=F("edited_by")))),
            name=f"{prefix}_four_eyes",
        ),
    ]
