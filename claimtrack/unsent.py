"""What an editor typed outlives their session: the page that asks to sign in again carries it and offers to send it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.views import errors

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

FIELD = "unsent"
NAVIGATION = ("navigate", None)  # what the browser says of a form; scripts send and keep for themselves
SECRET = "password"  # noqa: S105  # in the names of fields that no page may repeat


@dataclass(frozen=True)
class Unsent:
    """A form that was not accepted because nobody was signed in: where it goes, and its fields in order."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "Unsent | None":
        """Return the form that this request sends, if it is one of the desk's and holds no password."""
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        kept = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
        is_form = request.method == "POST" and request.headers.get("Sec-Fetch-Mode") in NAVIGATION and kept
        if not is_form or any(SECRET in name for name, _value in kept):
            return None
        return cls(request.get_full_path(), kept, had_files=bool(request.FILES))

    @classmethod
    def unpack(cls, text: str) -> "Unsent | None":
        """Return what `packed` made, and nothing for anything else."""
        try:
            path, fields, had_files = json.loads(text)
            unsent = cls(str(path), [(str(name), str(value)) for name, value in fields], had_files=bool(had_files))
        except (ValueError, TypeError):
            return None
        return unsent if unsent.path.startswith(reverse("admin:index")) else None

    @property
    def packed(self) -> str:
        """Return all of it as text, for a hidden field."""
        return json.dumps([self.path, self.fields, self.had_files])

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Return the fields that a person may know again: not empty, and not the form's own."""
        return [(name, value) for name, value in self.fields if value.strip() and not name.startswith("_")]


class KeepingSite(AdminSite):
    """An admin site on which an expired session loses nothing that was typed."""

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001, FBT002  # Django's signature
        """Let nobody in who may not, as Django does; a form is kept while they sign in."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            unsent = None if self.has_permission(request) else Unsent.of(request)
            return self.ask_to_sign_in(request, unsent) if unsent else guarded(request, *args, **kwargs)

        return cast(View, keeping)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign in, and go on with what was typed before, if there is something."""
        context = extra_context or {}
        unsent = context.get(FIELD) or Unsent.unpack(request.POST.get(FIELD, ""))
        response = super().login(request, {**context, FIELD: unsent})
        is_signed_in = response.status_code == 302 and self.has_permission(request)
        return self.offer(request, unsent) if unsent and is_signed_in else response

    def ask_to_sign_in(self, request: HttpRequest, unsent: Unsent) -> HttpResponse:
        """Show the page for signing in, with the form in it."""
        # Nothing was sent to that page yet: it is asked for.
        request.method = "GET"
        response = self.login(request, {FIELD: unsent, "app_path": reverse("admin:login")})
        response.status_code = 403
        return response

    def offer(self, request: HttpRequest, unsent: Unsent) -> HttpResponse:
        """Show what was typed, to be sent with one press."""
        context = {**self.each_context(request), "title": _("Nothing is lost"), FIELD: unsent}
        return TemplateResponse(request, "desk/unsent.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without a valid token; one of the desk's own that is older than the last sign-in is kept.

    That it comes from this site is known by its Origin, which Django checks before the token.
    """
    site = admin.site
    is_ours = reason.startswith("CSRF ") and "Origin" in request.headers
    unsent = Unsent.of(request) if is_ours and request.path.startswith(reverse("admin:index")) else None
    if unsent is None or not isinstance(site, KeepingSite):
        return errors.forbidden(request, reason=reason)
    if not site.has_permission(request):
        return site.ask_to_sign_in(request, unsent)
    response = site.offer(request, unsent)
    response.status_code = 403
    return response
