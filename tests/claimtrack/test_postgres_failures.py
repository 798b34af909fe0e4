"""The embedded server after kills, interruptions and broken files."""

import os
import signal

import pytest

from claimtrack.locks import is_locked
from claimtrack.postgres import Cluster, PostgresError
from claimtrack.postgres_guard import is_alive, read_pid_file
from tests.claimtrack.clusters import (
    guard_pid,
    is_gone,
    numbers,
    run,
    server_pid,
    user_process,
    wait_until,
)

pytestmark = pytest.mark.xdist_group("postgres")


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
