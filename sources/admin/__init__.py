"""The desk's pages for outlets, captures, articles and their texts."""

from sources.admin import api_token, article, article_origin, article_text, capture, derivation, mark, outlet, webhook

__all__ = [
    "api_token",
    "article",
    "article_origin",
    "article_text",
    "capture",
    "derivation",
    "mark",
    "outlet",
    "webhook",
]
