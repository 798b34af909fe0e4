"""ImportFile: a file of others' fact-checks or annotations that was handed in at the desk."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportFile(models.Model):
    """The bytes as they came, how they are to be read, and what became of them; not part of anything public."""

    name = models.CharField(_("file"), max_length=255)
    content = models.BinaryField(_("content"))
    options = models.JSONField(_("how it is read"), default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("handed in by")
    )
    created_at = models.DateTimeField(_("handed in at"), default=timezone.now)
    finished_at = models.DateTimeField(_("taken in at"), null=True, blank=True)
    outcome = models.JSONField(_("outcome"), default=dict)

    objects = models.Manager["ImportFile"]()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("file to take in")
        verbose_name_plural = _("files to take in")

    def __str__(self) -> str:
        return self.name
