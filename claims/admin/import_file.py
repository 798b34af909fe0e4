"""Files of others' fact-checks and annotations at the desk: handed in, looked at, then taken in."""

import csv
import io
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.import_claims import confirm_labels
from claims.actions.import_file import COUNTED, begin_file, look_into, take_piece
from claims.admin.import_forms import ImportFileForm, LabelsForm
from claims.interchange.imports.labels import confirmed_labels
from claims.interchange.imports.reading import FileFault
from claims.models import ImportFile
from claims.rules import Refusal
from sources.admin.desk import CREATED_BY, editor

SHOWN = 50  # rejected rows on the page


@admin.register(ImportFile)
class ImportFileAdmin(admin.ModelAdmin[ImportFile]):
    """Nothing is stored before the editor has seen what would be, and has said what the labels mean."""

    list_display = ("page", CREATED_BY, "created_at", "finished_at", "told")
    list_display_links = None
    list_select_related = ("created_by",)
    list_filter = ("created_at", "finished_at")
    search_fields = ("name",)
    search_help_text = gettext_lazy("Name of the file")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave the bytes where they are."""
        return super().get_queryset(request).defer("content")

    def has_change_permission(self, request: HttpRequest, obj: ImportFile | None = None) -> bool:
        """Change nothing that was handed in."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportFile | None = None) -> bool:
        """Keep what was handed in."""
        return False

    @admin.display(description=gettext_lazy("outcome"))
    def told(self, row: ImportFile) -> str:
        """Say what became of the file."""
        if row.outcome and not row.finished_at:
            done, total = row.outcome["done"], row.outcome["total"]
            return _("%(done)s of %(total)s rows are dealt with") % {"done": done, "total": total}
        counts = row.outcome.get("counts", {})
        words = (_("read"), _("new"), _("in already"), _("not taken"))
        known = zip(words, COUNTED, strict=True)
        return ", ".join(f"{counts[name]} {word}" for word, name in known if name in counts) or _("not taken in yet")

    @admin.display(description=gettext_lazy("file"), ordering="name")
    def page(self, row: ImportFile) -> str:
        """Lead to the page on which the file is looked at."""
        return format_html('<a href="{}">{}</a>', reverse("admin:claims_importfile_take", args=[row.pk]), row.name)

    def get_urls(self) -> list[Any]:
        """Add the page on which a file is looked at, and its rejected rows."""
        site = self.admin_site.admin_view
        return [
            path("<int:pk>/take/", site(self.take_view), name="claims_importfile_take"),
            path("<int:pk>/rejected.csv", site(self.rejected_view), name="claims_importfile_rejected"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for a file; one that cannot be read is refused here, with the reason."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportFileForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            sent = form.cleaned_data["file"]
            file = ImportFile(
                name=sent.name[:255], content=sent.read(), options=form.options(), created_by=editor(request)
            )
            try:
                look_into(file=file, by=editor(request))
                file.save()
                return HttpResponseRedirect(reverse("admin:claims_importfile_take", args=[file.pk]))
            except (FileFault, Refusal) as fault:
                form.add_error(None, str(fault))
        return self._page(request, "upload", form=form, title=_("Take in a file"))

    def take_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what would become of each row, and do it once the labels are confirmed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        file = ImportFile.objects.filter(pk=pk).first()
        if file is None:
            raise Http404
        if request.method == "POST" and "goes_on" in request.POST and file.outcome:
            return self._go_on(request, file)
        if file.outcome and not file.finished_at:
            return self._page(request, "progress", file=file, title=file.name)
        return self._look(request, file)

    def _look(self, request: HttpRequest, file: ImportFile) -> HttpResponse:
        found = look_into(file=file, by=editor(request))
        form = LabelsForm(request.POST if request.method == "POST" else None, found.labels, confirmed_labels())
        if form.is_valid():
            try:
                confirm_labels(table=form.table(), by=editor(request))
                begin_file(file=file, total=found.counts["read"])
                return self._go_on(request, file)
            except Refusal as refusal:
                messages.error(request, refusal.message)
        return self._page(
            request, "preview", file=file, found=found, form=form, shown=found.rejected[:SHOWN], title=file.name
        )

    def rejected_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the rows that are not taken, with number and reason, as CSV."""
        file = ImportFile.objects.filter(pk=pk).first()
        if file is None or not self.has_view_permission(request):
            raise Http404
        out = io.StringIO()
        lines = csv.writer(out)
        lines.writerow(("row", "reason", "content"))
        for one in look_into(file=file, by=editor(request)).rejected:
            # A spreadsheet must not take somebody's text for a formula.
            lines.writerow(
                (one.number, one.reason, f"'{one.content}" if one.content[:1] in "=+-@\t\r" else one.content)
            )
        headers = {"Content-Disposition": f'attachment; filename="rejected-{pk}.csv"'}
        return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)

    def _go_on(self, request: HttpRequest, file: ImportFile) -> HttpResponse:
        """Take in a piece, so that nobody waits for an answer longer than a moment."""
        file = take_piece(file=file, by=editor(request))
        if file.finished_at is None:
            return HttpResponseRedirect(reverse("admin:claims_importfile_take", args=[file.pk]))
        text = _("%(new)s of %(read)s were new; %(known)s were in already, %(rejected)s were not taken.")
        messages.success(request, text % file.outcome["counts"])
        return HttpResponseRedirect(reverse("admin:claims_importfile_changelist"))

    def _page(self, request: HttpRequest, page: str, **context: Any) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        whole["list_url"] = reverse("admin:claims_importfile_changelist")
        return TemplateResponse(request, f"desk/import_{page}.html", whole)
