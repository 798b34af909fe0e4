"""EncodingTask: a wording that waits for its vector."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim_encoder import ClaimEncoder


class EncodingTask(models.Model):
    """A wording that an encoder has not read yet; appended by the database, removed by the worker."""

    encoder = models.ForeignKey(ClaimEncoder, on_delete=models.CASCADE, related_name="tasks")
    digest = models.UUIDField()

    objects: ClassVar[models.Manager["EncodingTask"]] = models.Manager()

    class Meta:
        verbose_name = _("encoding task")
        verbose_name_plural = _("encoding tasks")
        constraints = [models.UniqueConstraint(fields=["encoder", "digest"], name="encoding_task_once")]

    def __str__(self) -> str:
        return f"{self.encoder}: {self.digest}"
