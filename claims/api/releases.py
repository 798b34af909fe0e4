"""The API's flat lists as the source of data releases: the same columns, the same rows, by id."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet
from rest_framework.request import Request

from claims.api.routes import ENDPOINTS
from claims.enums import VerdictState
from claims.interchange.releases.fields import Table
from claims.interchange.releases.tables import VERDICTS
from rest.streams import flat_rows, json_lines


@dataclass(frozen=True)
class Site:
    """Stands where a request would: it makes addresses absolute."""

    address: str

    def build_absolute_uri(self, path: str) -> str:
        """Return the address of a path."""
        return f"{self.address}{path}"


def released_rows(table: Table, address: str) -> Iterator[dict[str, Any]]:
    """Yield a table's rows by id; ``address`` is the site's. What was retracted is not released any more."""
    _, viewset = ENDPOINTS[table.name]
    rows = cast(QuerySet[Any], viewset.queryset).all()
    if table is VERDICTS:
        rows = rows.exclude(state=VerdictState.RETRACTED)
    flat = flat_rows(rows.order_by("pk"), viewset.columns, cast(Request, Site(address)))
    for line in json_lines(flat, viewset.columns):
        yield json.loads(line)
