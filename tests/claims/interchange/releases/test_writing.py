"""What a release holds, and that the same record gives the same bytes."""

import csv
import gzip
import hashlib
import io
import json
import shutil

import pyarrow.parquet
import pytest
from django.db import connection

from changes.models import Change
from claims.api.routes import ENDPOINTS
from claims.interchange.releases.table_files import read_rows
from claims.interchange.releases.tables import BY_NAME, TABLES
from sources.api.logged import LoggedViewSet
from tests.claims.interchange.releases.conftest import ADDRESS, DAY
from tests.factories import make_claim, make_external_review, make_topic

pytestmark = pytest.mark.django_db


def content(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_release_holds_each_list_of_the_api():
    lists = {name for name, (_, viewset) in ENDPOINTS.items() if issubclass(viewset, LoggedViewSet)}

    assert {table.name for table in TABLES} == lists


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_release_describes_the_columns_that_the_api_streams(table):
    _, viewset = ENDPOINTS[table.name]

    assert [field.name for field in table.fields] == [column.name for column in viewset.columns]
    assert table.kind == viewset.logged_as


def test_release_has_its_files(story, write):
    folder = write()

    tables = {f"{table.name}{ending}" for table in TABLES for ending in (".csv.gz", ".jsonl.gz", ".parquet")}
    about = {
        "datapackage.json", "croissant.json", "README.md", "CITATION.cff", "LICENSE.txt", "CHANGES.md",
        "changes.csv.gz", "SHA256SUMS",
    }  # fmt: skip
    assert folder.name == DAY.isoformat()
    assert {file.name for file in folder.iterdir()} == tables | about


def test_all_formats_hold_the_same_rows(story, write):
    folder = write()

    rows = list(read_rows(folder / "appearances.jsonl.gz"))
    sheet = list(csv.DictReader(io.StringIO(gzip.decompress((folder / "appearances.csv.gz").read_bytes()).decode())))
    columns = pyarrow.parquet.read_table(folder / "appearances.parquet").to_pylist()
    assert [row["id"] for row in rows] == [story.appearance.pk]
    assert rows[0]["exact"] == sheet[0]["exact"] == columns[0]["exact"] == story.appearance.passage.exact
    assert rows[0]["html_url"] == f"{ADDRESS}/claims/{story.claim.pk}/#appearance-{story.appearance.pk}"
    assert rows[0]["marks"] == json.loads(sheet[0]["marks"]) == json.loads(columns[0]["marks"])
    assert rows[0]["said_on"] == sheet[0]["said_on"] == columns[0]["said_on"].isoformat()


def test_hashes_are_those_of_the_files(story, write):
    folder = write()

    lines = (folder / "SHA256SUMS").read_text().splitlines()
    sums = dict(line.split("  ")[::-1] for line in lines)
    assert sums == {
        name: hashlib.sha256(bytes_).hexdigest() for name, bytes_ in content(folder).items() if name != "SHA256SUMS"
    }


def test_compressed_files_tell_neither_time_nor_name(story, write):
    header = (write() / "claims.csv.gz").read_bytes()[:10]

    assert header[3] == 0  # no name, no comment
    assert header[4:8] == b"\0\0\0\0"


def test_same_record_gives_the_same_bytes_whatever_order_its_internals_are_in(story, write):
    make_claim(topics=[story.topic, make_topic(name="Rivers")])
    make_claim(topics=[story.topic])
    make_external_review(claim=story.claim)
    first = write()
    kept = content(first)
    shutil.rmtree(first)

    shuffle(
        "claims_claim", "claims_appearance", "claims_evidence", "claims_externalreview", "claims_claimtopic",
        "claims_verdictevidence",
    )  # fmt: skip
    again = write()

    assert content(again) == kept


def shuffle(*tables):
    """Let every other row lie behind the rest, and number the links backwards, as in another database."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in tables:
            cursor.execute(f"UPDATE {table} SET id = id WHERE id % 2 = (SELECT min(id) FROM {table}) % 2")
        cursor.execute("UPDATE claims_claimtopic SET id = -id; UPDATE claims_verdictevidence SET id = -id")
        cursor.execute("SET session_replication_role = origin")


def test_release_says_up_to_which_change_it_goes(story, write):
    folder = write()

    described = json.loads((folder / "datapackage.json").read_text())
    assert described["changes"]["seq"] == Change.objects.order_by("-seq").first().seq
    assert f"since={described['changes']['seq']}" in (folder / "README.md").read_text()


def test_second_release_of_a_day_gets_a_number(story, write, exports):
    write()

    assert write().name == f"{DAY}.2"
    assert exports.names() == [f"{DAY}.2", f"{DAY}"]


def test_release_tells_how_far_it_is(story, write):
    told = []

    write(report=told.append)

    assert [line.split(":")[0].strip() for line in told] == [table.name for table in TABLES]
    assert "  claims: 1 rows" in told
    assert set(BY_NAME) == {table.name for table in TABLES}


def test_later_release_tells_with_which_one_it_is_compared(story, write):
    told = []
    write()

    write(report=told.append)

    assert told[len(TABLES) :] == [f"  {table.name}: comparing with release {DAY}" for table in TABLES]
