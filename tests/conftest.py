"""The suite's database: a temporary embedded cluster, started before Django looks for its settings."""

import atexit
import os
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import connection

from tests.browser import chromium
from tests.database import copy_afresh, migrated_cluster

# The controller of a parallel run starts the cluster; its workers find the address here. A developer may name
# a server. DATABASE_URL is not looked at, lest the suite run against an installation.
ADDRESS = "TEST_DATABASE_URL"

# Fixtures after which Django empties every table.
COMMITTING = {"transactional_db", "live_server"}
E2E = Path(__file__).parent / "e2e"

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """After a test that commits, give back what Django's flush took: the rows that migrations made."""
    yield
    if nextitem is not None and COMMITTING & set(getattr(item, "fixturenames", ())):
        copy_afresh()


def pytest_unconfigure() -> None:
    """Stop the cluster as soon as the run is over."""
    _resources.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the end-to-end tests; without a browser they are left out, but never in continuous integration."""
    browsing = [item for item in items if E2E in item.path.parents]
    for item in browsing:
        item.add_marker("e2e")
        item.add_marker(pytest.mark.xdist_group("e2e"))
    if not browsing or chromium():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError("The end-to-end tests need Chromium: install it, or name it in CHROMIUM.")
    config.hook.pytest_deselected(items=browsing)
    items[:] = [item for item in items if item not in browsing]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that the end-to-end tests were left out, where they were."""
    if not chromium():
        terminalreporter.write_line("No Chromium was found: the end-to-end tests did not run (set CHROMIUM).")
