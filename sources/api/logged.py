"""Endpoints whose rows the change log follows: it knows what was public once."""

import datetime
import re
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase
from django.utils.dateparse import parse_datetime
from rest_framework.exceptions import APIException, ValidationError

from changes.models import Change
from rest.conditional import etag_of, unless_known
from rest.errors import Gone
from rest.viewsets import PublicViewSet

Row = TypeVar("Row", bound=Model)
MOST_IDS = 200
EARLIEST, LATEST = (day.replace(tzinfo=datetime.UTC) for day in (datetime.datetime.min, datetime.datetime.max))  # noqa: DTZ901  # made aware here


class FollowedViewSet(PublicViewSet[Row]):
    """A list whose streams are the same for as long as the log of changes is."""

    def streamed(self, rows: QuerySet[Row]) -> HttpResponseBase:
        """Answer all rows, or that nothing public has changed since the client read them."""
        newest = Change.objects.order_by("-seq").values_list("seq", flat=True).first()
        names = [column.name for column in self.columns]
        etag = f"W/{etag_of(newest, self.request.build_absolute_uri(), self.request.accepted_renderer.format, names)}"
        return unless_known(self.request._request, etag, lambda: super(FollowedViewSet, self).streamed(rows))


class LoggedViewSet(FollowedViewSet[Row]):
    """A list and its details, where a row that the log has told of and that is not public any more is gone."""

    logged_as: ClassVar[str]  # the log's word for the rows

    def known_parameters(self) -> frozenset[str]:
        """Return what a list may be asked, since when it changed too."""
        known = super().known_parameters()
        return known | {"id", "updated_since"} if self.action == "list" else known

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow a list to the ids that are given, and to what readers have seen change."""
        queryset = super().filter_queryset(queryset)
        asked = self.request.query_params
        if self.action == "list" and "id" in asked:
            queryset = queryset.filter(pk__in=ids_of(asked["id"]))
        if self.action == "list" and "updated_since" in asked:
            changed = Change.objects.filter(object_type=self.logged_as, at__gte=moment_of(asked["updated_since"]))
            queryset = queryset.filter(pk__in=changed.values("object_id"))
        return queryset

    def missing(self, pk: int) -> APIException:
        """Return 410 for what was public once, else 404."""
        if was_public(self.logged_as, pk):
            return Gone()
        return super().missing(pk)


def was_public(object_type: str, pk: int) -> bool:
    """Say whether the change log has ever told of this row."""
    return Change.objects.filter(object_type=object_type, object_id=pk).exists()


def moment_of(text: str) -> datetime.datetime:
    """Return the moment that ``updated_since`` names, or raise 400."""
    try:
        # A plus sign that was not escaped arrives as a space.
        moment = parse_datetime(text.strip().replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValidationError({"updated_since": ["Write the moment with its time zone, as 2018-07-16T12:00:00Z."]})
    try:
        # PostgreSQL knows no time zone as far off as RFC 3339 allows.
        return moment.astimezone(datetime.UTC)
    except OverflowError:
        return EARLIEST if moment.year == datetime.MINYEAR else LATEST


def ids_of(text: str) -> list[int]:
    """Return the ids that ``id`` names, or raise 400."""
    if not re.fullmatch(rf"[0-9]{{1,18}}(,[0-9]{{1,18}}){{0,{MOST_IDS - 1}}}", text):
        raise ValidationError({"id": [f"Give up to {MOST_IDS} ids with commas between, such as 1,2,3."]})
    return list(map(int, text.split(",")))
