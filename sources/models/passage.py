"""Passage: a quote anchored in a text."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sources.models.article_text import ArticleText
from sources.models.base import ExternallyIdentified, tracked
from sources.models.mark import Mark
from sources.triggers import text as triggers

# Code points; about three hundred words.
LONGEST_QUOTE = 2_000


class PassageQuerySet(models.QuerySet["Passage"]):
    """Questions about passages."""

    def orphaned(self) -> "PassageQuerySet":
        """Return the passages that are not anchored in the current text of their article."""
        # Few texts have a successor; asking for those first spares a look at every passage.
        followed = ArticleText.objects.later_versions().values("article")
        return self.filter(text__article__in=followed).exclude(text__article__current_text=F("text"))

    def undecided(self) -> "PassageQuerySet":
        """Return the orphans that have not been anchored anew."""
        return self.orphaned().filter(reanchored_to__isnull=True)

    def with_source(self) -> "PassageQuerySet":
        """Fetch what a rendering needs along with each passage: article, outlet and marks."""
        return self.select_related("text__article__outlet").prefetch_related(
            models.Prefetch(
                "text__marks",
                queryset=Mark.objects.confirmed().select_related("inserted_by"),
                to_attr="confirmed_marks",
            )
        )


@tracked("PassageHistory")
class Passage(ExternallyIdentified):
    """W3C text quote and text position selectors in one; held by the database to what the text says there."""

    text = models.ForeignKey(ArticleText, on_delete=models.PROTECT, related_name="passages", verbose_name=_("text"))
    exact = models.TextField(_("exact"))
    prefix = models.TextField(_("prefix"), blank=True)
    suffix = models.TextField(_("suffix"), blank=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    reanchored_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reanchored_to",
        verbose_name=_("re-anchored from"),
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["text", "start", "end"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_span_positive"),
            models.UniqueConstraint(fields=["text", "start", "end"], name="passage_once"),
            # The public sees passages, never texts: a passage that quotes a whole article would publish it.
            models.CheckConstraint(condition=Q(end__lte=F("start") + LONGEST_QUOTE), name="passage_is_a_quote"),
        ]
        triggers = triggers.PASSAGE

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"
