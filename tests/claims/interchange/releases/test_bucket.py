"""Releases in an S3 bucket: a server that is not ours takes them, lists them, gives them away and lets them go."""

import csv
import gzip
import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from claims.interchange.releases.exports import ReleaseError
from claims.interchange.releases.place import exports
from tests.claims.interchange.releases.conftest import use_bucket
from tests.factories import make_claim
from tests.object_storage import BUCKET
from tests.releases import releases_in

pytestmark = pytest.mark.django_db


def release(date="2026-01-02"):
    call_command("release", "--date", date, verbosity=0)


def index(storage):
    return json.loads(storage.objects()["index.json"])


def keys(storage):
    return {key for key in storage.objects() if key != "index.json"}


def left_here(settings, tmp_path):
    return [entry.name for entry in (tmp_path / "made-here").iterdir() if entry.name != ".lock"]


def test_release_is_put_up_whole_and_nothing_stays_here(story, storage, settings, tmp_path):
    release()

    files = exports().files("2026-01-02")
    objects = storage.objects()
    assert set(objects) == {file.key for file in files.values()} | {"index.json"}
    assert {name: hashlib.sha256(objects[file.key]).hexdigest() for name, file in files.items()} == {
        name: file.sha256 for name, file in files.items()
    }
    assert left_here(settings, tmp_path) == []


def test_release_in_a_bucket_has_the_same_bytes_as_one_in_a_folder(story, storage, settings, tmp_path):
    release()
    kept = {name: file.sha256 for name, file in exports().files("2026-01-02").items()}

    releases_in(settings, tmp_path / "folder")
    release()

    assert {name: file.sha256 for name, file in exports().files("2026-01-02").items()} == kept


def test_tables_are_stored_as_files_that_no_client_unpacks_on_the_way(story, storage):
    release()
    key = exports().files("2026-01-02")["claims.csv.gz"].key

    head = storage.client.head_object(Bucket=BUCKET, Key=key)

    assert head["ContentType"] == "application/gzip"
    assert "ContentEncoding" not in head
    assert head["CacheControl"] == "public, max-age=31536000, immutable"


def test_next_release_tells_what_is_new_since_the_one_in_the_bucket(story, storage):
    release()
    claim = make_claim(statement="The harbour was closed.")
    release("2026-01-09")

    file = exports().files("2026-01-09")["changes.csv.gz"]

    rows = list(csv.DictReader(gzip.decompress(storage.objects()[file.key]).decode().splitlines()))
    assert [(row["table"], int(row["id"]), row["what"]) for row in rows] == [("claims", claim.pk, "added")]
    assert exports().names() == ["2026-01-09", "2026-01-02"]


def test_object_of_somebody_else_is_neither_written_over_nor_deleted(story, storage, settings, tmp_path):
    release()
    key = exports().files("2026-01-02")["verdicts.parquet"].key
    storage.empty()
    storage.client.put_object(Bucket=BUCKET, Key=key, Body=b"of somebody else")

    with pytest.raises(CommandError, match=r"storage has another 2026-01-02/.*/verdicts\.parquet already"):
        release()

    assert storage.objects() == {key: b"of somebody else", "index.json": storage.objects()["index.json"]}
    assert exports().names() == []
    assert left_here(settings, tmp_path) == []


def test_upload_that_breaks_off_is_not_listed_and_leaves_nothing(story, storage, settings, tmp_path):
    with storage.refusing("s3:PutObject", "verdicts.parquet"), pytest.raises(CommandError, match="may not do that"):
        release()

    assert keys(storage) == set()
    assert exports().names() == []
    assert left_here(settings, tmp_path) == []


def test_removal_that_cannot_delete_says_so_and_the_next_run_does_it(story, storage):
    release()
    before = exports().files("2026-01-02")["claims.parquet"].key
    removal = ["remove_from_releases", "claims", str(story.claim.pk), "--reason", "Ruling 7/26."]

    with storage.refusing("s3:DeleteObject", "claims.parquet"), pytest.raises(CommandError, match="may not do that"):
        call_command(*removal, verbosity=0)

    assert before in keys(storage)
    release("2026-01-09")
    assert before not in keys(storage)


def test_next_run_clears_up_what_a_killed_one_had_put_up(story, storage):
    release()
    killed = index(storage)
    killed["leaving"] = ["2026-01-09/0123456789abcdef/claims.csv.gz"]
    storage.client.put_object(Bucket=BUCKET, Key=killed["leaving"][0], Body=b"half")
    storage.client.put_object(Bucket=BUCKET, Key="index.json", Body=json.dumps(killed).encode())

    release("2026-01-10")

    assert not [key for key in keys(storage) if key.startswith("2026-01-09")]
    assert index(storage)["leaving"] == []


def test_change_by_another_machine_meanwhile_is_noticed(story, storage, settings, tmp_path):
    mine = exports()
    settings.EXPORTS_DIR = str(tmp_path / "made-there")

    with pytest.raises(ReleaseError, match="Another machine"), mine.changing(), mine.adding("2026-01-03"):
        release()

    assert exports().names() == ["2026-01-02"]


def test_removal_leaves_nothing_of_the_old_bytes(story, storage):
    make_claim(statement="The harbour was closed.")
    release()
    before = exports().files("2026-01-02")

    call_command("remove_from_releases", "claims", str(story.claim.pk), "--reason", "Ruling 7/26.", verbosity=0)

    after = exports().files("2026-01-02")
    assert keys(storage) == {file.key for file in after.values()}
    assert before["claims.csv.gz"].key not in keys(storage)
    rows = gzip.decompress(storage.objects()[after["claims.jsonl.gz"].key]).decode().splitlines()
    assert [json.loads(row)["statement"] for row in rows] == ["The harbour was closed."]
    assert json.loads(storage.objects()[after["datapackage.json"].key])["removed"][0]["reason"] == "Ruling 7/26."


def test_object_that_was_tampered_with_is_noticed(story, storage):
    release()
    key = exports().files("2026-01-02")["claims.jsonl.gz"].key
    storage.client.put_object(Bucket=BUCKET, Key=key, Body=gzip.compress(b"{}"))

    with pytest.raises(CommandError, match="is not what was put there"):
        release("2026-01-09")

    assert exports().names() == ["2026-01-02"]


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("AWS_SECRET_ACCESS_KEY", "wrong", "The secret does not fit the key. Correct AWS_ACCESS_KEY_ID and"),
        ("AWS_ACCESS_KEY_ID", "nobody", "It knows no such key. Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    ],
)
def test_wrong_keys_are_told_before_anything_is_written(
    story, storage, settings, tmp_path, monkeypatch, variable, value, told
):
    monkeypatch.setenv(variable, value)
    use_bucket(settings, storage.address)

    with pytest.raises(CommandError, match=told):
        release()

    assert storage.objects() == {}
    assert left_here(settings, tmp_path) == []


def test_bucket_that_is_not_there_is_told(story, storage, settings):
    use_bucket(settings, storage.address, bucket="elsewhere")

    with pytest.raises(CommandError, match=r"It has no such bucket\. Make it there, or correct EXPORTS_S3_BUCKET"):
        release()
