"""SearchDocument: the words of a claim, as search and matching read them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim


class SearchDocument(models.Model):
    """Statement (A), title of the published verdict (B) and public quotes (C), stemmed in the claim's language.

    Kept by the database; nobody else writes here. ``length`` counts the words that are no stop words; ``facets``,
    such as ``topic:7``, are what a list can be narrowed by, and empty unless the claim is public.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="search_document")
    vector = SearchVectorField()
    length = models.PositiveIntegerField()
    facets = ArrayField(models.TextField(), default=list, db_default=[])

    objects = models.Manager["SearchDocument"]()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        indexes = [
            # Candidates of matching and search, among all claims or in some eras and facets.
            GinIndex(fields=["vector", "facets"], name="search_document_vector", fastupdate=False),
            # How many of the documents that hold a frequent word the public may not see.
            GinIndex(fields=["vector"], condition=models.Q(facets=[]), name="search_document_hidden", fastupdate=False),
            # The list of claims, from any of them on.
            models.Index(fields=["claim"], condition=~models.Q(facets=[]), name="search_document_shown"),
        ]

    def __str__(self) -> str:
        return str(self.claim)
