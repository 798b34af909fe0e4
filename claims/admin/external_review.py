"""Other fact-checkers' reviews at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.desk import ClaimDesk
from claims.models import ExternalReview
from sources.admin.desk import record


@admin.register(ExternalReview)
class ExternalReviewAdmin(ClaimDesk[ExternalReview]):
    """What another publisher said of a claim, under its own label."""

    list_display = ("claim", "publisher", "label", "rating", "reviewed_on")
    list_filter = ("rating", "language", "reviewed_on")
    list_select_related = ("claim", "publisher", "rating")
    date_hierarchy = "reviewed_on"
    search_fields = ("claim__short_statement", "publisher__name", "title", "label", "url", "claimant_name")
    search_help_text = _("Claim, publisher, title, label, URL or who said it")
    autocomplete_fields = ("claim", "publisher", "rating")
    one_line = ("url", "title")
    fieldsets = (
        (
            None,
            {
                "description": _("The label exactly as the publisher gives it. It is never passed off as ours."),
                "fields": ("claim", "publisher", "url", "title", "label"),
            },
        ),
        (_("How it maps"), {"fields": ("rating", "reviewed_on", "language")}),
        (
            _("What the publisher says of the claim"),
            {
                "description": _("Shown to readers as the publisher's word, never as ours."),
                "fields": ("claimant_name", "said", "sources"),
            },
        ),
        record(),
    )
