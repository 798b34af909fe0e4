"""One public change, in the order of commits."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from changes.triggers import WrittenByDatabase


class ChangeKind(models.TextChoices):
    """What happened to the public row."""

    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged")
    RETRACTED = "retracted", _("retracted")


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions to the log."""

    def since(self, seq: int) -> "ChangeQuerySet":
        """Return what was committed after ``seq``, oldest first."""
        return self.filter(seq__gt=seq).order_by("seq")


class Change(models.Model):
    """A public row was created, changed or taken away; written by the database alone.

    ``seq`` is assigned at the end of the transaction under one advisory lock, so that its order is the
    order of commits: whoever has read up to ``n`` will never see a smaller number appear later.
    """

    seq = models.BigIntegerField(primary_key=True, editable=False)
    object_type = models.CharField(max_length=40, editable=False)
    object_id = models.BigIntegerField(editable=False)
    kind = models.CharField(max_length=10, choices=ChangeKind.choices, editable=False)
    at = models.DateTimeField(editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            # The end of each transaction asks for an object's last change.
            models.Index(fields=["object_type", "object_id", "-seq"], name="change_object"),
            # What changed since a moment, of one sort.
            models.Index(fields=["object_type", "at", "object_id"], name="change_since"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ChangeKind.values), name="change_kind_known"),
        ]
        triggers = [
            WrittenByDatabase(
                constraint="change_append_only",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                message="The change log is written by the database and never rewritten.",
            )
        ]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.seq} {self.object_type} {self.object_id} {self.kind}"
