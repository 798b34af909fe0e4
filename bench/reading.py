"""Read a stream to its end, or only begin it, and say how long that took."""

import http.client
import time
from collections.abc import Iterable
from dataclasses import dataclass

HOST = "127.0.0.1"
AT_ONCE = 1 << 20  # bytes


@dataclass(frozen=True)
class Reading:
    """Rows (lines, for no generated value has a line feed), bytes, and the seconds that they took."""

    rows: int
    size: int
    seconds: float

    @property
    def rate(self) -> float:
        """Return the rows of a second."""
        return self.rows / self.seconds


def timed_rows(blocks: Iterable[bytes | bytearray | memoryview]) -> Reading:
    """Read the blocks that psycopg yields, one a row."""
    began = time.perf_counter()
    rows = size = 0
    for block in blocks:
        rows += 1
        size += len(block)
    return Reading(rows, size, time.perf_counter() - began)


def read_all(port: int, path: str) -> Reading:
    """Read a whole answer of the server."""
    began = time.perf_counter()
    rows = size = 0
    connection = http.client.HTTPConnection(HOST, port, timeout=600)
    connection.request("GET", path)
    response = connection.getresponse()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}")
    while block := response.read1(AT_ONCE):
        rows += block.count(b"\n")
        size += len(block)
    connection.close()
    return Reading(rows, size, time.perf_counter() - began)


def first_byte(port: int, path: str) -> float:
    """Return the milliseconds until the first row has come, and go away."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path)
    connection.getresponse().read1(1)
    milliseconds = (time.perf_counter() - began) * 1000
    connection.close()
    return milliseconds
