"""API tokens at the desk: given with a limit and a last day, shown once, revoked for ever."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rest.models import ApiToken
from sources.actions.api_token import REVOKE, issue_token, revoke_token
from sources.admin.desk import DeskAdmin, editor
from sources.admin.forms import DeskForm

LONGEST = 3 * 366  # days: a token that nobody looks after must come to its end


class ApiTokenForm(DeskForm[ApiToken]):
    """Who uses the token, how much it allows, and until when."""

    def clean_expires_on(self) -> datetime.date:
        """Refuse a day that is over, and one that nobody will remember."""
        day: datetime.date = self.cleaned_data["expires_on"]
        today = timezone.now().date()
        if "expires_on" in self.changed_data or not self.instance.pk:
            if day < today:
                raise ValidationError(_("This day is over. Choose today or a later day."))
            if day > today + datetime.timedelta(days=LONGEST):
                raise ValidationError(_("Choose a day within three years; then it can be chosen anew."))
        return day


@admin.register(ApiToken)
class ApiTokenAdmin(DeskAdmin[ApiToken]):
    """Who may ask the API more often than an unknown address."""

    form: type[forms.ModelForm[Any]] = ApiTokenForm
    list_display = ("name", "prefix", "state", "contact", "expires_on", "last_used_on", "requests_per_minute")
    list_filter = ("expires_on", "revoked_at")
    search_fields = ("name", "contact", "prefix")
    search_help_text = gettext_lazy("Name, contact, or what the token begins with")
    readonly_fields = ("prefix", "state", "created_at", "last_used_on", "revoked_at")
    written = ("name", "contact", "requests_per_minute", "texts_per_minute", "expires_on")
    change_form_template = "desk/api_token.html"

    def get_fields(self, request: HttpRequest, obj: ApiToken | None = None) -> Any:
        """Show what became of a token once there is one."""
        return (*self.written, *self.readonly_fields) if obj else self.written

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a token is revoked, and stays on record."""
        return False

    @admin.display(description=gettext_lazy("state"))
    def state(self, token: ApiToken) -> str:
        """Say whether the token can be used."""
        if token.revoked_at:
            return _("revoked")
        return _("expired") if token.is_expired(today=timezone.now().date()) else _("valid")

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Model:
        """Save what was typed; a new token is made with it."""
        if change:
            return super().store(form, formsets, by=by, change=change)
        token: ApiToken = form.instance
        form.issued = issue_token(token=token, by=by)
        return token

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Show the text of a new token for the only time."""
        super().save_related(request, form, formsets, change)
        if not change:
            messages.warning(
                request,
                _("The token: %(token)s Copy it now, it is not shown again; only its hash is kept.")
                % {"token": form.issued},
            )

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Offer to revoke a token that is not revoked yet."""
        token = context.get("original")
        if token and not token.revoked_at and request.user.has_perm(REVOKE):
            address = reverse("admin:rest_apitoken_revoke", args=[token.pk])
            context["verbs"] = [{"label": _("Revoke for ever"), "url": address}]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[Any]:
        """Add the address of the button."""
        view = self.admin_site.admin_view(self.revoke_view)
        return [path("<path:object_id>/revoke/", view, name="rest_apitoken_revoke"), *super().get_urls()]

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Revoke a token."""
        if not request.user.has_perm(REVOKE):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        token = self.get_object(request, unquote(object_id))
        if token is None:
            return HttpResponseRedirect(reverse("admin:rest_apitoken_changelist"))
        revoke_token(token=token, by=editor(request))
        messages.success(request, _("The token was revoked: from now on it is answered with 401."))
        return HttpResponseRedirect(self.change_url(token.pk))
