"""An exports folder, one public claim with everything on it, and how a release is written of them."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection

from claims.api.releases import released_rows
from claims.interchange.releases.about import Licence, Publisher
from claims.interchange.releases.export_folder import ExportFolder
from claims.interchange.releases.tables import TABLES
from claims.interchange.releases.writing import Request, write_release
from claimtrack.exports import exports_storage
from tests.claims.api.cast import make_story
from tests.object_storage import BUCKET, serving_objects

DAY = datetime.date(2026, 1, 2)
ADDRESS = "https://facts.example.org"
PUBLISHER = Publisher("Fact Desk", ADDRESS, Licence("CC-BY-4.0", "CC BY 4.0", "https://example.org/by/4.0/"))


def rows_of(table):
    """Return the rows of a table as the API has them."""
    return released_rows(table, ADDRESS)


@pytest.fixture
def story(db):
    """Return a public claim with a quote, a chain, evidence, two versions of a verdict."""
    return make_story()


@pytest.fixture
def exports(tmp_path):
    """Return an empty exports folder."""
    return ExportFolder(tmp_path / "exports")


@pytest.fixture
def write(exports):
    """Return a function that writes a release of the present state and returns its folder."""

    def written(*, date=DAY, source=None, report=lambda line: None):
        end_transaction()
        wanted = Request(TABLES, source or rows_of, PUBLISHER, date)
        return exports.folder / write_release(exports, wanted, report=report).name

    return written


def end_transaction():
    """Make the database write the change log now, as it does at a commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture(scope="module")
def server():
    """Return an S3 server."""
    with serving_objects() as storage:
        yield storage


@pytest.fixture
def storage(server, settings, tmp_path, monkeypatch):
    """Return the server, its bucket empty, the installation told to use it."""
    server.empty()
    cache.clear()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", server.key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", server.secret)
    settings.EXPORTS_DIR, settings.EXPORTS_S3_BUCKET = str(tmp_path / "made-here"), BUCKET
    use_bucket(settings, server.address)
    return server


def use_bucket(settings, address, bucket=BUCKET):
    """Let the installation have its releases in a bucket of that server."""
    entry = exports_storage(settings.EXPORTS_DIR, bucket=bucket, endpoint=address, region="us-east-1")
    settings.STORAGES = {**settings.STORAGES, "exports": entry}
