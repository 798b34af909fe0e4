"""Outlets, captures, articles and their texts; nothing here knows of claims."""

from sources.models.article import Article
from sources.models.article_origin import ArticleOrigin
from sources.models.article_text import ArticleText
from sources.models.capture import Capture
from sources.models.derivation import Derivation
from sources.models.mark import Mark
from sources.models.outlet import Outlet
from sources.models.passage import Passage
from sources.models.reading import Reading

__all__ = [
    "Article",
    "ArticleOrigin",
    "ArticleText",
    "Capture",
    "Derivation",
    "Mark",
    "Outlet",
    "Passage",
    "Reading",
]
