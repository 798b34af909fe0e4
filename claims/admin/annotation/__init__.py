"""The annotation screen: an article's text with what was found in it, and the forms that add to it."""

from claims.admin.annotation import page

__all__ = ["page"]
