"""The files of releases over HTTP where they lie in a bucket, and what is said while it cannot be reached."""

import hashlib
import json
import logging
import re
import sys

import pytest
import requests
from django.core.cache import cache
from django.core.management import call_command

from claims.checks import check_bucket
from claims.interchange.releases.place import exports
from claimtrack.exports import exports_storage
from tests.claims.api.cast import make_story
from tests.object_storage import BUCKET, serving_objects

pytestmark = pytest.mark.django_db
PATH = "/exports/2026-01-02/claims.csv.gz"


@pytest.fixture(scope="module")
def server():
    with serving_objects() as storage:
        yield storage


@pytest.fixture
def use(settings, tmp_path, server, monkeypatch):
    """Return a function that has the installation use this server's bucket."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", server.key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", server.secret)
    settings.EXPORTS_DIR, settings.EXPORTS_S3_BUCKET = str(tmp_path), BUCKET

    def used(address=server.address, **options):
        cache.clear()
        entry = exports_storage(settings.EXPORTS_DIR, bucket=BUCKET, endpoint=address, region="us-east-1", **options)
        settings.STORAGES = {**settings.STORAGES, "exports": entry}

    return used


@pytest.fixture
def release(server, use):
    """Write a release into the empty bucket; the server then answers whoever has an address, signed or not."""
    server.ask_for_keys()
    server.empty()
    use()
    make_story()
    call_command("release", "--date", "2026-01-02", verbosity=0)
    server.ask_for_keys(after=1_000)
    return exports().files("2026-01-02")


def test_file_is_to_be_had_from_the_bucket_by_a_signed_address(client, release):
    answer = client.get(PATH)
    taken = requests.get(answer.headers["Location"], timeout=10)

    assert answer.status_code == 302
    assert "X-Amz-Signature=" in answer.headers["Location"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert hashlib.sha256(taken.content).hexdigest() == release["claims.csv.gz"].sha256
    assert taken.headers["Content-Type"] == "application/gzip"


def test_part_of_a_file_is_to_be_had_from_the_bucket(client, release):
    address = client.get(PATH).headers["Location"]

    part = requests.get(address, headers={"Range": "bytes=0-1"}, timeout=10)

    assert (part.status_code, part.content) == (206, b"\x1f\x8b")


def test_head_tells_the_size_without_the_bucket(client, release):
    head = client.head(PATH)

    assert head.headers["Content-Length"] == str(release["claims.csv.gz"].size)
    assert head.headers["ETag"] == f'"{release["claims.csv.gz"].sha256}"'


def test_public_bucket_is_led_to_without_a_signature(client, release, use):
    use(public_host="data.example.org")

    address = client.get(PATH).headers["Location"]

    assert address == f"https://data.example.org/{release['claims.csv.gz'].key}"


def test_data_page_and_listing_show_what_is_in_the_bucket(client, release):
    page = client.get("/data/").content.decode()
    listed = client.get("/exports/index.json").json()["releases"]

    assert f"{PATH}?v={release['claims.csv.gz'].sha256[:16]}" in page
    assert listed[0]["bytes"] == sum(file.size for file in release.values())
    assert client.get("/exports/2026-01-02/nothing.csv").status_code == 404


def test_data_page_asks_the_bucket_once_for_what_it_shows_however_many_releases_there_are(client, release, server):
    add_descriptions(server, release["datapackage.json"].key, [f"2026-01-02.{number}" for number in range(2, 60)])
    first = client.get("/data/").content

    for key in server.objects():
        if key != "index.json":
            server.client.delete_object(Bucket=BUCKET, Key=key)

    assert client.get("/data/").content == first
    assert first.count(b"application/ld+json") == 51


def add_descriptions(server, like, names):
    """Put up releases that are nothing but a description like that one."""
    objects = server.objects()
    package, index = json.loads(objects[like]), json.loads(objects["index.json"])
    for name in names:
        content = json.dumps({**package, "version": name, "resources": []}).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        server.client.put_object(Bucket=BUCKET, Key=f"{name}/{sha256[:16]}/datapackage.json", Body=content)
        index["releases"][name] = {"datapackage.json": {"bytes": len(content), "sha256": sha256}}
    server.client.put_object(Bucket=BUCKET, Key="index.json", Body=json.dumps(index).encode())
    cache.clear()


def test_bucket_out_of_reach_is_told_on_the_page_and_to_machines(client, release, use, caplog):
    use(address="http://127.0.0.1:9")
    with caplog.at_level(logging.CRITICAL):
        page = client.get("/data/")
        file = client.get(PATH)

    assert page.status_code == 200
    assert "The releases are out of reach just now." in page.content.decode()
    assert (file.status_code, file.headers["Retry-After"]) == (503, "60")
    assert "AWS_" not in file.content.decode()


def test_check_refuses_a_bucket_without_what_speaks_to_it(settings, monkeypatch):
    settings.EXPORTS_S3_BUCKET = BUCKET
    assert check_bucket(None) == []

    monkeypatch.setitem(sys.modules, "boto3", None)

    assert re.search("pip install -r requirements-s3.txt", check_bucket(None)[0].hint)
    assert json.dumps(check_bucket(None)[0].id) == '"claims.E001"'
