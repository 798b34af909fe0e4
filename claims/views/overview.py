"""The overview: charts of what is on record, and their numbers as CSV."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.overview import overview
from claims.presentation.overview_page import KINDS, charts
from claims.views.page import Head, public_page, render_page


@public_page
def overview_page(request: HttpRequest) -> HttpResponse:
    """Draw what is on record."""
    head = Head(
        _("Overview"),
        _("What was checked, of whom, about what, and on what evidence: charts with their numbers."),
        request.path,
    )
    counted = overview()
    return render_page(
        request,
        "overview.html",
        head,
        charts=charts(counted) if counted else [],
        counted_at=counted.counted_at if counted else None,
    )


@public_page
def overview_csv(request: HttpRequest, name: str) -> HttpResponse:
    """Give the numbers behind one chart."""
    counted = overview()
    if name not in KINDS or counted is None:
        raise Http404
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'}
    )
    rows = csv.writer(response)
    rows.writerow(KINDS[name].header)
    rows.writerows(counted.tables[name])
    return response
