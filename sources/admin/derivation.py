"""Derivations at the desk: which article was made from which."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from sources.actions.derivation import decide_derivation, record_derivation
from sources.admin.bulk import BulkAdmin
from sources.admin.desk import DECIDED_BY, record
from sources.admin.verbs import Verb
from sources.enums import Decision, DerivationKind
from sources.models import Derivation


@admin.register(Derivation)
class DerivationAdmin(BulkAdmin[Derivation]):
    """An article republishes, translates, summarises or excerpts another."""

    list_display = ("article", "kind", "original", "status", "method", "score")
    list_filter = ("status", "kind", "method", "decided_at")
    list_select_related = ("article", "original")
    search_fields = ("article__title", "original__title", "article__outlet__name", "original__outlet__name")
    search_help_text = _("Title or outlet of either article")
    autocomplete_fields = ("article", "original")
    readonly_fields = (*BulkAdmin.readonly_fields, "status", DECIDED_BY, "decided_at")
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "Copies of one story are one source: a confirmed derivation makes the two articles count once. A "
                    "new derivation is a suggestion until somebody confirms it."
                ),
                "fields": ("article", "kind", "original", "note"),
            },
        ),
        (_("How it was found"), {"fields": ("method", "score")}),
        record("status", DECIDED_BY, "decided_at"),
    )
    verbs = (
        Verb(
            name="confirm",
            label=_("Confirm"),
            done=_("Confirmed: the two articles count as one source."),
            permission="sources.change_derivation",
            perform=lambda row, *, by: decide_derivation(derivation=row, status=Decision.CONFIRMED, by=by),
            offered=lambda row, _user: row.status != Decision.CONFIRMED,
        ),
        Verb(
            name="reject",
            label=_("Reject"),
            done=_("Rejected: the two articles count as independent."),
            permission="sources.change_derivation",
            perform=lambda row, *, by: decide_derivation(derivation=row, status=Decision.REJECTED, by=by),
            offered=lambda row, _user: row.status != Decision.REJECTED,
        ),
    )

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Derivation:
        """Record a suggestion; change what is said of a known one."""
        row: Derivation = form.instance
        if change:
            super().store(form, formsets, by=by, change=change)
            return row
        return record_derivation(
            article=row.article, original=row.original, kind=DerivationKind(row.kind), note=row.note,
            method=row.method or "editor", score=row.score, by=by,
        )  # fmt: skip
