"""Article: one publication."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.date_words import in_words
from sources.enums import ArticleKind, Extent, Publication
from sources.models.article_text import ArticleText
from sources.models.base import UPDATED_AT, Editorial, tracked
from sources.models.fields import EdtfField, LowerBoundField, language_tag
from sources.models.outlet import Outlet
from sources.models.passage import Passage
from sources.triggers import article as triggers
from sources.triggers.text import CURRENT_TEXT


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about articles."""

    def public(self) -> "ArticleQuerySet":
        """Return what readers may see: the citation, never the text."""
        return self.filter(status=Publication.PUBLIC)

    def with_text(self) -> "ArticleQuerySet":
        """Return the articles that are more than a citation."""
        return self.filter(current_text__isnull=False)

    def to_annotate(self) -> "ArticleQuerySet":
        """Return the articles that there is something to find in: a whole text, not withdrawn."""
        return self.filter(current_text__extent=Extent.FULL).exclude(status=Publication.WITHDRAWN)

    def annotated(self) -> "ArticleQuerySet":
        """Return those of which an editor said that their current text is done."""
        return self.to_annotate().filter(current_text__finished_reading__isnull=False)

    def not_annotated(self) -> "ArticleQuerySet":
        """Return those of which nobody said so yet."""
        return self.to_annotate().filter(current_text__finished_reading__isnull=True)

    def begun(self) -> "ArticleQuerySet":
        """Return those that somebody quotes already, but nobody has finished."""
        quoted = Passage.objects.filter(text=models.OuterRef("current_text"))
        return self.not_annotated().filter(models.Exists(quoted))


@tracked("ArticleHistory")
class Article(Editorial):
    """One publication, known by outlet and whatever is known of title, date and URL; a citation without a text."""

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="articles", verbose_name=_("outlet"))
    kind = models.CharField(_("kind"), max_length=20, choices=ArticleKind.choices)
    title = models.TextField(_("title"), blank=True)
    byline = ArrayField(models.TextField(), verbose_name=_("byline"), default=list, blank=True)
    published = EdtfField(
        _("published"), help_text=_("As far as it is known, as EDTF: 2018-07-16, 2018-07, 2018-06-28/2018-07-15.")
    )  # fmt: skip
    published_on = LowerBoundField("published", verbose_name=_("published on"))
    language = models.CharField(_("language"), max_length=35, blank=True)
    url = models.TextField("URL", blank=True)
    archived_url = models.TextField(_("archived URL"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Publication.choices, default=Publication.DRAFT)
    current_text = models.ForeignKey(
        ArticleText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("current text"),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            # The public list of articles, newest first, those of unknown date last.
            models.Index(models.F("published_on").desc(nulls_last=True), models.F("id"), name="article_newest"),
            # The lists of articles and evidence in the API, oldest first, those of unknown date last.
            models.Index(models.F("published_on").asc(nulls_last=True), models.F("id"), name="article_oldest"),
            # The desk: verdicts that rest on an article which was withdrawn.
            models.Index(fields=["id"], name="article_withdrawn", condition=Q(status=Publication.WITHDRAWN)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="article_url_unique"),
            models.CheckConstraint(
                condition=~(Q(title="") & Q(url="") & Q(byline=[])), name="article_title_url_or_byline"
            ),
            models.CheckConstraint(condition=Q(kind__in=ArticleKind.values), name="article_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Publication.values), name="article_status_known"),
            models.CheckConstraint(condition=language_tag("language"), name="article_language_bcp47"),
            models.CheckConstraint(
                condition=~Q(published="") | Q(published_on__isnull=True), name="article_published_on_bound"
            ),
            models.CheckConstraint(condition=Q(url="") | Q(url__regex=r"^https?://[^\s]+$"), name="article_url_http"),
        ]
        triggers = [UPDATED_AT, CURRENT_TEXT, *triggers.ARTICLE]

    def __str__(self) -> str:
        return self.title or self.url or ", ".join([*self.byline, *filter(None, [self.published_label])])

    def get_absolute_url(self) -> str:
        """Return the article's public page."""
        return reverse("article", args=[self.pk])

    @property
    def published_label(self) -> str:
        """Say in words what is known of the day of publication; empty if nothing is."""
        return in_words(self.published)

    def publish(self) -> None:
        """Let the public see the citation."""
        self.status = Publication.PUBLIC
        self.save(update_fields=["status"])

    def withdraw(self) -> None:
        """Take the article, and whatever rests on it, from the public."""
        self.status = Publication.WITHDRAWN
        self.save(update_fields=["status"])
