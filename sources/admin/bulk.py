"""Verbs for many rows: selected in a list, asked about where they ask, done row by row, and reported row by row."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sources.admin.bulk_run import MOST, BulkRun
from sources.admin.desk import editor
from sources.admin.verbs import Verb, VerbsAdmin

M = TypeVar("M", bound=Model)
NAMED = 20  # rows that the page which asks names


class BulkAdmin(VerbsAdmin[M]):
    """A table whose verbs are also done to the rows that are selected in its list.

    ``bulk_verbs`` are further ones, for many rows only. Each row is done by itself: what a rule refuses stays as it
    is and is listed with the reason, the rest is done.
    """

    bulk_verbs: ClassVar[tuple[Verb[Any], ...]] = ()

    def get_urls(self) -> list[Any]:
        """Add the address at which selected rows are dealt with."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_bulk"
        own = path("bulk/<slug:verb>/", self.admin_site.admin_view(self.bulk_view), name=name)
        return [own, *super().get_urls()]

    def verbs_for_many(self, request: HttpRequest) -> list[Verb[Any]]:
        """Return the verbs that whoever asks may do to many rows."""
        offered = [verb for verb in self.verbs if verb.is_for_many]
        return [verb for verb in (*offered, *self.bulk_verbs) if request.user.has_perm(verb.permission)]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer the verbs above the list."""
        actions: dict[str, Any] = dict(super().get_actions(request))
        for verb in self.verbs_for_many(request):
            label = _("%(verb)s (selected %(rows)s)") % {
                "verb": verb.label, "rows": self.opts.verbose_name_plural,
            }  # fmt: skip
            actions[verb.name] = (begin(verb), verb.name, label)
        return actions

    def begin_bulk(self, request: HttpRequest, verb: Verb[M], rows: QuerySet[M]) -> HttpResponse | None:
        """Ask about the selected rows, or begin at once where nothing is to be asked."""
        ids = list(rows.values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST:
            messages.error(request, _("At most 5,000 rows at once. Narrow the list by its filters and select again."))
            return None
        run = BulkRun.of(ids)
        if verb.asks:
            return self.ask_many(request, verb, run, (verb.form or forms.Form)())
        return self.carry_on_bulk(request, verb, run, (verb.form or forms.Form)({}))

    @method_decorator(require_POST)
    def bulk_view(self, request: HttpRequest, verb: str) -> HttpResponse:
        """Deal with the next rows of a run; a form that was not filled in well is shown again."""
        chosen = next((known for known in (*self.verbs, *self.bulk_verbs) if known.name == verb), None)
        if chosen is None:
            raise Http404
        if chosen not in self.verbs_for_many(request):
            raise PermissionDenied
        try:
            run = BulkRun.received(request.POST)
        except BadRequest as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.changelist_url())
        form = (chosen.form or forms.Form)(request.POST)
        return (
            self.carry_on_bulk(request, chosen, run, form)
            if form.is_valid()
            else self.ask_many(request, chosen, run, form)
        )

    def carry_on_bulk(self, request: HttpRequest, verb: Verb[M], run: BulkRun, form: forms.Form) -> HttpResponse:
        """Do a chunk; show how far it is, then what was refused, or lead back to the list if nothing was."""
        form.full_clean()
        done = run.go_on(verb, self.get_queryset(request), by=editor(request), typed=form.cleaned_data)
        for row in done:
            self.log_change(request, row, str(verb.label))
        if run.left or run.refused:
            return TemplateResponse(request, "desk/bulk_progress.html", self.bulk_context(request, verb, run, form))
        number = ngettext("%(number)s row", "%(number)s rows", run.done) % {"number": run.done}
        messages.success(request, f"{verb.done} ({number})")
        return HttpResponseRedirect(self.back_url(request))

    def ask_many(self, request: HttpRequest, verb: Verb[M], run: BulkRun, form: forms.Form) -> HttpResponse:
        """Show which rows are meant, and ask what the verb needs to know."""
        context = self.bulk_context(request, verb, run, form)
        context["rows"] = self.get_queryset(request).filter(pk__in=run.left[:NAMED])
        context["unnamed"] = max(len(run.left) - NAMED, 0)
        return TemplateResponse(request, "desk/bulk_ask.html", context)

    def bulk_context(self, request: HttpRequest, verb: Verb[M], run: BulkRun, form: forms.Form) -> dict[str, Any]:
        """Return what the pages of a run show."""
        url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_bulk", args=[verb.name])
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts, "verb": verb, "run": run, "form": form, "title": verb.label, "action": url,
            "media": self.media + form.media, "back": self.back_url(request),
            "refused": [(self.change_url(row.pk), row) for row in run.refused],
        }  # fmt: skip

    def back_url(self, request: HttpRequest) -> str:
        """Return the filtered list that the run began in; the form that carries the run on names it."""
        if request.path == self.changelist_url():
            return request.get_full_path()
        given = request.POST.get("back", "")
        return given if given.startswith(self.changelist_url()) else self.changelist_url()


def begin(verb: Verb[Any]) -> Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]:
    """Return the list's action that begins ``verb`` with the selected rows."""

    def act(modeladmin: BulkAdmin[Any], request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return modeladmin.begin_bulk(request, verb, queryset)

    return act
