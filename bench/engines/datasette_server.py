"""Run by an interpreter that has Datasette: an address a line in, milliseconds and numbers of rows as JSON out."""

import asyncio
import json
import sys
import time

from datasette.app import Datasette  # type: ignore[import-not-found]  # it is in an environment of its own
from datasette.version import __version__  # type: ignore[import-not-found]  # likewise

# No limit cuts an answer short, and nothing is computed that was not asked for.
SETTINGS = {"sql_time_limit_ms": 600_000, "facet_time_limit_ms": 600_000, "suggest_facets": False}


async def serve(path: str) -> None:
    """Answer until the input ends."""
    datasette = Datasette([], immutables=[path], settings=SETTINGS)
    await datasette.invoke_startup()
    print(json.dumps({"version": __version__}), flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        response = await datasette.client.get(line.strip())
        milliseconds = (time.perf_counter() - began) * 1000
        answer = response.json() if response.status_code == 200 else {}
        said = {
            "ms": milliseconds,
            "status": response.status_code,
            "rows": len(answer.get("rows", [])),
            "count": answer.get("filtered_table_rows_count"),
        }
        print(json.dumps(said), flush=True)


asyncio.run(serve(sys.argv[1]))
