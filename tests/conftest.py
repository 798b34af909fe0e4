"""The suite's database: a temporary embedded cluster, started before Django looks for its settings."""

import atexit
import os
from contextlib import ExitStack

import django

from claimtrack.postgres import temporary_cluster

# The controller of a parallel run starts the cluster; its workers find the address here. A developer may name
# a server. DATABASE_URL is not looked at, lest the suite run against an installation.
ADDRESS = "TEST_DATABASE_URL"

_resources = ExitStack()
atexit.register(_resources.close)

if not os.environ.get(ADDRESS):
    os.environ[ADDRESS] = _resources.enter_context(temporary_cluster())

os.environ.update(
    DATABASE_URL=os.environ[ADDRESS],
    DJANGO_SETTINGS_MODULE="claimtrack.settings",
    SECRET_KEY="only-for-the-tests-and-never-for-a-server",
)
# Here and not in a hook: each folder's conftest.py may import models, and is loaded before any hook.
django.setup()


def pytest_unconfigure() -> None:
    """Stop the cluster as soon as the run is over."""
    _resources.close()
