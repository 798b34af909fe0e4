"""ArticleText: one version of an article's canonical plain text."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from sources.enums import Extent
from sources.models.base import ExternallyIdentified, tracked
from sources.models.capture import Capture
from sources.triggers import text as triggers


class ArticleTextQuerySet(models.QuerySet["ArticleText"]):
    """Questions about texts."""

    def current(self) -> "ArticleTextQuerySet":
        """Return the newest version of each article."""
        return self.filter(article__current_text=F("pk"))

    def later_versions(self) -> "ArticleTextQuerySet":
        """Return the texts that may have followed another."""
        return self.filter(version__gte=2)


@tracked("ArticleTextHistory")
class ArticleText(ExternallyIdentified):
    """Plain text in NFC with offsets in code points, headline included; never updated, only followed by another."""

    article = models.ForeignKey(
        "sources.Article", on_delete=models.PROTECT, related_name="texts", verbose_name=_("article")
    )
    version = models.PositiveIntegerField(_("version"))
    content = models.TextField(_("content"))
    extent = models.CharField(_("extent"), max_length=10, choices=Extent.choices)
    capture = models.ForeignKey(
        Capture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="texts",
        verbose_name=_("capture"),
    )
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("Code points from the beginning of the capture.")
    )
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    extractor = models.CharField(_("extractor"), max_length=100, blank=True)
    retrieved_on = models.DateField(_("retrieved on"), null=True, blank=True)

    objects = ArticleTextQuerySet.as_manager()

    class Meta:
        ordering = ["article", "version"]
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        indexes = [
            # The desk: passages that stand in an older text.
            models.Index(fields=["article"], name="text_later_version", condition=Q(version__gte=2)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="text_version_unique"),
            models.CheckConstraint(condition=Q(version__gte=1), name="text_version_positive"),
            models.CheckConstraint(condition=~Q(content=""), name="text_not_empty"),
            models.CheckConstraint(
                condition=Func(
                    F("content"),
                    template="(%(expressions)s IS NFC NORMALIZED)",
                    output_field=models.BooleanField(),
                ),
                name="text_nfc",
            ),
            models.CheckConstraint(condition=Q(extent__in=Extent.values), name="text_extent_known"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(capture__isnull=False, start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="text_span_in_capture",
            ),
        ]
        triggers = triggers.ARTICLE_TEXT

    def __str__(self) -> str:
        return f"{self.article} ({self.version})"
