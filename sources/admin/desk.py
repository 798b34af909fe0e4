"""What every page of the desk has in common: one domain call a save, refusals as messages, a history to read."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Field, Model, QuerySet, TextField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.admin.forms import DeskForm, LinesField
from sources.admin.history import event_model, versions
from sources.admin.list_export import ListExport
from sources.rules import MESSAGES, Refusal, refusing

M = TypeVar("M", bound=Model)

# Deferred, so that the page is there when it runs; the stubs know scripts as text only.
NAMES: Any = forms.Script("desk/select_names.js", defer=True)
REFUSAL = "desk.refusal"  # where a request keeps what the domain refused


def editor(request: HttpRequest) -> User:
    """Return who is signed in; every page of the desk needs somebody."""
    return cast(User, request.user)


def who(field: str, label: Any) -> Any:
    """Return a column that names a user without linking to the account, which few may see."""

    @admin.display(description=label, ordering=field)
    def named(row: Model) -> str:
        return str(getattr(row, field) or "-")

    named.__name__ = field
    return named


CREATED_BY = who("created_by", _("created by"))
DECIDED_BY = who("decided_by", _("decided by"))
RECORD = ("external_id", CREATED_BY, "created_at", "updated_at")


def record(*fields: Any) -> Any:
    """Return the last fieldset of a page: what the program keeps itself."""
    return (_("Record"), {"fields": (*fields, *RECORD), "classes": ("collapse",)})


class DeskAdmin(ListExport[M]):
    """A table at the desk.

    ``store`` makes the one domain call of a save; whatever it refuses comes back as an error on the same page with
    all that was typed. Subclasses name their ``one_line`` and ``long_texts`` fields, ``linked_history`` (rows whose
    writes belong to this one's history) and ``kept_tables`` (kept by the database; they go along on a deletion).
    """

    form: type[forms.ModelForm[Any]] = DeskForm
    words: ClassVar[Mapping[str, Any]] = MESSAGES
    one_line: ClassVar[tuple[str, ...]] = ()
    long_texts: ClassVar[tuple[str, ...]] = ()
    linked_history: ClassVar[tuple[tuple[type[Model], str], ...]] = ()
    kept_tables: ClassVar[tuple[type[Model], ...]] = ()
    readonly_fields: ClassVar[Any] = RECORD
    change_form_template = "desk/change_form.html"
    object_history_template = "desk/object_history.html"
    list_select_related: ClassVar[tuple[str, ...]] = ()
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """Fetch along what names a row, in lists, in autocompletion and on its page."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """Give lists one line an entry, and short texts one line."""
        if isinstance(db_field, ArrayField) and not getattr(db_field.base_field, "choices", None):
            return db_field.formfield(form_class=LinesField)
        if db_field.name in self.one_line:
            kwargs["widget"] = AdminTextInputWidget(attrs={"class": "vLargeTextField"})
        elif isinstance(db_field, TextField):
            rows = 14 if db_field.name in self.long_texts else 4
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": rows})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the request's form the words of the rules, and what was refused a moment ago."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.words = self.words
        form.refusal = request.META.get(REFUSAL)
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show the page; a refusal shows it again with the reason and everything that was typed."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refusal as refusal:
            request.META[REFUSAL] = refusal
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: Any) -> None:
        """Wait for the rows typed below: ``save_related`` stores the whole page at once."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the page by one domain call and let the admin go on with the stored row."""
        for formset in formsets:
            formset.save(commit=False)
        stored = self.store(form, formsets, by=editor(request), change=bool(change))
        if stored is not form.instance:
            form.instance.__dict__.update(stored.__dict__)

    def store(self, form: Any, formsets: Iterable[Any], *, by: User, change: bool) -> Model:
        """Save the row and the rows below it in the name of ``by``; raises ``Refusal``."""
        row: Model = form.instance
        with refusing(by=by, messages=self.words):
            if not change and hasattr(row, "created_by_id"):
                row.created_by = by  # type: ignore[attr-defined]  # an Editorial row
            row.save()
            form.save_m2m()
            for formset in formsets:
                for added in formset.extra_forms:
                    added.instance.created_by = by
                formset.save()
        return row

    def delete_model(self, request: HttpRequest, obj: M) -> None:
        """Delete in the name of whoever asks."""
        with refusing(by=editor(request), messages=self.words):
            obj.delete()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[M]) -> None:
        """Delete all or none, in the name of whoever asks."""
        with refusing(by=editor(request), messages=self.words):
            queryset.delete()

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Confirm and delete; a refusal leads back to the row."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(self.change_url(object_id))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """List; what an action on many rows is refused becomes a message."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(request.get_full_path())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Tell what goes along; rows that the database keeps need no permission of their own."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept = {str(table._meta.verbose_name) for table in self.kept_tables}
        return listed, counts, {name for name in lacking if str(name) not in kept}, protected

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show every version of the row: when, who, what changed."""
        kept = versions(self.model, object_id, self.linked_history) if self.has_history else []
        return super().history_view(request, object_id, {"versions": kept, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Add what the page's buttons need."""
        context["has_history"] = self.has_history
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj: M | None = None) -> str | None:
        """Lead to the public page where there is one: of what the public may see."""
        shown = getattr(self.model._default_manager, "public", None)
        if obj is None or shown is None or not hasattr(obj, "get_absolute_url"):
            return None
        return str(obj.get_absolute_url()) if shown().filter(pk=obj.pk).exists() else None

    @property
    def media(self) -> forms.Media:
        """Add the names of boxes with autocompletion."""
        return super().media + forms.Media(js=[NAMES])

    @property
    def has_history(self) -> bool:
        """Say whether the database keeps versions of this table."""
        return event_model(self.model) is not None

    def change_url(self, pk: Any) -> str:
        """Return the address of a row's page."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[pk])


class Listing(InlineModelAdmin[Any, Any]):
    """Rows that are shown on another row's page and edited on their own."""

    template = "admin/edit_inline/tabular.html"
    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    view_on_site = False

    def has_add_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: added on a page of their own."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: edited on a page of their own."""
        return False
