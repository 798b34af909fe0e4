"""Captures at the desk: to be read, never changed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from changes.admin import ReadOnly
from sources.admin.desk import DeskAdmin, Listing
from sources.models import ArticleText, Capture


class TextListing(Listing, admin.TabularInline[ArticleText, Capture]):
    """The texts that were taken from a capture."""

    model = ArticleText
    fields = ("article", "version", "extent", "start", "end")
    readonly_fields = fields


class CaptureAdmin(ReadOnly, DeskAdmin[Capture]):
    """The bytes as they were received; registered where newer texts take the quotes of older ones along."""

    list_display = ("origin", "media_type", "retrieved_at", "sha256")
    list_filter = ("media_type", "retrieved_at")
    search_fields = ("origin", "sha256")
    search_help_text = _("Origin or SHA-256")
    inlines = (TextListing,)
    readonly_fields = ("received",)
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "A capture holds a page as it was received and never changes. The texts of articles are taken "
                    "from it."
                ),
                "fields": ("origin", "media_type", "sha256", "archived_url", "retrieved_at", "received", "external_id"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        """List without the bytes, which may be many."""
        return super().get_queryset(request).defer("content")

    @admin.display(description=_("content"))
    def received(self, capture: Capture) -> str:
        """Show a text as it is; of anything else only the size."""
        try:
            return format_html('<div class="desk-text">{}</div>', capture.text())
        except UnicodeDecodeError:
            return str(_("%(size)d bytes, not text")) % {"size": len(bytes(capture.content))}
