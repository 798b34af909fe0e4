"""A release comes in whole or not at all: full disks, killed processes, two at once."""

import io
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from claims.interchange.releases.claim_tables import CLAIMS
from claims.interchange.releases.export_folder import ExportFolder
from claims.interchange.releases.exports import ReleaseError
from tests.claims.interchange.releases.conftest import DAY
from tests.releases import releases_in

pytestmark = pytest.mark.django_db


@contextmanager
def files_no_larger_than(size):
    """Let the system refuse larger files, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def entries(exports):
    return sorted(entry.name for entry in exports.folder.iterdir() if entry.name != ".lock")


def test_disk_without_room_is_named_and_nothing_is_left(story, write, exports):
    before = write()
    kept = (before / "SHA256SUMS").read_bytes()

    with files_no_larger_than(2_000), pytest.raises(ReleaseError) as refused:
        write()

    assert str(exports.folder) in str(refused.value)
    assert "Make room there, or name another folder in EXPORTS_DIR" in str(refused.value)
    assert entries(exports) == [before.name]
    assert (before / "SHA256SUMS").read_bytes() == kept


def test_failure_in_the_middle_leaves_nothing(story, write, exports):
    def broken(table):
        yield from ()
        if table is not CLAIMS:
            raise OperationalError("the database went away")

    with pytest.raises(OperationalError):
        write(source=broken)

    assert entries(exports) == []


WRITER = """
import sys, time
from pathlib import Path
from claims.interchange.releases.export_folder import ExportFolder
exports = ExportFolder(Path(sys.argv[1]))
with exports.changing(), exports.adding("2026-01-02") as folder:
    (folder / "claims.csv.gz").write_text("half")
    print("half", flush=True)
    time.sleep(60)
"""


def test_killed_process_leaves_no_release_and_the_next_one_clears_up(story, write, exports):
    process = subprocess.Popen([sys.executable, "-c", WRITER, exports.folder], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "half\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    assert exports.names() == []
    assert len(entries(exports)) == 1

    assert write().name == DAY.isoformat()
    assert entries(exports) == [DAY.isoformat()]


def test_second_writer_is_told_to_wait(story, write, exports):
    with exports.changing(), pytest.raises(ReleaseError, match="Another process writes a release just now"):
        write()


def test_process_killed_between_two_renames_loses_nothing(story, write, exports):
    folder = write()
    folder.rename(exports.folder / f".replaced-{folder.name}")

    with exports.changing():
        pass

    assert exports.names() == [folder.name]


def test_folder_that_cannot_be_made_is_named(write, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(ReleaseError, match="cannot be written"), ExportFolder(tmp_path / "file" / "exports").changing():
        pass


def test_command_writes_a_release(story, settings, tmp_path, capsys):
    releases_in(settings, tmp_path / "exports")

    call_command("release", "--date", "2026-01-02")

    told = capsys.readouterr().out
    assert "claims: 1 rows" in told
    assert f"Release 2026-01-02 is in {tmp_path}/exports/2026-01-02" in told


def test_command_refuses_a_day_that_is_none(settings, tmp_path):
    releases_in(settings, tmp_path)

    with pytest.raises(CommandError, match=r"“tomorrow” is no day\. Write it as 2026-11-22"):
        call_command("release", "--date", "tomorrow")


def test_command_refuses_to_publish_without_a_licence(settings, tmp_path):
    releases_in(settings, tmp_path)
    settings.DATA_LICENSE = ""

    with pytest.raises(CommandError, match=r"set DATA_LICENSE, such as CC-BY-4\.0"):
        call_command("release")


class Interrupting(io.StringIO):
    """An output during whose first line somebody presses Ctrl-C."""

    def write(self, text):
        raise KeyboardInterrupt


def test_interrupted_command_says_that_nothing_was_released(story, write, exports, settings):
    before = write()
    releases_in(settings, exports.folder)

    with pytest.raises(CommandError, match=r"Stopped\. Nothing was released") as stopped:
        call_command("release", "--date", "2026-01-09", stdout=Interrupting())

    assert stopped.value.returncode == 130
    assert entries(exports) == [before.name]


def test_interrupted_removal_leaves_the_releases_as_they_were(story, write, exports, settings):
    before = write()
    kept = (before / "SHA256SUMS").read_bytes()
    releases_in(settings, exports.folder)

    with pytest.raises(CommandError, match="the other releases are as they were"):
        call_command("remove_from_releases", "claims", str(story.claim.pk), reason="A ruling.", stdout=Interrupting())

    assert entries(exports) == [before.name]
    assert (before / "SHA256SUMS").read_bytes() == kept
