"""The change log at the desk: to be read, never written."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from changes.models import Change


class ReadOnly:
    """For the admin of a table that nobody writes by hand: it is shown to whoever may view it."""

    def has_add_permission(self, _request: HttpRequest, *_parent: object) -> bool:
        """Refuse: the program writes these rows itself."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: these rows are a record."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: these rows are a record."""
        return False


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin[Change]):
    """What the public record gained, changed and lost, in the order of commits."""

    list_display = ("seq", "at", "kind", "object_type", "object_id")
    list_filter = ("kind", "object_type")
    search_fields = ("=object_id", "object_type")
    search_help_text = _("Number or type of the object")
    date_hierarchy = "at"
    ordering = ("-seq",)
    show_full_result_count = False
