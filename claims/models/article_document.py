"""ArticleDocument: the words of an article's citation, as search reads them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import Article


class ArticleDocument(models.Model):
    """Title (A), outlet and byline (B) and public quotes (C), stemmed in the article's language; never its text.

    Kept by the database; nobody else writes here. ``facets`` are empty unless the article is public.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )  # fmt: skip
    vector = SearchVectorField()
    language = models.TextField(blank=True)
    facets = ArrayField(models.TextField(), default=list, db_default=[])

    objects = models.Manager["ArticleDocument"]()

    class Meta:
        verbose_name = _("article document")
        verbose_name_plural = _("article documents")
        indexes = [
            # Hits of a search, in all or in some eras.
            GinIndex(fields=["vector", "facets"], name="article_document_words", fastupdate=False),
            # The list of articles narrowed by facets, from any of them on.
            models.Index(fields=["article"], condition=~models.Q(facets=[]), name="article_document_shown"),
            # The languages that there are, in which a query is understood.
            models.Index(fields=["language"], name="article_document_language"),
        ]

    def __str__(self) -> str:
        return str(self.article)
