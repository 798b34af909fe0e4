"""Two machines write releases into one bucket: each release is whole or not there, whoever comes between."""

import json

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile

from claims.interchange.releases.bucket import ReleaseBucket
from claims.interchange.releases.export_storage import ExportStorage
from claims.interchange.releases.exports import ReleaseError
from claimtrack.exports import exports_storage
from tests.object_storage import BUCKET, without_conditions

KEY = "2026-01-02/0123456789abcdef/claims.csv.gz"


class Interrupted(ReleaseBucket):
    """A bucket that somebody else writes to at the last moment before the index, or an object, is written."""

    before_index = before_object = staticmethod(lambda: None)

    def replace(self, name, content, *, mark):
        if json.loads(content)["by"]:
            self.before_index()
        return super().replace(name, content, mark=mark)

    def save(self, name, content, max_length=None):
        self.before_object()
        return super().save(name, content, max_length)


class AskedTwice(ReleaseBucket):
    """A bucket whose answer to a write of the index is lost, so that the client asks again."""

    def replace(self, name, content, *, mark):
        super().replace(name, content, mark=mark)
        return super().replace(name, content, mark=mark)


@pytest.fixture
def machine(storage, tmp_path):
    """Return a function that gives the releases as a machine of that name has them."""
    cache.clear()

    def made(name, bucket=ReleaseBucket, address=storage.address):
        options = exports_storage("", bucket=BUCKET, endpoint=address, region="us-east-1")["OPTIONS"]
        return ExportStorage(bucket(**options), tmp_path / name)

    return made


def put_up(exports, release, content):
    """Write a release of one file."""
    with exports.changing(), exports.adding(release) as folder:
        (folder / "claims.csv.gz").write_bytes(content)


def whole(storage):
    """Return what each release of the index holds, having seen that nothing else is in the bucket."""
    objects = storage.objects()
    index = json.loads(objects.pop("index.json"))
    named = {
        f"{release}/{file['sha256'][:16]}/{name}": (release, name)
        for release, files in index["releases"].items()
        for name, file in files.items()
    }
    assert set(objects) == set(named)
    return {named[key][0]: content for key, content in objects.items() if named[key][1] == "claims.csv.gz"}


def test_index_is_written_only_in_the_place_of_what_was_read(machine):
    mine, other = machine("mine").storage, machine("other").storage
    mark = mine.replace("index.json", b"1", mark="")

    other.replace("index.json", b"2", mark=mark)

    with pytest.raises(FileExistsError):
        mine.replace("index.json", b"3", mark=mark)
    with pytest.raises(FileExistsError):
        mine.replace("index.json", b"3", mark="")
    assert mine.marked("index.json")[0] == b"2"


def meanwhile(mine, moment, deed):
    """Do it once, at that moment of this machine's work."""

    def once():
        setattr(mine.storage, moment, lambda: None)
        deed()

    setattr(mine.storage, moment, once)


@pytest.mark.parametrize("size", [10, 9 * 2**20], ids=["at once", "in parts"])
def test_object_is_never_written_over(machine, storage, size):
    storage.client.put_object(Bucket=BUCKET, Key=KEY, Body=b"of somebody else")

    with pytest.raises(FileExistsError):
        machine("mine").storage.save(KEY, ContentFile(b"x" * size))

    assert storage.objects()[KEY] == b"of somebody else"


def test_release_of_another_machine_at_the_last_moment_is_not_lost(machine, storage):
    mine = machine("mine", Interrupted)

    meanwhile(mine, "before_index", lambda: put_up(machine("other"), "2026-01-02", b"theirs"))
    with pytest.raises(ReleaseError, match="Another machine changed the releases meanwhile"):
        put_up(mine, "2026-01-02", b"mine")

    assert whole(storage) == {"2026-01-02": b"theirs"}


def test_machine_that_begins_during_an_upload_stops_it(machine, storage):
    mine = machine("mine", Interrupted)

    meanwhile(mine, "before_object", lambda: put_up(machine("other"), "2026-01-03", b"theirs"))
    with pytest.raises(ReleaseError, match="Another machine changed the releases meanwhile"):
        put_up(mine, "2026-01-02", b"mine")

    assert whole(storage) == {"2026-01-03": b"theirs"}


def test_same_release_of_two_machines_comes_in_once(machine, storage):
    mine = machine("mine", Interrupted)

    meanwhile(mine, "before_object", lambda: put_up(machine("other"), "2026-01-02", b"the same"))
    with pytest.raises(ReleaseError):
        put_up(mine, "2026-01-02", b"the same")

    assert whole(storage) == {"2026-01-02": b"the same"}


def test_write_whose_answer_was_lost_counts(machine, storage):
    put_up(machine("mine", AskedTwice), "2026-01-02", b"mine")

    assert whole(storage) == {"2026-01-02": b"mine"}


@pytest.mark.parametrize("are_refused", [True, False], ids=["refused", "overlooked"])
def test_server_that_knows_no_conditions_takes_releases(machine, storage, are_refused):
    with without_conditions(storage, are_refused=are_refused) as address:
        put_up(machine("mine", address=address), "2026-01-02", b"mine")
        put_up(machine("mine", address=address), "2026-01-03", b"later")

        assert whole(storage) == {"2026-01-02": b"mine", "2026-01-03": b"later"}


@pytest.mark.parametrize("are_refused", [True, False], ids=["refused", "overlooked"])
def test_change_before_the_end_is_noticed_without_conditions(machine, storage, are_refused):
    with without_conditions(storage, are_refused=are_refused) as address:
        mine = machine("mine", address=address)

        with pytest.raises(ReleaseError, match="Another machine"), mine.changing(), mine.adding("2026-01-02"):
            put_up(machine("other", address=address), "2026-01-02", b"theirs")

        assert whole(storage) == {"2026-01-02": b"theirs"}
