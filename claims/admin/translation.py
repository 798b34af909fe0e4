"""Translations of claims at the desk."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.actions.translation import check_translation, revise_translation, write_translation
from claims.admin.desk import ClaimDesk
from claims.models import Translation
from sources.admin.desk import record, who
from sources.admin.verbs import Verb

CHECKED_BY = who("checked_by", _("checked by"))
CONTENT = ("claim", "language", "statement", "summary", "verdict", "origin")


@admin.register(Translation)
class TranslationAdmin(ClaimDesk[Translation]):
    """A claim in another language."""

    list_display = ("claim", "language", "origin", "verdict", "checked_at")
    list_filter = ("language", "origin", ("checked_at", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("claim", "verdict__claim")
    search_fields = ("claim__short_statement", "statement", "summary")
    search_help_text = _("Words of the claim or of its translation")
    autocomplete_fields = ("claim", "verdict")
    readonly_fields = (*ClaimDesk.readonly_fields, CHECKED_BY, "checked_at")
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "Readers see a translation once somebody has checked it, and the summary only beside the version "
                    "of the verdict that it translates. A change must be checked again."
                ),
                "fields": CONTENT,
            },
        ),
        record(CHECKED_BY, "checked_at"),
    )
    verbs = (
        Verb(
            name="check",
            label=_("Checked: it is right"),
            done=_("Readers may see the translation."),
            permission="claims.change_translation",
            perform=lambda row, *, by: check_translation(translation=row, by=by),
            offered=lambda row, _user: row.checked_at is None,
        ),
    )

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Translation:
        """Write a translation; revise a known one."""
        typed = {name: form.cleaned_data[name] for name in CONTENT}
        if change:
            return revise_translation(translation=form.instance, by=by, **typed)
        return write_translation(by=by, **typed)
