"""Rating scales and their steps at the desk; administrators change them, everybody reads them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.desk import ClaimDesk
from claims.enums import ClaimKind
from claims.models import Rating, RatingScale
from sources.admin.desk import Listing, record
from sources.admin.forms import DeskForm

RATED_KINDS = [choice for choice in ClaimKind.choices if choice[0] != ClaimKind.OPINION]


class RatingScaleForm(DeskForm[RatingScale]):
    """A scale; the kinds of claims that it serves are ticked."""

    kinds = forms.MultipleChoiceField(
        label=_("Serves claims of kind"), choices=RATED_KINDS, widget=forms.CheckboxSelectMultiple
    )


class RatingListing(Listing, admin.TabularInline[Rating, RatingScale]):
    """The steps of a scale."""

    model = Rating
    fields = ("position", "definition", "value", "normalised", "retired_at")
    readonly_fields = fields


@admin.register(RatingScale)
class RatingScaleAdmin(ClaimDesk[RatingScale]):
    """A scale and the kinds of claims that it serves."""

    form = RatingScaleForm
    list_display = ("name", "serves", "description")
    list_filter = ("created_at",)
    search_fields = ("name", "description")
    search_help_text = _("Name or description")
    inlines = (RatingListing,)
    fieldsets = (
        (
            None,
            {
                "description": _("Scales are public. Opinions are served by none."),
                "fields": ("name", "description", "kinds"),
            },
        ),
        record(),
    )

    def has_delete_permission(self, _request: Any, _obj: RatingScale | None = None) -> bool:
        """Refuse: what was ever rated on it must stay readable."""
        return False

    @admin.display(description=_("serves"))
    def serves(self, scale: RatingScale) -> str:
        """Show the kinds of claims."""
        return ", ".join(str(ClaimKind(kind).label) for kind in scale.kinds)


@admin.register(Rating)
class RatingAdmin(ClaimDesk[Rating]):
    """A step of a scale."""

    list_display = ("label", "scale", "value", "normalised", "position", "retired_at")
    list_filter = ("scale", "normalised", ("retired_at", admin.EmptyFieldListFilter))
    list_select_related = ("scale",)
    search_fields = ("label", "definition", "scale__name")
    search_help_text = _("Label, definition or scale")
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "A rating that a verdict uses never changes: retire it and add a new one. Ratings without a number "
                    "are shown without one, also to other platforms."
                ),
                "fields": ("scale", "position", "label", "definition", "value", "normalised", "retired_at"),
            },
        ),
        record(),
    )

    def has_delete_permission(self, _request: Any, _obj: Rating | None = None) -> bool:
        """Refuse: a rating is retired."""
        return False
