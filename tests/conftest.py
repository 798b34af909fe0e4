"""The suite's database: a temporary embedded cluster, started before Django looks for its settings."""

import atexit
import datetime
import os
from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path
from threading import BoundedSemaphore

import django
import pytest
import time_machine
from django.conf import settings
from django.db import connection

from tests.browser import chromium
from tests.database import copy_afresh, migrated_cluster
from tests.java import java

# The controller of a parallel run starts the cluster; its workers find the address here. A developer may name
# a server. DATABASE_URL is not looked at, lest the suite run against an installation.
ADDRESS = "TEST_DATABASE_URL"

# Fixtures after which Django empties every table.
COMMITTING = {"transactional_db", "live_server"}
E2E = Path(__file__).parent / "e2e"
HTML = Path(__file__).parent / "conformance" / "test_html.py"
# Tests that need a program from the system, what it is, and whether it is there.
PROGRAMS = [
    (E2E, "Chromium: install it, or name it in CHROMIUM.", bool(chromium())),
    (
        HTML,
        "Java: install it (apt install default-jre-headless), or name it in JAVA_HOME.",
        bool(java()),
    ),
]

_resources = ExitStack()
atexit.register(_resources.close)

if not os.environ.get(ADDRESS):
    os.environ[ADDRESS] = _resources.enter_context(migrated_cluster())

os.environ.update(
    DATABASE_URL=os.environ[ADDRESS],
    DJANGO_SETTINGS_MODULE="claimtrack.settings",
    # As on one's own machine: plain http, static files where they lie.
    CLAIMTRACK_LOCAL="1",
    SECRET_KEY="only-for-the-tests-and-never-for-a-server",
)
# Here and not in a hook: each folder's conftest.py may import models, and is loaded before any hook.
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Copy the migrated database instead of migrating an empty one, for each worker."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = connection.settings_dict["NAME"]


@pytest.fixture(autouse=True)
def _places_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test places of its own: a stream that another one began and never read still holds its."""
    monkeypatch.setattr("rest.streams.PLACES", BoundedSemaphore(3))


@pytest.fixture
def allow(monkeypatch: pytest.MonkeyPatch) -> Generator[Callable[..., None], None, None]:
    """Return what sets the allowances by scope, such as ``address="2/min"``; no window of them ends in the test."""
    with time_machine.travel(datetime.datetime.now(datetime.UTC).replace(second=18, microsecond=0), tick=False):
        yield lambda **rates: monkeypatch.setattr("rest.throttles.SharedThrottle.THROTTLE_RATES", rates)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """After a test that commits, give back what Django's flush took: the rows that migrations made."""
    yield
    if nextitem is not None and commits(item):
        copy_afresh()


def commits(item: pytest.Item) -> bool:
    """Tell whether the test commits what it does: by a fixture, or by its mark."""
    mark = item.get_closest_marker("django_db")
    return bool(COMMITTING & set(getattr(item, "fixturenames", ())) or (mark and mark.kwargs.get("transaction")))


def pytest_unconfigure() -> None:
    """Stop the cluster as soon as the run is over."""
    _resources.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the end-to-end tests; what this machine lacks a program for is left out, but never in CI."""
    for item in items:
        if E2E in item.path.parents:
            item.add_marker("e2e")
            item.add_marker(pytest.mark.xdist_group("e2e"))
    for place, name, is_there in PROGRAMS:
        needing = [item for item in items if place in (item.path, *item.path.parents)]
        if not needing or is_there:
            continue
        if os.environ.get("CI"):
            raise pytest.UsageError(f"The tests in {place.name} need {name}")
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out, where they were."""
    for place, name, is_there in PROGRAMS:
        if not is_there:
            terminalreporter.write_line(f"The tests in {place.name} did not run: they need {name}")
