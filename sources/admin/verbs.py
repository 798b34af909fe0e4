"""Editorial verbs as buttons: each has an address of its own, is offered to whoever may, and calls one action."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sources.admin.desk import DeskAdmin, editor
from sources.rules import Refusal

M = TypeVar("M", bound=Model)
Words = str | Promise


class Reason(forms.Form):
    """Why: it becomes part of the record."""

    note = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}))


@dataclass(frozen=True)
class Verb(Generic[M]):
    """One thing that an editor does to a row.

    ``perform(row, by=..., **cleaned)`` calls the action. ``offered(row, user)`` says when it makes sense; the
    action itself refuses the rest. With a ``form``, a ``warning`` or a ``template`` the verb asks first; without, its
    button acts at once. What does not ask is also offered for many rows in the list; what does, if it says ``in_bulk``.
    """

    name: str
    label: Words
    done: Words
    permission: str
    perform: Callable[..., object]
    offered: Callable[[M, User], bool] = field(default=lambda _row, _user: True)
    form: type[forms.Form] | None = None
    warning: Words = ""
    is_destructive: bool = False
    template: str = "desk/verb.html"
    in_bulk: bool = False

    @property
    def asks(self) -> bool:
        """Say whether a page stands between the button and the deed."""
        return bool(self.form or self.warning or self.template != "desk/verb.html")

    @property
    def is_for_many(self) -> bool:
        """Say whether the verb is offered for the rows that are selected in a list."""
        return self.in_bulk or not self.asks

    def is_open_to(self, row: M, user: User) -> bool:
        """Say whether ``user`` is shown the button beside ``row``."""
        return user.has_perm(self.permission) and self.offered(row, user)


class VerbsAdmin(DeskAdmin[M]):
    """A table whose rows are moved on by verbs."""

    verbs: ClassVar[tuple[Verb[Any], ...]] = ()

    def get_urls(self) -> list[Any]:
        """Add an address for each verb."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        own = path("<path:object_id>/do/<slug:verb>/", self.admin_site.admin_view(self.verb_view), name=name)
        return [own, *super().get_urls()]

    def verb_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Ask, where the verb asks; act on POST, and lead back to the row."""
        chosen = next((known for known in self.verbs if known.name == verb), None)
        row = self.get_object(request, unquote(object_id))
        if chosen is None or row is None:
            return cast(HttpResponse, self._get_obj_does_not_exist_redirect(request, self.opts, object_id))  # type: ignore[attr-defined]  # Django's own way
        if not request.user.has_perm(chosen.permission):
            raise PermissionDenied
        if request.method != "POST" and not chosen.asks:
            return HttpResponseNotAllowed(["POST"])
        form = self.verb_form(chosen, row, request)
        if request.method == "POST" and form.is_valid() and self._act(request, chosen, row, form):
            return HttpResponseRedirect(self.change_url(row.pk))
        if not chosen.asks:
            return HttpResponseRedirect(self.change_url(row.pk))
        return TemplateResponse(request, chosen.template, self.verb_context(request, chosen, row, form))

    def verb_form(self, verb: Verb[M], row: M, request: HttpRequest) -> forms.Form:
        """Return the form that the verb asks with; empty where it only wants a yes."""
        form_class = verb.form or forms.Form
        return form_class(request.POST if request.method == "POST" else None, initial=self.verb_initial(verb, row))

    def verb_initial(self, _verb: Verb[M], _row: M) -> dict[str, Any]:
        """Return what stands in the verb's form before anybody types."""
        return {}

    def verb_context(self, request: HttpRequest, verb: Verb[M], row: M, form: forms.Form) -> dict[str, Any]:
        """Return what the verb's page shows."""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts, "original": row, "verb": verb, "form": form, "title": verb.label,
            "subtitle": str(row), "media": self.media + form.media, "change_url": self.change_url(row.pk),
        }  # fmt: skip

    def _act(self, request: HttpRequest, verb: Verb[M], row: M, form: forms.Form) -> bool:
        try:
            verb.perform(row, by=editor(request), **form.cleaned_data)
        except Refusal as refusal:
            if not verb.asks:
                messages.error(request, refusal.message)
            form.add_error(refusal.code if refusal.code in form.fields else None, refusal.message)
            return False
        self.log_change(request, row, str(verb.label))
        messages.success(request, str(verb.done))
        return True

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Put the buttons on the row's page."""
        row = context.get("original")
        context["verbs"] = list(self.buttons(row, editor(request))) if row else []
        return super().render_change_form(request, context, *args, **kwargs)

    def buttons(self, row: M, user: User) -> Iterable[tuple[Verb[M], str]]:
        """Yield the verbs that ``user`` may do to ``row`` now, with their addresses."""
        for verb in self.verbs:
            if verb.is_open_to(row, user):
                yield verb, self.verb_url(verb, row)

    def verb_url(self, verb: Verb[M], row: M) -> str:
        """Return where the verb is done."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_verb"
        return reverse(name, args=[row.pk, verb.name])
