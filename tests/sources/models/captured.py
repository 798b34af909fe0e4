"""Captures and texts that stand in them."""

from typing import Any

from sources.models import ArticleText, Capture
from tests.factories import make_article

PAGE = "Log in | Menu\nThe bridge is open, the minister said.\nComments (3)"
STORY = "The bridge is open, the minister said."


def make_capture(*, content: bytes = PAGE.encode(), sha256: str | None = None, **fields: Any) -> Capture:
    """Return a capture of ``content`` with its digest."""
    return Capture.objects.create(
        **{"content": content, "sha256": sha256 or Capture.digest(content), "media_type": "text/plain",
           "origin": "page.txt", **fields}
    )  # fmt: skip


def make_captured_text(**fields: Any) -> ArticleText:
    """Return the text of a new article as it stands in a capture."""
    start = PAGE.index(STORY)
    return ArticleText.objects.create(
        **{"article": make_article(content=None), "version": 1, "content": STORY, "extent": "full",
           "capture": make_capture(), "start": start, "end": start + len(STORY), **fields}
    )  # fmt: skip
