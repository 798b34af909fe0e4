"""What others' labels mean, at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.desk import ClaimDesk
from claims.models import LabelMapping
from sources.admin.desk import record


@admin.register(LabelMapping)
class LabelMappingAdmin(ClaimDesk[LabelMapping]):
    """An editor's word on a label, for the next file of its publisher."""

    list_display = ("publisher", "label", "rating")
    list_filter = ("rating",)
    list_select_related = ("publisher", "rating")
    search_fields = ("publisher__name", "publisher__domain", "label")
    search_help_text = _("Publisher or label")
    autocomplete_fields = ("publisher", "rating")
    fieldsets = (
        (
            None,
            {
                "description": _("It counts for files that come from now on; reviews that are in keep their rating."),
                "fields": ("publisher", "label", "rating"),
            },
        ),
        record(),
    )
