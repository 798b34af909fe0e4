"""The embedded server: started once for all who use it, stopped after the last, recovered after a crash."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from claimtrack.locks import is_locked
from claimtrack.postgres import Cluster, PostgresError, temporary_cluster
from claimtrack.postgres_binaries import find_binaries
from claimtrack.postgres_cluster import explain
from claimtrack.postgres_guard import is_alive, read_pid_file

pytestmark = pytest.mark.xdist_group("postgres")

# What initdb and the server of PostgreSQL 18 say on a full disk.
INITDB_ON_A_FULL_DISK = (
    'performing post-bootstrap initialization ... initdb: error: could not write to file "/d/pg_wal/x": '
    "No space left on device"
)


@pytest.fixture
def home():
    """A short place to keep a cluster, which the server's user can reach where root runs the tests."""
    place = Path(tempfile.mkdtemp(prefix="claimtrack-home-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")
def initialised():
    """A stopped cluster with one row, made once: the tests start copies of it."""
    place = Path(tempfile.mkdtemp(prefix="claimtrack-home-"))
    place.chmod(0o755)
    with Cluster(place) as url:
        run(url, "CREATE TABLE kept (number integer)")
        run(url, "INSERT INTO kept VALUES (1)")
    yield place
    shutil.rmtree(place)


@pytest.fixture
def warm(initialised, home):
    """A home with a cluster that was started and stopped before."""
    subprocess.run(["cp", "-a", f"{initialised}/postgres", str(home)], check=True)
    return home


def run(url: str, statement: str) -> None:
    """Execute and commit."""
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def numbers(url: str) -> list[int]:
    """Return the rows of the table that the fixture made."""
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM kept ORDER BY number")]


def server_pid(home: Path) -> int:
    """Return the running server's process id."""
    found = read_pid_file(home / "postgres")
    assert found
    return found.pid


def guard_pid(home: Path) -> int:
    """Return the process id of the guard: the server's parent."""
    status = Path(f"/proc/{server_pid(home)}/stat").read_text()
    return int(status.rsplit(")", 1)[1].split()[1])


def wait_until(condition) -> None:
    """Wait for what is bound to happen, not for ever."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "It did not happen within 30 seconds."
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Tell whether the process has ended; one whose parent has not yet noticed has, too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def user_process(home: Path) -> subprocess.Popen[str]:
    """Start another process that uses the cluster until it is killed; it has said that the server is up."""
    script = f"""if True:
        import signal, time
        from pathlib import Path
        from claimtrack.postgres import Cluster
        # A suite that runs in the background hands down that it ignores these.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        print(Cluster(Path({str(home)!r})).start(), flush=True)
        time.sleep(600)
    """
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_server_stops_when_its_only_user_is_ended(warm, number):
    user = user_process(warm)
    pid = server_pid(warm)

    user.send_signal(number)
    user.communicate()

    wait_until(lambda: is_gone(pid) and not is_locked(warm / "guard.lock"))
    assert not (warm / "postgres" / "postmaster.pid").exists()


def test_killed_server_comes_back_at_the_same_address_with_what_was_committed(warm):
    with Cluster(warm) as url:
        run(url, "INSERT INTO kept VALUES (2)")
        before = server_pid(warm)

        os.kill(before, signal.SIGKILL)
        wait_until(lambda: (found := read_pid_file(warm / "postgres")) and found.is_ready and found.pid != before)

        assert numbers(url) == [1, 2]


def test_start_recovers_after_guard_and_server_were_killed(warm):
    user = user_process(warm)
    pids = [guard_pid(warm), server_pid(warm)]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    user.kill()
    user.communicate()
    assert (warm / "postgres" / "postmaster.pid").exists()

    with Cluster(warm) as url:
        assert numbers(url) == [1]


def test_start_replaces_a_server_whose_guard_was_killed(warm):
    user = user_process(warm)
    orphan = server_pid(warm)
    os.kill(guard_pid(warm), signal.SIGKILL)
    user.kill()
    user.communicate()
    assert is_alive(orphan)

    with Cluster(warm) as url:
        assert numbers(url) == [1]
        assert is_gone(orphan)


def test_start_ignores_the_pid_of_another_program(warm):
    (warm / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{warm}/postgres\n1700000000\n5432\n/tmp/nowhere\n\n  1 2\nready   \n"
    )

    with Cluster(warm) as url:
        assert numbers(url) == [1]


def test_start_removes_what_an_interrupted_initdb_left(home):
    leftover = home / "postgres.new-abc"
    leftover.mkdir()
    (leftover / "PG_VERSION").write_text("18\n")

    with Cluster(home):
        pass

    assert not leftover.exists()
    assert (home / "postgres" / "PG_VERSION").exists()


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


def test_start_names_what_a_broken_configuration_made_the_server_say(warm):
    (warm / "postgres" / "postgresql.conf").write_text("shared_buffers = plenty\n")

    with pytest.raises(PostgresError, match=r"shared_buffers.*postgres\.log") as caught:
        Cluster(warm).start()

    assert "\n" not in str(caught.value)
    assert not is_locked(warm / "users.lock")


def test_failed_start_leaves_the_way_open_for_the_next(warm):
    configuration = warm / "postgres" / "postgresql.conf"
    sound = configuration.read_text()
    configuration.write_text("shared_buffers = plenty\n")
    with pytest.raises(PostgresError):
        Cluster(warm).start()
    configuration.write_text(sound)

    with Cluster(warm) as url:
        assert numbers(url) == [1]


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
