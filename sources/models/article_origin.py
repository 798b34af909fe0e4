"""ArticleOrigin: where an article's story ultimately comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.article import Article


class ArticleOrigin(models.Model):
    """A root of an article under the confirmed derivations; an underived article is its own root.

    Rebuilt by the database with each decision; nobody else writes here.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="origins")
    root = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="origin_of")

    objects = models.Manager["ArticleOrigin"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "root"], name="origin_once")]
        verbose_name = _("article origin")
        verbose_name_plural = _("article origins")

    def __str__(self) -> str:
        return f"{self.article_id} < {self.root_id}"
