"""Whole lists through the real web server beside bare COPY, in the same format, in turns, in one run.

Two COPYs are the measure: of the very rows that the stream sends, read by psycopg alone (what the way through the
program costs), and of the list's bare table (what joins and formatting cost).
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from bench.memory import Memory
from bench.reading import Reading, first_byte, read_all, timed_rows
from bench.timing import median, percentile
from claims.api.routes import ENDPOINTS
from claimtrack.webserver import WebServer
from rest.flat import AS_IT_IS
from rest.streams import COPIES, PLANNING

HOST = "127.0.0.1"
FORMATS = ("csv", "jsonl")
# What is compared: the table alone, as it is.
TABLES = {
    "claims": "claims_claim WHERE status = 'public' AND merged_into_id IS NULL",
    "appearances": "claims_appearance WHERE status = 'public'",
    "evidence": "claims_evidence WHERE status = 'public'",
    "verdicts": "claims_verdict WHERE state IN ('published', 'superseded', 'retracted')",
    "articles": "sources_article WHERE status = 'public'",
    "derivations": "sources_derivation WHERE status = 'confirmed'",
}
FILTERS = {
    "claims": {"normalised": "false"},
    "appearances": {"stance": "denies"},
    "evidence": {"stance": "contradicts"},
    "verdicts": {"normalised": "false"},
    "articles": {"outlet": "1"},
    "derivations": {"original_outlet": "1"},
}
FIRST_BYTES = 11  # times that a list is begun


@dataclass
class Measured:
    """What was found of one list in one format."""

    address: str
    bare: list[Reading] = field(default_factory=list)
    same: list[Reading] = field(default_factory=list)
    streamed: list[Reading] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    growth: float = 0.0  # megabytes

    def row(self) -> str:
        """Return the list's line of the table."""
        rates = [median([reading.rate for reading in readings]) for readings in (self.bare, self.same, self.streamed)]
        bare, same, streamed = rates
        cells = [
            f"`{self.address}`",
            f"{self.streamed[0].rows:,}",
            f"{streamed:,.0f}",
            f"{same:,.0f}",
            f"{streamed / same:.2f}",
            *((f"{bare:,.0f}", f"{streamed / bare:.2f}") if bare else ("-", "-")),
            f"{median(self.first):.0f} / {percentile(self.first, 0.95):.0f}",
            f"{self.growth:.0f}",
        ]
        return f"| {' | '.join(cells)} |"


COLUMNS = (
    "list", "rows", "stream, rows/s", "COPY of the same, rows/s", "ratio", "COPY of the table, rows/s", "ratio",
    "first byte, ms", "memory, MB",
)  # fmt: skip


def run(rounds: int) -> str:
    """Measure each list in each format, whole and filtered; return the section of the page."""
    with web_server() as (port, memory):
        read_all(port, "/api/v1/topics/?format=csv")
        at_rest = memory.now()
        found = [
            measured(port, memory, name, {"format": form, **narrowed}, rounds)
            for name in TABLES
            for form in FORMATS
            for narrowed in ({}, FILTERS[name])
        ]
    head = [f"| {' | '.join(COLUMNS)} |", f"|{' --- |' * len(COLUMNS)}"]
    return "\n".join([*head, *(each.row() for each in found), "", f"At rest the worker takes {at_rest:.0f} MB."])


def measured(port: int, memory: Memory, name: str, parameters: dict[str, str], rounds: int) -> Measured:
    """Return what reading the list takes; the ways take turns."""
    query = "&".join(f"{key}={value}" for key, value in parameters.items())
    found = Measured(f"{name}/?{query}")
    statement = statement_of(name, parameters)
    path = f"/api/v1/{found.address}"
    memory.begin()
    for _ in range(rounds):
        if len(parameters) == 1:
            found.bare.append(copied(bare_copy(name, parameters["format"]), is_planned=False))
        found.same.append(copied(statement, is_planned=True))
        found.streamed.append(read_all(port, path))
    found.growth = memory.growth()
    found.first = [first_byte(port, path) for _ in range(FIRST_BYTES)]
    print(found.row(), flush=True)
    return found


def statement_of(name: str, parameters: dict[str, str]) -> str:
    """Return the COPY that the list's stream reads."""

    def told(viewset: Any, rows: Any) -> HttpResponse:  # noqa: ANN401  # a method of any viewset
        return HttpResponse(COPIES[parameters["format"]](rows, viewset.columns, f"http://{HOST}", str))

    asked: Any = type("Asked", (ENDPOINTS[name][1],), {"streamed": told})
    response = asked.as_view({"get": "list"})(RequestFactory().get("/", parameters))
    statement: str = response.content.decode()
    return statement


def bare_copy(name: str, form: str) -> str:
    """Return the COPY of the list's own table in the format."""
    if form == "csv":
        return f"COPY (SELECT * FROM {TABLES[name]}) TO STDOUT WITH (FORMAT csv, HEADER)"  # written above
    return f"COPY (SELECT row_to_json(t) FROM (SELECT * FROM {TABLES[name]}) t) TO STDOUT WITH ({AS_IT_IS})"  # likewise


def copied(statement: str, *, is_planned: bool) -> Reading:
    """Read what the COPY writes by psycopg alone."""
    with transaction.atomic(), connection.cursor() as cursor:
        if is_planned:
            cursor.execute(PLANNING)
        with cursor.copy(statement) as rows:
            return timed_rows(rows)


@contextmanager
def web_server() -> Iterator[tuple[int, Memory]]:
    """Serve the application as `make run` does; yield its port and the memory of its worker."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    server = WebServer(port, os.environ)
    try:
        if not server.wait_until_ready():
            raise SystemExit("The web server did not start.")
        yield port, Memory(server.worker())
    finally:
        server.stop()
