"""Claimants and their roles at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.desk import ClaimDesk
from claims.interchange.tabular_claims import CLAIMANTS
from claims.models import Affiliation, Claimant
from claims.rules import MESSAGES
from sources.admin.desk import record
from sources.admin.forms import DeskForm
from sources.admin.sheet_import import SheetImport


class AffiliationForm(DeskForm[Affiliation]):
    """A role, with the words of the claims' rules."""

    words = MESSAGES


class AffiliationInline(admin.TabularInline[Affiliation, Claimant]):
    """The roles that a claimant had."""

    model = Affiliation
    form = AffiliationForm
    extra = 0
    fields = ("title", "organisation", "since", "until")


@admin.register(Claimant)
class ClaimantAdmin(SheetImport[Claimant], ClaimDesk[Claimant]):
    """Who makes claims."""

    sheet = CLAIMANTS
    list_display = ("name", "kind", "country", "wikidata_id", "article")
    list_filter = ("kind", "country", ("article", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("article",)
    search_fields = ("name", "aliases", "wikidata_id", "affiliations__organisation")
    search_help_text = _("Name, other name, Wikidata id or organisation")
    autocomplete_fields = ("outlet", "article")
    inlines = (AffiliationInline,)
    linked_history = ((Affiliation, "claimant"),)
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "The person, organisation or outlet that says something. Look first whether it is here under "
                    "another name; the transliteration of a name is an alias, not another person."
                ),
                "fields": ("kind", "name", "aliases", "description"),
            },
        ),
        (_("Who it is"), {"fields": ("country", "wikidata_id", "died", "outlet")}),
        (
            _("Anonymous sources and unnamed groups"),
            {
                "description": _(
                    "They belong to the one article that speaks of them and are described in its words, never guessed."
                ),
                "fields": ("article",),
            },
        ),
        record(),
    )


@admin.register(Affiliation)
class AffiliationAdmin(ClaimDesk[Affiliation]):
    """The role that a claimant had for a time."""

    list_display = ("title", "organisation", "claimant", "since", "until")
    list_filter = ("claimant__kind", "created_at")
    list_select_related = ("claimant",)
    search_fields = ("title", "organisation", "claimant__name")
    search_help_text = _("Title, organisation or claimant")
    autocomplete_fields = ("claimant",)
    fieldsets = (
        (
            None,
            {
                "description": _("The role as it was then. Dates as far as they are known: 2018, 2018-04, 2018-04-09."),
                "fields": ("claimant", "title", "organisation", "since", "until"),
            },
        ),
        record(),
    )
