"""The editors' desk: Django's admin site in this project's order, with what waits for whoever signs in."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claimtrack.glossary import WORDS
from claimtrack.unsent import KeepingSite
from claimtrack.waiting import progress, waiting_for
from sources.models import Article

# The tables by what they are for; the rest of each app is what the program keeps itself.
GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    (
        "work",
        _("Claims"),
        ("Claim", "Appearance", "Evidence", "Verdict", "Inquiry", "Translation", "ExternalReview", "ClaimMatch"),
    ),
    (
        "sources",
        _("Sources"),
        ("Article", "ArticleText", "Passage", "Mark", "Derivation", "Outlet", "Capture", "ImportFile"),
    ),
    ("names", _("Names and scales"), ("Claimant", "Affiliation", "Topic", "RatingScale", "Rating", "LabelMapping")),
)
OURS = {"changes", "claims", "rest", "sources"}


class DeskSite(KeepingSite):
    """Where editors work."""

    site_header = _("ClaimTrack desk")
    site_title = _("ClaimTrack desk")
    index_title = _("Desk")
    site_url = "/"
    index_template = "desk/index.html"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the tables in the order of the work instead of the alphabet's."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        ours = [table for app in apps if app["app_label"] in OURS for table in app["models"]]
        grouped = {name for _key, _title, names in GROUPS for name in names}
        groups = [
            _group(key, title, sorted((t for t in ours if t["object_name"] in names), key=_place(names)))
            for key, title, names in GROUPS
        ]
        kept = _group("kept", _("Kept by the program"), [t for t in ours if t["object_name"] not in grouped])
        return [
            *(group for group in [*groups, kept] if group["models"]),
            *(app for app in apps if app["app_label"] not in OURS),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits, how far the annotation has come, what the words mean, and the tables."""
        user = cast(User, request.user)
        context = {
            "waiting": waiting_for(user),
            "progress": progress(),
            "is_empty": not Article.objects.exists(),
            "words": WORDS,
        }
        return super().index(request, {**context, **(extra_context or {})})


def _group(key: str, title: str | Promise, tables: list[Any]) -> dict[str, Any]:
    return {
        "name": title, "app_label": f"desk-{key}", "app_url": f"{reverse('admin:index')}#{key}",
        "has_module_perms": True, "models": tables,
    }  # fmt: skip


def _place(names: tuple[str, ...]) -> Callable[[dict[str, Any]], int]:
    return lambda table: names.index(table["object_name"])
