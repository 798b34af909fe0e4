"""Questions to the API, and the check that every filter of a list is asked for in a test."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from rest_framework.test import APIClient

from claims.api.routes import ENDPOINTS

Hits = Mapping[str, tuple[Any, Any]]  # by filter: a value that finds the row, and one that finds nothing, if any can


def results(api: APIClient, name: str, **query: Any) -> list[dict[str, Any]]:
    """Return the rows of a list's first page."""
    response = api.get(f"/api/v1/{name}/?{urlencode(query)}")
    assert response.status_code == 200, response.json()
    rows: list[dict[str, Any]] = response.json()["results"]
    return rows


def flat(api: APIClient, name: str, **query: Any) -> list[dict[str, str]]:
    """Return the rows of a list as a reader of its CSV finds them."""
    response = api.get(f"/api/v1/{name}/?{urlencode({**query, 'format': 'csv'})}")
    assert response.status_code == 200
    text = b"".join(response).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def found(api: APIClient, name: str, **query: Any) -> list[int]:
    """Return the ids that a list holds, the same in JSON and in CSV."""
    ids = [row["id"] for row in results(api, name, **query)]
    assert [int(row["id"]) for row in flat(api, name, **query)] == ids
    return ids


def check_filters(api: APIClient, name: str, pk: int, hits: Hits, elsewhere: Iterable[str] = ()) -> None:
    """Refuse unless each filter of the list finds row ``pk`` alone by its first value, and nothing by its second.

    Every filter must be asked for, here or in the test that names it as tested ``elsewhere``.
    """
    assert set(hits).union(elsewhere) == set(ENDPOINTS[name][1].filterset_class.base_filters)
    by_hit = {parameter: found(api, name, **{parameter: hit}) for parameter, (hit, _) in hits.items()}
    misses = {parameter: miss for parameter, (_, miss) in hits.items() if miss is not None}
    by_miss = {parameter: found(api, name, **{parameter: miss}) for parameter, miss in misses.items()}

    assert by_hit == {parameter: [pk] for parameter in hits}
    assert by_miss == {parameter: [] for parameter in misses}
