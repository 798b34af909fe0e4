"""The API's flat lists as the source of data releases: the same columns, the same rows, by id."""

import json
from collections.abc import Iterator
from typing import Any, cast

from django.db.models import QuerySet

from claims.api.routes import ENDPOINTS
from claims.enums import VerdictState
from claims.interchange.releases.claim_tables import VERDICTS
from claims.interchange.releases.fields import Table
from rest.flat import json_lines_copy
from rest.streams import copied


def released_rows(table: Table, address: str) -> Iterator[dict[str, Any]]:
    """Yield a table's rows by id; ``address`` is the site's. What was retracted is not released any more."""
    _, viewset = ENDPOINTS[table.name]
    rows = cast(QuerySet[Any], viewset.queryset).all()
    if table is VERDICTS:
        rows = rows.exclude(state=VerdictState.RETRACTED)
    for block in copied(json_lines_copy(rows.order_by("pk"), viewset.columns, address, str)):
        yield from map(json.loads, block.splitlines())
