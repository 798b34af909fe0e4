"""docs/performance-serving.md: pages and streams at the generated size, and all that is needed to repeat it."""

import os
from collections.abc import Callable, Collection
from datetime import UTC, datetime

from bench import pages, streams
from bench.performance import COUNTED, SETTINGS, machine, one

COUNTS = {name: table for name, table in COUNTED.items() if name != "public"} | {"claims": "claims_claim"}

TOP = """# Performance of pages and streams

Written by `{command}`; do not edit it by hand. [performance.md](performance.md) measures search.

Measured on {day} on {machine}, load average {load:.1f} before and {after:.1f} after.
PostgreSQL's settings: {settings}.
The rows are generated (seed {seed}): {counts}.
"""
STREAMS = """
## Streams

Whole lists through gunicorn and a loopback socket, beside `COPY` in the same format in the same run, in turns, medians
of {rounds}: of the very rows that the stream sends, by psycopg alone (the ratio is what the way through the program
costs), and of the list's bare table (the ratio is what joins, labels and addresses cost). First byte: median / 95th
percentile of {firsts} requests, each of which is left after its first row. Memory: by how much the worker grew at most.

{table}
"""
PAGES = """
## Pages and answers

In process, through Django's test client: templates, serializers and all, asked once and then {rounds} times. The
subjects are the largest: the claim with most appearances, the claimant who said most, the outlet with most articles.
*Known* is a request whose `If-None-Match` names what there is, answered by 304.

{table}
"""


def page(chosen: Collection[str], rounds: int, seed: int, command: str) -> str:
    """Measure what was chosen, and return the page."""
    load = os.getloadavg()[0]
    measured: dict[str, Callable[[], str]] = {
        "streams": lambda: STREAMS.format(rounds=rounds, firsts=streams.FIRST_BYTES, table=streams.run(rounds)),
        "pages": lambda: PAGES.format(rounds=rounds, table=pages.run(rounds)),
    }
    sections = [measure() for name, measure in measured.items() if name in chosen]
    top = TOP.format(
        command=command,
        day=datetime.now(UTC).date(),
        machine=machine(),
        load=load,
        after=os.getloadavg()[0],
        settings=", ".join(f"`{name}` {one(f'SHOW {name}')}" for name in SETTINGS),
        seed=seed,
        counts=", ".join(f"{one(f'SELECT count(*) FROM {table}'):,} {name}" for name, table in COUNTS.items()),
    )
    return "".join([top, *sections])
