"""Embedded servers for tests: where they live, and the processes that use them."""

import subprocess
import sys
import time
from pathlib import Path

import psycopg

from claimtrack.postgres_guard import read_pid_file


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
