"""Whole lists as flat rows, in a memory that does not grow with the list."""

import weakref
from collections.abc import Callable, Generator, Iterator
from itertools import islice
from threading import BoundedSemaphore
from time import monotonic
from typing import Generic, TypeAlias, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.http import StreamingHttpResponse
from rest_framework.exceptions import Throttled
from rest_framework.request import Request

from rest.flat import Columns, Prepared, csv_copy, json_lines_copy

BLOCK = 65_536  # bytes that are sent at a time, or a little more
PATIENCE = 0.02  # seconds that a row waits for its block to fill
Buffer: TypeAlias = bytes | bytearray | memoryview
Block = TypeVar("Block", str, bytes)
# A reader holds a thread for as long as he likes: one is kept for all the others.
PLACES = BoundedSemaphore(max(1, settings.WEB_THREADS - 1))
WAIT = 10  # seconds after which whoever finds no place may ask again
COPIES = {"csv": csv_copy, "jsonl": json_lines_copy}

# The first rows are wanted at once, in the order of an index: pages that lie side by side are read one after the other,
# so that an index costs little more than the table. No compiling, and the other processor is left to other readers.
PLANNING = """
SELECT set_config('jit', 'off', true), set_config('random_page_cost', '1', true),
    set_config('enable_hashjoin', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
"""


def stream(
    queryset: QuerySet[Model], columns: Columns, request: Request, *, name: str, prepared: Prepared = str
) -> StreamingHttpResponse:
    """Return the whole of ``queryset`` in the negotiated format, to be saved as ``<name>.<format>``.

    ``prepared`` may add to the query before it is run.
    """
    renderer = request.accepted_renderer
    base = request.build_absolute_uri("/").rstrip("/")
    copy = COPIES[renderer.format](queryset, columns, base, prepared)
    return StreamingHttpResponse(
        Started(copied(copy), leave=taken_place()) if request.method != "HEAD" else iter(()),
        content_type=f"{renderer.media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{renderer.format}"'},
    )


def taken_place() -> Callable[[], object]:
    """Take one of this process's places for readers, and return what gives it back; 429 where none is left."""
    if not PLACES.acquire(blocking=False):
        raise Throttled(WAIT)
    return PLACES.release


class Started(Generic[Block]):
    """Blocks, the first of which has been made already: a list that cannot be read fails before the status is said.

    Closing it, as the server does when the client goes away, ends the query and frees the connection.
    """

    def __init__(self, blocks: Iterator[Block], *, leave: Callable[[], object] = bool) -> None:
        """Make the first block, if there is one; ``leave`` is called once, when nobody reads any more."""
        self._blocks: Iterator[Block] = blocks
        self._leave: Callable[[], object] = weakref.finalize(self, leave)
        try:
            self._first: list[Block] = list(islice(blocks, 1))
        except BaseException:
            self._leave()
            raise

    def __iter__(self) -> Iterator[Block]:
        """Yield every block once."""
        yield from self._first
        yield from self._blocks
        self._leave()

    def close(self) -> None:
        """End the query."""
        if isinstance(self._blocks, Generator):
            self._blocks.close()
        self._leave()


def copied(statement: str) -> Generator[bytes]:
    """Yield what the COPY writes in blocks; what fits into one is read before it is sent, and nothing stays open."""
    kept: list[Buffer] = []
    size, until = 0, 0.0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLANNING)
        with cursor.copy(statement) as rows:
            for row in rows:
                until = until if kept else monotonic() + PATIENCE
                kept.append(row)
                size += len(row)
                if size >= BLOCK or monotonic() > until:
                    yield b"".join(kept)
                    kept.clear()
                    size = 0
    yield b"".join(kept)
