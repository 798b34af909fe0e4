"""A spreadsheet that changes a table: uploaded, looked at row by row and cell by cell, then confirmed."""

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sources.admin.desk import editor
from sources.admin.list_export import ListExport
from sources.interchange.tabular import Sheet
from sources.interchange.tabular_file import TableFile, read_bytes, read_text
from sources.interchange.tabular_plan import Fate, Plan, carry_out, preview
from sources.rules import Refusal

M = TypeVar("M", bound=Model)
DELIMITERS = {",": gettext_lazy("comma"), ";": gettext_lazy("semicolon"), "\t": gettext_lazy("tab")}
SHOWN = 200  # rows of a kind on the preview
KEPT_FOR = 24 * 60 * 60  # seconds that a preview can be confirmed


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"})
    )


class SheetImport(ListExport[M]):
    """A table that is changed by a ``sheet``: nothing is stored before what would be done was shown and confirmed."""

    def get_urls(self) -> list[Any]:
        """Add the address of the upload."""
        own = path("csv/in/", self.admin_site.admin_view(self.sheet_view), name=self.sheet_name)
        return [own, *super().get_urls()]

    @property
    def sheet_name(self) -> str:
        """Return the name of the upload's address."""
        return f"{self.opts.app_label}_{self.opts.model_name}_sheet"

    def sheet_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for the file, show what it would do, do it."""
        if not self.may_import(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        try:
            if "kept" in request.POST:
                return self.confirm_plan(request)
            if form.is_valid():
                return self.show_plan(
                    request, read_bytes(form.cleaned_data["file"].read(), known=self.known_sheet().header)
                )
        except Refusal as refusal:
            if "kept" in request.POST:
                form = UploadForm()
                messages.error(request, refusal.message)
            else:
                form.add_error("file", refusal.message)
        return self.sheet_page(request, "desk/sheet_upload.html", {"form": form, "columns": self.sheet_columns()})

    def show_plan(self, request: HttpRequest, table: TableFile) -> HttpResponse:
        """Show what the rows would do; the file travels with the page, signed."""
        plan = preview(self.known_sheet(), table.lines, by=editor(request))
        kept = {"text": table.text, "digest": plan.digest}
        shown = {
            "plan": plan, "charset": table.charset.removesuffix("-sig").upper(),
            "delimiter": DELIMITERS.get(table.delimiter, table.delimiter),
            "kept": signing.dumps(kept, salt=self.sheet_salt(request), compress=True),
            "troubles": plan.of(Fate.PROBLEM, Fate.CONFLICT),
            "additions": plan.of(Fate.ADDED)[:SHOWN], "changes": plan.of(Fate.CHANGED)[:SHOWN], "limit": SHOWN,
        }  # fmt: skip
        return self.sheet_page(request, "desk/sheet_preview.html", shown)

    def confirm_plan(self, request: HttpRequest) -> HttpResponse:
        """Do what was shown; where rows have moved on since, show again."""
        try:
            kept = signing.loads(request.POST["kept"], salt=self.sheet_salt(request), max_age=KEPT_FOR)
        except signing.BadSignature as error:
            raise Refusal("preview", _("This preview has expired. Upload the file again.")) from error
        sheet, by = self.known_sheet(), editor(request)
        table = read_text(kept["text"], known=sheet.header)
        try:
            plan = carry_out(sheet, table.lines, digest=kept["digest"], by=by)
        except Refusal as refusal:
            messages.warning(request, refusal.message)
            return self.show_plan(request, table)
        self.report_stored(request, plan)
        return HttpResponseRedirect(self.changelist_url())

    def report_stored(self, request: HttpRequest, plan: Plan) -> None:
        """Say how many rows were stored, and that the others were not."""
        left = len(plan.of(Fate.PROBLEM, Fate.CONFLICT))
        stored = ngettext("%(number)s row was stored.", "%(number)s rows were stored.", plan.writes)
        messages.success(request, stored % {"number": plan.writes})
        if left:
            kept = ngettext("%(number)s row was left as it was.", "%(number)s rows were left as they were.", left)
            messages.warning(request, kept % {"number": left})

    def sheet_page(self, request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
        """Return a page of the upload."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts, "title": _("Change by CSV"), "media": self.media, "list_url": self.changelist_url(),
            "csv_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_csv"),
        }  # fmt: skip
        return TemplateResponse(request, template, {**context, **shown})

    def may_import(self, request: HttpRequest) -> bool:
        """Say whether whoever asks may add or change rows; the actions ask again for each."""
        return self.has_add_permission(request) or self.has_change_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Lead to the upload who may use it."""
        sheet = {"sheet_url": reverse(f"admin:{self.sheet_name}")} if self.may_import(request) else {}
        return super().changelist_view(request, {**sheet, **(extra_context or {})})

    def sheet_columns(self) -> list[str]:
        """Return the columns that a file may change."""
        return [column.key for column in self.known_sheet().columns]

    def known_sheet(self) -> Sheet:
        """Return the table's sheet."""
        assert self.sheet is not None  # noqa: S101  # a table of this class names one
        return self.sheet

    def sheet_salt(self, request: HttpRequest) -> str:
        """Return what binds a preview to its table and to whoever looked at it."""
        return f"sheet:{self.opts.label}:{editor(request).pk}"
