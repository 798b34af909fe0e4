"""Outlets at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sources.admin.desk import DeskAdmin, record
from sources.admin.sheet_import import SheetImport
from sources.interchange.tabular_sources import OUTLETS
from sources.models import Outlet


@admin.register(Outlet)
class OutletAdmin(SheetImport[Outlet], DeskAdmin[Outlet]):
    """Who publishes articles."""

    sheet = OUTLETS
    list_display = ("name", "kind", "domain", "country", "language")
    list_filter = ("kind", "country", "language", "created_at")
    search_fields = ("name", "domain", "wikidata_id")
    search_help_text = _("Name, domain or Wikidata id")
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "One outlet a publisher: look whether it is here already, perhaps under its domain. What is not "
                    "known stays empty."
                ),
                "fields": ("name", "kind", "domain"),
            },
        ),
        (_("Where it stands"), {"fields": ("country", "language", "wikidata_id", "description")}),
        record(),
    )
