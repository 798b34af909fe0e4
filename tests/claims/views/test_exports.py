"""The files of releases over HTTP, and the page that lists them."""

import gzip
import json
import re

import pytest
from django.core.management import call_command

from claims.interchange.releases.tables import TABLES
from tests.claims.api.cast import make_story
from tests.releases import releases_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.SITE_URL = "https://facts.example.org"
    releases_in(settings, tmp_path / "exports")
    return tmp_path / "exports"


@pytest.fixture
def release(folder):
    make_story()
    call_command("release", "--date", "2026-01-02", verbosity=0)
    return folder / "2026-01-02"


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("claims.csv.gz", "application/gzip"),
        ("claims.parquet", "application/vnd.apache.parquet"),
        ("datapackage.json", "application/json"),
        ("croissant.json", "application/ld+json"),
        ("CITATION.cff", "application/yaml"),
        ("README.md", "text/markdown; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_file_is_served_as_what_it_is(client, release, name, media_type):
    response = client.get(f"/exports/2026-01-02/{name}")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Accept-Ranges"] == "bytes"
    assert content(response) == (release / name).read_bytes()


@pytest.mark.parametrize(
    ("asked", "part"),
    [("bytes=0-3", slice(0, 4)), ("bytes=5-", slice(5, None)), ("bytes=-7", slice(-7, None))],
)
def test_part_of_a_file_is_served(client, release, asked, part):
    whole = (release / "claims.csv.gz").read_bytes()

    response = client.get("/exports/2026-01-02/claims.csv.gz", headers={"Range": asked})

    body = content(response)
    start = len(whole) - len(body) if asked == "bytes=-7" else part.start
    assert response.status_code == 206
    assert body == whole[part]
    assert response.headers["Content-Range"] == f"bytes {start}-{start + len(body) - 1}/{len(whole)}"
    assert response.headers["Content-Length"] == str(len(body))


def test_part_beyond_the_end_is_refused(client, release):
    size = (release / "claims.csv.gz").stat().st_size

    response = client.get("/exports/2026-01-02/claims.csv.gz", headers={"Range": f"bytes={size}-"})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{size}"


def test_part_of_another_version_is_not_mixed_in(client, release):
    response = client.get("/exports/2026-01-02/claims.csv.gz", headers={"Range": "bytes=5-", "If-Range": '"another"'})

    assert response.status_code == 200
    assert content(response) == (release / "claims.csv.gz").read_bytes()


def test_file_that_the_client_has_is_not_sent_again(client, release):
    etag = client.head("/exports/2026-01-02/claims.csv.gz").headers["ETag"]

    assert client.get("/exports/2026-01-02/claims.csv.gz", headers={"If-None-Match": etag}).status_code == 304


def test_address_with_the_version_is_kept_for_ever_and_the_bare_one_for_a_while(client, release):
    page = client.get("/data/").content.decode()
    address = re.search(r'href="(/exports/2026-01-02/claims\.csv\.gz\?v=[0-9a-f]{16})"', page)[1]

    assert client.head(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.head(address.partition("?")[0]).headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    "address",
    [
        "/exports/2026-01-02/nothing.csv",
        "/exports/2026-01-03/claims.csv.gz",
        "/exports/../secret_key",
        "/exports/2026-01-02/..%2f..%2fsecret",
        "/exports/.lock/SHA256SUMS",
    ],
)
def test_nothing_else_is_served(client, release, address):
    (release.parent / "secret_key").write_text("secret")

    assert client.get(address).status_code == 404


def test_head_gives_the_size_and_post_is_refused(client, release):
    head = client.head("/exports/2026-01-02/claims.csv.gz")

    assert int(head.headers["Content-Length"]) == (release / "claims.csv.gz").stat().st_size
    assert client.post("/exports/2026-01-02/claims.csv.gz").status_code == 405


def test_machines_find_the_releases_and_the_latest_file(client, release):
    listed = client.get("/exports/index.json").json()["releases"]
    latest = client.get("/exports/latest/claims.csv.gz")

    assert [one["release"] for one in listed] == ["2026-01-02"]
    assert latest.headers["Location"] == "/exports/2026-01-02/claims.csv.gz"
    assert latest.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/exports/").headers["Location"] == "/data/"


def test_data_page_without_a_release_says_so(client, folder):
    assert "No release has been published yet." in client.get("/data/").content.decode()
    assert client.get("/exports/latest/claims.csv.gz").status_code == 404


def test_data_page_shows_files_hashes_terms_and_how_to_cite(client, release):
    page = client.get("/data/").content.decode()

    sums = dict(line.split("  ")[::-1] for line in (release / "SHA256SUMS").read_text().splitlines())
    for name in ("claims.csv.gz", "verdicts.parquet"):
        assert f"/exports/2026-01-02/{name}?v=" in page
        assert sums[name] in page
    assert "CC-BY-4.0" in page
    assert "Data release 2026-01-02. https://facts.example.org/exports/2026-01-02/" in page
    assert '<a href="/data/">' in client.get("/methodology/").content.decode()


def test_data_page_describes_the_dataset_to_search_engines(client, release):
    page = client.get("/data/").content.decode()

    markup = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    files = {file["name"]: file for file in markup["distribution"]}
    assert markup["@type"] == "Dataset"
    assert markup["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert 50 <= len(markup["description"]) <= 5000
    assert len(files) == 3 * len(TABLES)
    assert files["claims.csv.gz"]["contentUrl"].startswith("https://facts.example.org/exports/2026-01-02/claims.csv.gz")


def test_earlier_releases_stay_listed(client, release):
    call_command("release", "--date", "2026-01-09", verbosity=0)

    page = client.get("/data/").content.decode()

    assert "Release 2026-01-09" in page
    assert '<a href="/exports/2026-01-02/datapackage.json">2026-01-02</a>' in page
    assert gzip.decompress((release / "claims.csv.gz").read_bytes())
