"""Embedded servers: a folder for one, and one that was set up before."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from claimtrack.postgres import Cluster
from tests.claimtrack.clusters import run


@pytest.fixture
def home():
    """A short place to keep a cluster, which the server's user can reach where root runs the tests."""
    place = Path(tempfile.mkdtemp(prefix="claimtrack-home-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")
def initialised():
    """A stopped cluster with one row, made once: the tests start copies of it."""
    place = Path(tempfile.mkdtemp(prefix="claimtrack-home-"))
    place.chmod(0o755)
    with Cluster(place) as url:
        run(url, "CREATE TABLE kept (number integer)")
        run(url, "INSERT INTO kept VALUES (1)")
    yield place
    shutil.rmtree(place)


@pytest.fixture
def warm(initialised, home):
    """A home with a cluster that was started and stopped before."""
    subprocess.run(["cp", "-a", f"{initialised}/postgres", str(home)], check=True)
    return home
