"""A database in which transactions really commit, and several connections to it at the same moment."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from tests.database import maintain

WAITING_SECONDS = 20
HELD_UP = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Give the test a database of its own, a copy of the suite's empty one, and drop it afterwards."""
    with django_db_blocker.unblock():
        suite = connection.settings_dict["NAME"]
        own = f"{suite}_own"
        connections.close_all()
        maintain("DROP DATABASE IF EXISTS {own} WITH (FORCE)", own=own)
        maintain("CREATE DATABASE {own} TEMPLATE {suite}", own=own, suite=suite)
        connection.settings_dict["NAME"] = own
        try:
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = suite
            maintain("DROP DATABASE {own} WITH (FORCE)", own=own)


@contextmanager
def another_connection() -> Iterator[psycopg.Connection[Any]]:
    """Connect to the test's database beside Django, for a transaction that is held open; rolled back at the end."""
    parameters = {**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}
    with closing(psycopg.connect(**parameters)) as other:
        yield other


def at_once(*deeds: Callable[[], Any], holding: str) -> list[Any]:
    """Run each deed on a connection of its own, all at the same moment; return what each gave or raised.

    ``holding`` is a statement that takes a lock on which all of them will wait: they are let go together.
    """
    outcomes: list[Any] = [None] * len(deeds)
    threads = [
        threading.Thread(target=_attempt, args=(deed, outcomes, number), daemon=True)
        for number, deed in enumerate(deeds)
    ]
    with another_connection() as holder:
        holder.execute(holding)
        for thread in threads:
            thread.start()
        wait_until_held_up(len(threads))
        holder.rollback()
        for thread in threads:
            thread.join(WAITING_SECONDS)
    assert not any(thread.is_alive() for thread in threads), "the connections wait for each other"
    return outcomes


def wait_until_held_up(number: int) -> None:
    """Return once ``number`` connections wait for a lock."""
    deadline = time.monotonic() + WAITING_SECONDS
    with another_connection() as watcher:
        watcher.autocommit = True
        while watcher.execute(HELD_UP).fetchone() != (number,):
            assert time.monotonic() < deadline, "nobody is waiting for the lock"
            time.sleep(0.01)


def _attempt(deed: Callable[[], Any], outcomes: list[Any], number: int) -> None:
    try:
        outcomes[number] = deed()
    except Exception as error:  # whatever it is, the test looks at it
        outcomes[number] = error
    finally:
        connection.close()
