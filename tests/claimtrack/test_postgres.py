"""The embedded server serves, shares, stops and explains itself."""

import shutil
from pathlib import Path

import psycopg
import pytest

from claimtrack.postgres import Cluster, PostgresError, temporary_cluster
from claimtrack.postgres_binaries import find_binaries
from claimtrack.postgres_cluster import explain
from claimtrack.postgres_guard import read_pid_file
from tests.claimtrack.clusters import (
    is_gone,
    numbers,
    run,
    server_pid,
)

pytestmark = pytest.mark.xdist_group("postgres")
# What initdb and the server of PostgreSQL 18 say on a full disk.
INITDB_ON_A_FULL_DISK = (
    'performing post-bootstrap initialization ... initdb: error: could not write to file "/d/pg_wal/x": '
    "No space left on device"
)


def test_cluster_makes_a_database_of_code_points_and_unicode_letters(home):
    with Cluster(home) as url, psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT current_database(), current_setting('server_encoding'), lower('ЖÉ'), 'Z' < 'a'"
        ).fetchone()

    assert row == ("claimtrack", "UTF8", "жé", True)


def test_cluster_listens_on_no_network_address(warm):
    with Cluster(warm) as url, psycopg.connect(url) as connection:
        row = connection.execute("SHOW listen_addresses").fetchone()

    assert row == ("",)


def test_cluster_keeps_its_data_between_starts(warm):
    with Cluster(warm) as url:
        run(url, "INSERT INTO kept VALUES (2)")

    with Cluster(warm) as url:
        assert numbers(url) == [1, 2]


def test_stop_leaves_no_process_and_no_socket(warm):
    cluster = Cluster(warm)
    cluster.start()
    pid, found = server_pid(warm), read_pid_file(warm / "postgres")

    has_stopped = cluster.stop()

    assert has_stopped
    assert is_gone(pid)
    assert found
    assert not Path(found.socket_dir).exists()


def test_cluster_is_shared_and_stops_after_its_last_user(warm):
    first, second = Cluster(warm), Cluster(warm)
    url = first.start()
    joined = second.start()

    has_stopped_after_first = first.stop()
    rows_after_first = numbers(joined)
    has_stopped_after_second = second.stop()

    assert joined == url
    assert not has_stopped_after_first
    assert rows_after_first == [1]
    assert has_stopped_after_second


def test_start_refuses_data_of_another_major_version(home):
    (home / "postgres").mkdir()
    (home / "postgres" / "PG_VERSION").write_text("9\n")

    with pytest.raises(PostgresError, match=r"was made by PostgreSQL 9, .* move the directory away"):
        Cluster(home).start()


def test_start_refuses_a_folder_that_is_no_cluster(home):
    (home / "postgres").mkdir()
    (home / "postgres" / "letters.txt").write_text("keep me")

    with pytest.raises(PostgresError, match=r"is not a PostgreSQL data directory"):
        Cluster(home).start()

    assert (home / "postgres" / "letters.txt").read_text() == "keep me"


def test_start_fits_a_long_path_into_a_short_socket_address(home):
    deep = home / ("d" * 60) / ("e" * 60)

    with Cluster(deep) as url:
        run(url, "SELECT 1")


def test_start_refuses_a_path_that_the_system_cannot_hold(home):
    with pytest.raises(PostgresError, match=r"is too long: set CLAIMTRACK_DATA to a shorter one"):
        Cluster(home / ("d" * 300)).start()


def test_explain_says_that_the_disk_is_full():
    assert explain(INITDB_ON_A_FULL_DISK, Path("/d")) == (
        "The disk that holds /d is full: free some space (about 100 MB are needed) and start again."
    )


def test_cluster_works_in_a_folder_that_only_its_owner_may_enter(home):
    home.chmod(0o700)

    with Cluster(home) as url, psycopg.connect(url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()

    assert row
    # Root's unprivileged server cannot get in: its data are elsewhere, and are not kept for this test.
    shutil.rmtree(Path(row[0]).parent)


def test_server_never_runs_as_root(warm):
    with Cluster(warm):
        owner = Path(f"/proc/{server_pid(warm)}").stat().st_uid

    assert owner != 0


def test_temporary_cluster_leaves_nothing_behind():
    with temporary_cluster() as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_setting('data_directory'), current_setting('fsync')").fetchone()

    assert row
    directory, fsync = row
    assert fsync == "off"
    assert not Path(directory).parent.exists()


def test_find_binaries_names_the_versions_that_are_there():
    with pytest.raises(PostgresError, match=r"made by PostgreSQL 99, this machine has PostgreSQL \d\d"):
        find_binaries(account=None, major=99)
