"""Keeps one embedded PostgreSQL server running for as long as some process uses it, then stops it.

Started as a process of its own by ``claimtrack.postgres``, in its own session, so that neither Ctrl-C nor a
closed terminal reaches it. Whoever uses the server holds a shared lock on a file; the guard waits for the
exclusive one. The kernel releases the locks of the dead, so the server stops after SIGINT, SIGTERM, SIGHUP
and SIGKILL alike. A server that dies under its users is started again. Only the standard library is imported:
the guard runs in isolated mode.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

STARTUP_SECONDS = 60
SHUTDOWN_SECONDS = 60
# A restart fails until the last backend of the dead server is gone, which takes a moment.
RESTART_SECONDS = 30
RESTART_PAUSE_SECONDS = 0.25


@dataclass(frozen=True)
class Charge:
    """What a guard is told: the server's command line, its places and whose it is."""

    command: list[str]
    cluster: str
    socket_dir: str
    log: str
    users_lock: str
    guard_lock: str
    user: int | None
    group: int | None
    removes: str | None  # a temporary cluster's home, which goes when the server stops

    def encode(self) -> str:
        """Return the charge as one command-line argument."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class PidFile:
    """The facts a server writes into ``postmaster.pid``."""

    pid: int
    socket_dir: str
    is_ready: bool


def read_pid_file(cluster: Path) -> PidFile | None:
    """Return what ``postmaster.pid`` says, or None where there is none or it is still being written."""
    try:
        lines = (cluster / "postmaster.pid").read_text().split("\n")
        return PidFile(pid=int(lines[0]), socket_dir=lines[4], is_ready=lines[7].strip() == "ready")
    except (OSError, ValueError, IndexError):
        return None


def is_alive(pid: int) -> bool:
    """Tell whether a process of that number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def runs_server(pid: int, cluster: Path) -> bool:
    """Tell whether the process is that cluster's server, not another program of a reused number."""
    proc = Path(f"/proc/{pid}")
    try:
        if proc.parent.joinpath("self").exists():
            command = proc.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
        else:
            ps = ["/bin/ps", "-o", "args=", "-p", str(pid)]
            command = subprocess.run(ps, check=False, capture_output=True, text=True).stdout
    except OSError:
        return False
    return "postgres" in command and f" -D {cluster} " in command


class Guard:
    """One server and those who use it."""

    def __init__(self, charge: Charge) -> None:
        """Take the guard's lock: a server has one guard."""
        self._charge = charge
        self._is_over = threading.Event()
        self._lock = os.open(charge.guard_lock, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._server = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the server in a session of its own, writing to its log."""
        charge = self._charge
        with Path(charge.log).open("ab") as log:
            return subprocess.Popen(
                charge.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                user=charge.user,
                group=charge.group,
                extra_groups=None if charge.user is None else [],
            )

    def wait_until_ready(self) -> bool:
        """Return whether the server came up within its time."""
        deadline = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < deadline and self._server.poll() is None:
            found = read_pid_file(Path(self._charge.cluster))
            if found and found.is_ready and found.pid == self._server.pid:
                return True
            time.sleep(0.01)
        return False

    def watch(self) -> None:
        """Return when nobody uses the server any more, or when it cannot be kept alive."""
        threading.Thread(target=self._wait_for_users, daemon=True).start()
        was_up_at = time.monotonic()
        while not self._is_over.wait(RESTART_PAUSE_SECONDS):
            if self._server.poll() is None:
                was_up_at = time.monotonic() if self._is_up() else was_up_at
            elif time.monotonic() - was_up_at < RESTART_SECONDS:
                self._server = self._start()
            else:
                return

    def finish(self) -> None:
        """End the watch."""
        self._is_over.set()

    def stop(self) -> None:
        """Stop the server, cleanly where it can be done in time."""
        if self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)
            try:
                self._server.wait(SHUTDOWN_SECONDS)
            except subprocess.TimeoutExpired:
                self._server.send_signal(signal.SIGQUIT)
                self._server.wait()
        shutil.rmtree(self._charge.socket_dir, ignore_errors=True)

    def leave(self) -> None:
        """Remove a temporary cluster, and let another guard in before the users who wait for one."""
        if self._charge.removes:
            shutil.rmtree(self._charge.removes, ignore_errors=True)
        os.close(self._lock)

    def _is_up(self) -> bool:
        found = read_pid_file(Path(self._charge.cluster))
        return found is not None and found.is_ready

    def _wait_for_users(self) -> None:
        """Wait for the lock that every user shares; it is kept, so that a newcomer waits for the stop."""
        users = os.open(self._charge.users_lock, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(users, fcntl.LOCK_EX)
        self.finish()


def main() -> int:
    """Guard the server described by the only argument; say ``ready`` once it is."""
    guard = Guard(Charge(**json.loads(sys.argv[1])))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: guard.finish())
    if not guard.wait_until_ready():
        guard.stop()
        os.write(1, b"failed")
        return 1
    os.write(1, b"ready")
    # Whoever started the guard reads to the end of this pipe.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    guard.watch()
    guard.stop()
    guard.leave()
    return 0


if __name__ == "__main__":
    sys.exit(main())
