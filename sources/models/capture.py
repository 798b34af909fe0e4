"""Capture: the bytes as they were received."""

import hashlib

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from sources.models.base import ExternallyIdentified
from sources.triggers import text as triggers


class Capture(ExternallyIdentified):
    """Bytes or text as received, with digest, time and origin; never edited, never shown to the public."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    media_type = models.CharField(_("media type"), max_length=100)
    content = models.BinaryField(_("content"))
    origin = models.TextField(_("origin"), help_text=_("The file name or URL that it came from."))
    archived_url = models.TextField(_("archived URL"), blank=True)
    retrieved_at = models.DateTimeField(_("retrieved at"), null=True, blank=True)

    objects = models.Manager["Capture"]()

    class Meta:
        ordering = ["origin", "id"]
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    sha256=Func(
                        Func(F("content"), function="sha256"),
                        Value("hex"),
                        function="encode",
                        output_field=models.TextField(),
                    )
                ),
                name="capture_sha256_matches",
            ),
        ]
        triggers = triggers.CAPTURE

    def __str__(self) -> str:
        return self.origin

    def text(self) -> str:
        """Return the content as text; only UTF-8 captures have one."""
        return bytes(self.content).decode("utf-8")

    @staticmethod
    def digest(content: bytes) -> str:
        """Return the SHA-256 of ``content`` as 64 hexadecimal digits."""
        return hashlib.sha256(content).hexdigest()
