"""Pages as they were on an earlier day: ``?as_of=2026-03-01``."""

import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.asof import history_began
from claims.views.errors import BadAddress, BeforeHistory

PARAMETER = "as_of"


def asked_day(request: HttpRequest) -> datetime.date | None:
    """Return the day that the address asks for, None for now; `BadAddress` and `BeforeHistory` say what is wrong."""
    text = request.GET.get(PARAMETER, "").strip()
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadAddress(_("Write the day as year, month and day, such as 2026-03-01.")) from error
    today = timezone.now().date()
    if day > today:
        raise BadAddress(
            _("%(day)s has not come yet. Ask for a day up to today, %(today)s.")
            % {"day": date_format(day), "today": date_format(today)}
        )
    began = history_began()
    if began is None:
        raise Http404
    if day < began.date():
        raise BeforeHistory(
            _("What these pages said is on record since %(began)s. Ask for a day from then on.")
            % {"began": date_format(began)}
        )
    return day
