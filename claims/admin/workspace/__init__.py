"""The claim workspace: all that an editor weighs about one claim, and the verdict beside it."""

from claims.admin.workspace import page

__all__ = ["page"]
