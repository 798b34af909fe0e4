"""What belongs to a claim, listed on its page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, Claim, Evidence, Verdict
from sources.admin.desk import Listing, who

AUTHOR = who("author", _("author"))
REVIEWER = who("reviewer", _("reviewer"))


class AppearanceListing(Listing, admin.TabularInline[Appearance, Claim]):
    """Who says the claim where."""

    model = Appearance
    fields = ("stance", "manner", "said", "status")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        """Fetch what names an appearance."""
        return super().get_queryset(request).select_related("claimant", "passage")


class EvidenceListing(Listing, admin.TabularInline[Evidence, Claim]):
    """What speaks for and against the claim."""

    model = Evidence
    fields = ("stance", "comment", "is_primary", "status")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """Fetch what names a piece of evidence."""
        return super().get_queryset(request).select_related("article")


class VerdictListing(Listing, admin.TabularInline[Verdict, Claim]):
    """The versions of the verdict."""

    model = Verdict
    fields = ("version", "state", "rating", AUTHOR, REVIEWER, "published_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        """Fetch what names a verdict."""
        return super().get_queryset(request).select_related("rating", "author", "reviewer", "claim")
