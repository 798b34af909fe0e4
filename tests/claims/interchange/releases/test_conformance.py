"""A release is read by the programs that its formats are made for, unmodified and without a network."""

import json
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from claims.interchange.releases.tables import TABLES
from tests.claims.interchange.releases.conftest import PUBLISHER

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(story, write):
    return write()


def test_data_package_is_valid_and_its_tables_are_as_described(release):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library about others that it uses
        from frictionless import Package

        package = Package(str(release / "datapackage.json"))
        sheets = [resource for resource in package.resources if resource.format == "csv"]
        reports = [resource.validate() for resource in sheets]

    assert len(sheets) == len(TABLES)
    assert [report.flatten(["title", "type", "note"]) for report in reports] == [[]] * len(TABLES)
    assert [report.tasks[0].stats["rows"] for report in reports[:2]] == [1, 1]


def test_data_package_keys_lead_to_rows_that_are_there(release):
    described = json.loads((release / "datapackage.json").read_text())
    keys = {
        (resource["name"], key["fields"][0]): key["reference"]["resource"]
        for resource in described["resources"]
        for key in resource.get("schema", {}).get("foreignKeys", [])
    }

    assert keys["appearances", "claim_id"] == "claims"
    assert keys["claims", "verdict_id"] == "verdicts"
    assert ("claimants", "outlet_id") not in keys  # an agency may be named that published nothing here


def test_croissant_is_valid_and_loads_the_records(release, story):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library about others that it uses
        import mlcroissant

        data = mlcroissant.Dataset(jsonld=release / "croissant.json")
        records = list(data.records("claims"))

    assert not data.metadata.ctx.issues.errors
    assert not data.metadata.ctx.issues.warnings
    assert records[0]["claims/id"] == story.claim.pk
    assert records[0]["claims/statement"].decode() == "The bridge was open."


def test_citation_is_valid(release):
    checker = Path(sys.executable).with_name("check-jsonschema")

    done = subprocess.run(
        [checker, "--builtin-schema", "vendor.citation-file-format", release / "CITATION.cff"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


def test_licence_is_that_of_the_publisher_and_spares_the_quotes(release):
    words = (release / "LICENSE.txt").read_text()

    assert PUBLISHER.licence.address in words
    assert "Quotes and titles of articles belong to their authors" in words
