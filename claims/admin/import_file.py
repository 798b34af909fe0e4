"""Files of others' fact-checks and annotations at the desk: handed in, looked at, then taken in."""

import csv
import io
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.import_annotations import import_annotations
from claims.actions.import_claims import confirm_labels, import_claims
from claims.admin.import_forms import ANNOTATIONS, ImportFileForm, LabelsForm
from claims.interchange.foreign_annotations import annotations_in
from claims.interchange.imports.labels import LabelCount, confirmed_labels
from claims.interchange.imports.reading import FileFault, Rejected, reading_of, rows_of
from claims.interchange.imports.row import Row
from claims.models import ImportFile
from claims.rules import Refusal
from sources.admin.desk import CREATED_BY, editor
from sources.models import Article

MOST_ROWS = 5_000  # that are taken in while an editor waits
COUNTED = ("read", "new", "known", "rejected")
SHOWN = 50  # rejected rows on the page


@dataclass(frozen=True)
class Taken:
    """What became of a file, or would become of it."""

    counts: dict[str, int]
    rejected: list[Rejected]
    labels: list[LabelCount]


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
                taken(file, by=editor(request), is_trial=True)
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
        found = taken(file, by=editor(request), is_trial=True)
        form = LabelsForm(request.POST if request.method == "POST" else None, found.labels, confirmed_labels())
        if form.is_valid():
            try:
                return self._take(request, file, form)
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
        for one in taken(file, by=editor(request), is_trial=True).rejected:
            # A spreadsheet must not take somebody's text for a formula.
            lines.writerow(
                (one.number, one.reason, f"'{one.content}" if one.content[:1] in "=+-@\t\r" else one.content)
            )
        headers = {"Content-Disposition": f'attachment; filename="rejected-{pk}.csv"'}
        return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)

    def _take(self, request: HttpRequest, file: ImportFile, form: LabelsForm) -> HttpResponse:
        confirm_labels(table=form.table(), by=editor(request))
        done = taken(file, by=editor(request), is_trial=False)
        file.finished_at, file.outcome = timezone.now(), {"counts": done.counts}
        file.save(update_fields=["finished_at", "outcome"])
        text = _("%(new)s of %(read)s were new; %(known)s were in already, %(rejected)s were not taken.")
        messages.success(request, text % done.counts)
        return HttpResponseRedirect(reverse("admin:claims_importfile_changelist"))

    def _page(self, request: HttpRequest, page: str, **context: Any) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        whole["list_url"] = reverse("admin:claims_importfile_changelist")
        return TemplateResponse(request, f"desk/import_{page}.html", whole)


def taken(file: ImportFile, *, by: Any, is_trial: bool) -> Taken:
    """Take a file in, or try to. Raises `FileFault` where it cannot be read, or has more rows than one waits for."""
    rejected: list[Rejected] = []
    options = dict(file.options)
    shape, content = options.pop("shape", ""), bytes(file.content)
    article = Article.objects.filter(pk=options.pop("article", None)).select_related("current_text__article").first()
    if shape == ANNOTATIONS:
        annotated = import_annotations(
            annotations=annotations_in(content), article=article, by=by, is_trial=is_trial, reject=rejected.append
        )
        return Taken(asdict(annotated), rejected, [])
    rows = _rows(file.name, shape, content, options)
    told = import_claims(rows=rows, by=by, is_trial=is_trial, reject=rejected.append)
    counts = {name: getattr(told, name) for name in ("read", "new", "reviews", "known", "rejected")}
    return Taken(counts, rejected, told.label_counts())


def _rows(name: str, shape: str, content: bytes, options: dict[str, Any]) -> list[Row | Rejected]:
    """Return the rows of a file that is small enough."""
    source = {
        ("name" if key == "source" else key): options[key] for key in ("source", "language", "site") if key in options
    }
    reading = reading_of(name, preset=shape, columns=options.get("columns"), **source)
    rows: list[Row | Rejected] = []
    for row in rows_of(io.BytesIO(content), reading, is_compressed=name.endswith(".gz")):
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise FileFault(_("The file has more than 5,000 rows. Use manage.py import_claims for it."))
    return rows
