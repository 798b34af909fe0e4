"""Webhooks at the desk: who is told of public changes, how it goes, a test, and a secret that is shown once."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from changes.models import ChangeKind, Webhook
from changes.models.webhook import every_event
from sources.actions.webhook import PERMISSION, resume_webhook, try_webhook
from sources.admin.desk import editor
from sources.interchange.web_address import clean_url
from sources.rules import Refusal

SHOWN = 50  # attempts on a webhook's page


class WebhookForm(forms.ModelForm[Webhook]):
    """Name, address, and of what the webhook is told."""

    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Public; redirects are not followed."),
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        choices=ChangeKind.choices,
        initial=every_event,
        widget=forms.CheckboxSelectMultiple,
    )
    object_types = SimpleArrayField(
        forms.RegexField(r"^[a-z]{1,40}$", strip=True),
        label=gettext_lazy("Of which objects"),
        required=False,
        help_text=gettext_lazy("Separated by commas, such as: claim, verdict. Left empty, of all."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "events", "object_types", "is_active"]

    def clean_url(self) -> str:
        """Refuse what is no address of the web."""
        try:
            return clean_url(self.cleaned_data["url"])
        except Refusal as refusal:
            raise ValidationError(refusal.message) from refusal

    def clean(self) -> dict[str, Any]:
        """Let whoever makes a webhook active again begin where it stopped."""
        cleaned = super().clean() or {}
        if cleaned.get("is_active") and self.instance.gave_up_at:
            self.instance.gave_up_at, self.instance.failures = None, 0
        return cleaned


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin[Webhook]):
    """Who is told of public changes."""

    form = WebhookForm
    list_display = ("name", "url", "is_active", "position", "failures", "next_attempt_at", "gave_up_at")
    list_filter = ("is_active",)
    search_fields = ("name", "url")
    search_help_text = gettext_lazy("Name or address")
    fields = (
        "name",
        "url",
        "events",
        "object_types",
        "is_active",
        "position",
        "failures",
        "next_attempt_at",
        "gave_up_at",
    )
    readonly_fields = ("position", "failures", "next_attempt_at", "gave_up_at")
    change_form_template = "desk/webhook.html"

    def get_fields(self, request: HttpRequest, obj: Webhook | None = None) -> Any:
        """Show how far a webhook is once there is one."""
        return self.fields if obj else WebhookForm.Meta.fields

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the last attempts."""
        webhook = context.get("original")
        context["deliveries"] = webhook.deliveries.all()[:SHOWN] if webhook else ()
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[Any]:
        """Add the addresses of the two buttons."""
        buttons = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"changes_webhook_{name}")
            for name, view in (("test", self.test_view), ("resume", self.resume_view))
        ]
        return [*buttons, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        """Save what was typed, and show the secret of a new webhook for the only time."""
        if change:
            # Never the place in the log: a worker may have moved it on meanwhile.
            obj.save(update_fields=[*WebhookForm.Meta.fields, "gave_up_at", "failures"])
            return
        super().save_model(request, obj, form, change)
        messages.warning(
            request,
            _("The secret, by which the receiver checks signatures: %(secret)s Copy it now, it is not shown again.")
            % {"secret": obj.secret},
        )

    def test_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send a test message and say how it went."""
        webhook = self._posted(request, object_id)
        if isinstance(webhook, HttpResponse):
            return webhook
        delivery = try_webhook(webhook=webhook, by=editor(request))
        if delivery.is_delivered:
            messages.success(request, _("The server took the test message (%(status)s).") % {"status": delivery.status})
        else:
            answer = f"{delivery.status or ''} {delivery.error}".strip()
            messages.error(request, _("The test message did not arrive: %(answer)s") % {"answer": answer})
        return self._back(webhook)

    def resume_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Try again a webhook that was given up."""
        webhook = self._posted(request, object_id)
        if isinstance(webhook, HttpResponse):
            return webhook
        resume_webhook(webhook=webhook, by=editor(request))
        messages.success(request, _("It is tried again from where it stopped; nothing in between is lost."))
        return self._back(webhook)

    def _posted(self, request: HttpRequest, object_id: str) -> Webhook | HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        webhook = self.get_object(request, unquote(object_id))
        return webhook or HttpResponseRedirect(reverse("admin:changes_webhook_changelist"))

    def _back(self, webhook: Webhook) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:changes_webhook_change", args=[webhook.pk]))
