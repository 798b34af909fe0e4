"""All tables of a release are those of one moment, whatever is published meanwhile."""

import threading

import pytest
from django.db import connection

from changes.models import Change
from claims.interchange.releases.export_folder import ExportFolder
from claims.interchange.releases.table_files import read_rows
from claims.interchange.releases.tables import TABLES
from claims.interchange.releases.writing import Request, write_release
from tests.claims.interchange.releases.conftest import DAY, PUBLISHER, rows_of
from tests.committed import committed_database  # noqa: F401  # a fixture
from tests.factories import make_claim, make_topic


def publish(name):
    """Publish a claim with a topic of its own, on a connection of its own."""

    def deed():
        make_claim(statement=f"{name} was open.", topics=[make_topic(name=name)])
        connection.close()

    thread = threading.Thread(target=deed)
    thread.start()
    thread.join()


@pytest.mark.usefixtures("committed_database")
def test_what_is_published_meanwhile_is_in_no_table(tmp_path):
    publish("Early")
    exports = ExportFolder(tmp_path)

    def report(line):
        if line.startswith("  claims:"):
            publish("Late")

    release = write_release(exports, Request(TABLES, rows_of, PUBLISHER, DAY), report=report)

    folder = tmp_path / release.name
    assert [row["statement"] for row in read_rows(folder / "claims.jsonl.gz")] == ["Early was open."]
    assert [row["name"] for row in read_rows(folder / "topics.jsonl.gz")] == ["Early"]


@pytest.mark.usefixtures("committed_database")
def test_release_and_the_changes_after_it_make_up_what_is_public(tmp_path):
    publish("Early")
    release = write_release(ExportFolder(tmp_path), Request(TABLES, rows_of, PUBLISHER, DAY), report=lambda line: None)

    publish("Late")

    later = Change.objects.since(release.moment.seq).values_list("object_type", "kind")
    assert sorted(later) == [("claim", "created"), ("topic", "created")]
