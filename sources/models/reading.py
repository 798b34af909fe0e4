"""Reading: somebody has gone through a text to its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.article_text import ArticleText
from sources.models.base import UPDATED_AT, Editorial, tracked


@tracked("ReadingHistory")
class Reading(Editorial):
    """An editor's word that a text is done: what is in it has been annotated, or there was nothing.

    It belongs to the version that was read, so an article with a newer text is to be read again.
    """

    text = models.OneToOneField(
        ArticleText, on_delete=models.PROTECT, related_name="finished_reading", verbose_name=_("text")
    )  # fmt: skip

    objects = models.Manager["Reading"]()

    class Meta:
        ordering = ["id"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        triggers = [UPDATED_AT]

    def __str__(self) -> str:
        return str(self.text)
