"""Tables that the program keeps itself, shown for those who want to look behind the pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from changes.admin import ReadOnly
from claims.admin.desk import ClaimDesk
from claims.models import (
    AttributionStep,
    ClaimTopic,
    SourceCount,
    VerdictComment,
    VerdictContributor,
    VerdictEvent,
    VerdictEvidence,
)


@admin.register(VerdictEvent)
class VerdictEventAdmin(ReadOnly, ClaimDesk[VerdictEvent]):
    """What happened to verdicts, in a chain of hashes."""

    list_display = ("position", "at", "kind", "verdict", "by", "note")
    list_filter = ("kind", "at")
    list_select_related = ("verdict__claim", "by")
    date_hierarchy = "at"
    search_fields = ("verdict__title", "verdict__claim__short_statement", "note", "by__username", "hash")
    search_help_text = _("Verdict, claim, note, user or hash")
    readonly_fields = ("position", "previous_hash", "hash", "digest")


@admin.register(VerdictComment)
class VerdictCommentAdmin(ReadOnly, ClaimDesk[VerdictComment]):
    """What colleagues said of verdicts; written on the review page."""

    list_display = ("verdict", "field", "text", "created_by", "created_at", "resolved_by")
    list_filter = (("resolved_at", admin.EmptyFieldListFilter), "field", "created_at")
    list_select_related = ("verdict__claim", "created_by", "resolved_by")
    date_hierarchy = "created_at"
    search_fields = ("text", "verdict__title", "verdict__claim__short_statement", "created_by__username")
    search_help_text = _("Words of the comment, verdict, claim or user")
    readonly_fields = ("resolved_by", "resolved_at")


@admin.register(VerdictContributor)
class VerdictContributorAdmin(ReadOnly, ClaimDesk[VerdictContributor]):
    """Who wrote any part of a verdict and so cannot review it."""

    list_display = ("verdict", "user")
    list_filter = ("verdict__state",)
    list_select_related = ("verdict__claim", "user")
    search_fields = ("verdict__title", "user__username")
    search_help_text = _("Verdict or user")
    readonly_fields = ()


@admin.register(VerdictEvidence)
class VerdictEvidenceAdmin(ReadOnly, ClaimDesk[VerdictEvidence]):
    """What verdicts rely on."""

    list_display = ("verdict", "evidence")
    list_filter = ("evidence__stance", "verdict__state")
    list_select_related = ("verdict__claim", "evidence__article")
    search_fields = ("verdict__title", "evidence__article__title")
    search_help_text = _("Verdict or article")
    readonly_fields = ()


@admin.register(AttributionStep)
class AttributionStepAdmin(ReadOnly, ClaimDesk[AttributionStep]):
    """Who relays what a claimant said."""

    list_display = ("appearance", "position", "claimant", "outlet", "verb")
    list_filter = ("verb",)
    list_select_related = ("appearance__claimant", "appearance__passage", "claimant", "outlet")
    search_fields = ("claimant__name", "outlet__name", "verb", "appearance__claimant__name")
    search_help_text = _("Speaker or verb")
    readonly_fields = ()


@admin.register(ClaimTopic)
class ClaimTopicAdmin(ReadOnly, ClaimDesk[ClaimTopic]):
    """Which claims are about which topics."""

    list_display = ("claim", "topic")
    list_filter = ("claim__status",)
    list_select_related = ("claim", "topic")
    search_fields = ("claim__short_statement", "topic__name")
    search_help_text = _("Claim or topic")
    readonly_fields = ()


@admin.register(SourceCount)
class SourceCountAdmin(ReadOnly, ClaimDesk[SourceCount]):
    """How many independent sources stand behind the articles of a claim."""

    list_display = ("claim", "stance", "articles", "sources")
    list_filter = ("stance",)
    list_select_related = ("claim",)
    search_fields = ("claim__short_statement", "claim__statement")
    search_help_text = _("Claim")
    readonly_fields = ()
