"""Captures at the desk, where the newer text of an article takes its quotes along."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.actions.recapture import recapture
from sources.admin.desk import editor
from sources.admin.intake import IntakeAdmin
from sources.admin.intake_page import IntakePage
from sources.models import Article, Capture


@admin.register(Capture)
class RecaptureAdmin(IntakeAdmin):
    """Captures, how they come in, become articles, and become newer texts of known ones."""

    def add_version(self, request: HttpRequest, page: IntakePage, article: Article) -> str:
        """Add the newer text, and say how many quotes and marks followed."""
        done = recapture(article=article, by=editor(request), **page.version())
        return _(
            "The text is now version %(version)d. Quotes that followed: %(followed)d; orphaned, for you to decide: "
            "%(orphaned)d; marks to be made anew: %(marks)d."
        ) % {
            "version": done.text.version, "followed": len(done.followed), "orphaned": len(done.orphaned),
            "marks": len(done.lost_marks),
        }  # fmt: skip
