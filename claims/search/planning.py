"""How PostgreSQL is to go about the short queries of a search."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Starting parallel workers and compiling take longer than these queries do. A scan of the whole table ends soon where
# the first rows are hits, as the planner supposes, but not where they are the last.
SETTINGS = """
SELECT set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
    set_config('enable_seqscan', 'off', true)
"""


@contextmanager
def short_queries() -> Iterator[None]:
    """Have the queries inside planned as short ones, in one transaction."""
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        yield
