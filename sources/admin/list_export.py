"""Every list of the desk as a spreadsheet: what its filters leave, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sources.interchange.tabular import KEY, Sheet, lines_of
from sources.interchange.tabular_file import written

M = TypeVar("M", bound=Model)
FETCHED = 500  # rows at a time


class ListExport(admin.ModelAdmin[M]):
    """A list that can be saved as CSV; with a ``sheet`` in the columns that can be read back, else as it is shown."""

    sheet: ClassVar[Sheet | None] = None
    change_list_template = "desk/change_list.html"

    def get_urls(self) -> list[Any]:
        """Add the address of the file."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_csv"
        return [path("csv/", self.admin_site.admin_view(self.csv_view), name=name), *super().get_urls()]

    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the filtered list as a file; wrong filters lead back to the list."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            messages.error(request, _("The list cannot be narrowed like this, so nothing was exported."))
            return HttpResponseRedirect(self.changelist_url())
        lines = lines_of(self.sheet, fetched(self.sheet.rows(rows))) if self.sheet else self.shown_lines(request, rows)
        name = f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return StreamingHttpResponse(written(lines), content_type="text/csv; charset=utf-8", headers=headers)

    def shown_lines(self, request: HttpRequest, rows: QuerySet[Any]) -> Iterator[Sequence[str]]:
        """Yield the columns of the list in words, with the id in front."""
        columns = [name for name in self.get_list_display(request) if isinstance(name, str)]
        yield [KEY, *(str(label_for_field(name, self.model, self)) for name in columns)]
        for row in fetched(rows):
            yield [str(getattr(row, KEY, row.pk)), *(in_words(lookup_field(name, row, self)) for name in columns)]

    def changelist_url(self) -> str:
        """Return the address of the list."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Tell the page where the file is."""
        export = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_csv")
        return super().changelist_view(request, {"csv_url": export, **(extra_context or {})})


def fetched(rows: QuerySet[Any]) -> Iterable[Any]:
    """Return the rows a few at a time, however many there are."""
    return rows.iterator(chunk_size=FETCHED)


def in_words(found: tuple[Any, Any, Any]) -> str:
    """Return what a list shows in a column; a link shows nothing, since it leads nowhere in a file."""
    field, _attribute, value = found
    if value is None or isinstance(value, SafeString):
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))
