"""Whole lists as CSV beside bare COPY of the same table."""

from collections.abc import Callable

from django.db import connection
from django.test import Client

from bench.timing import medians, report

LISTS = {
    "claims": "SELECT * FROM claims_claim WHERE status = 'public'",
    "appearances": "SELECT * FROM claims_appearance WHERE status = 'public'",
    "verdicts": "SELECT * FROM claims_verdict WHERE state = 'published'",
}


def copying(query: str) -> Callable[[], None]:
    """Return a call that COPYs the query's rows as CSV and throws them away."""

    def copy() -> None:
        connection.ensure_connection()
        with connection.connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as rows:
            for _ in rows:
                pass

    return copy


def streaming(name: str) -> Callable[[], None]:
    """Return a call that reads the whole list from the API as CSV and throws it away."""
    client = Client(SERVER_NAME="127.0.0.1")

    def stream() -> None:
        for _ in client.get(f"/api/v1/{name}/", {"format": "csv"}).streaming_content:  # type: ignore[attr-defined]  # of Django's test client
            pass

    return stream


def run() -> None:
    """Measure each list."""
    for name, query in LISTS.items():
        found = medians({f"COPY {name}": copying(query), f"/api/v1/{name}/?format=csv": streaming(name)}, rounds=5)
        report(f"The whole list of {name}", found)
