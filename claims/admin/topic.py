"""Topics at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.desk import ClaimDesk
from claims.interchange.tabular_claims import TOPICS
from claims.models import Topic
from sources.admin.desk import record
from sources.admin.sheet_import import SheetImport


@admin.register(Topic)
class TopicAdmin(SheetImport[Topic], ClaimDesk[Topic]):
    """A subject under which readers find claims."""

    sheet = TOPICS
    list_display = ("name", "slug", "created_at")
    list_filter = ("created_at",)
    search_fields = ("name", "slug")
    search_help_text = _("Name")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (
            None,
            {
                "description": _("Few and broad: a topic that holds a single claim helps nobody."),
                "fields": ("name", "slug"),
            },
        ),
        record(),
    )
