"""The embedded PostgreSQL server: started by whoever needs it first, stopped when nobody uses it any more.

    with Cluster(data_directory()) as url: ...       # this checkout's own data, kept
    with temporary_cluster() as url: ...             # for tests: fast, unsafe in a crash, removed afterwards

Any number of processes may use a cluster at once; ``claimtrack.postgres_guard`` keeps the server for them.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from claimtrack import postgres_guard
from claimtrack.locks import FileLock, is_locked
from claimtrack.postgres_binaries import (
    SHARED_HOME,
    Account,
    Binaries,
    PostgresError,
    find_binaries,
    unprivileged_account,
)
from claimtrack.postgres_cluster import OWNER, explain, init_cluster, major_of, server_environment
from claimtrack.postgres_guard import (
    SHUTDOWN_SECONDS,
    STARTUP_SECONDS,
    Charge,
    is_alive,
    read_pid_file,
    runs_server,
)

__all__ = ["Cluster", "PostgresError", "data_directory", "temporary_cluster"]

DATABASE = "claimtrack"
# The name by which the server itself says that it is embedded: `SHOW cluster_name`.
CLUSTER_NAME = "claimtrack_embedded"
UNSAFE_BUT_FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)
LOG_BYTES = 10_000_000
LOG_TAIL_BYTES = 4_000


def data_directory() -> Path:
    """Return where this checkout keeps its database: CLAIMTRACK_DATA, or ``.data`` beside manage.py."""
    chosen = os.environ.get("CLAIMTRACK_DATA")
    return Path(chosen).absolute() if chosen else Path(__file__).resolve().parent.parent / ".data"


class Cluster:
    """An embedded server with its data under ``home``; one object is one user of it."""

    def __init__(self, home: Path, *, is_temporary: bool = False) -> None:
        """Name the server; a temporary one is unsafe in a crash, and removed with its home when it stops."""
        self._home = home
        self._is_temporary = is_temporary
        self._account: Account | None = None
        self._use: FileLock | None = None

    def start(self) -> str:
        """Start the server or join those who use it; return its DATABASE_URL. PostgresError says why not."""
        try:
            self._account = unprivileged_account(self._home)
            self._home = self._prepared_home()
            self._use = FileLock(self._home / "users.lock", is_shared=True)
            self._use.acquire()
            with FileLock(self._home / "start.lock"):
                if not is_locked(self._home / "guard.lock"):
                    self._launch()
                return self._url()
        except OSError as error:
            self._leave()
            raise PostgresError(explain(str(error), self._home)) from error
        except BaseException:
            self._leave()
            raise

    def stop(self) -> bool:
        """Leave the server and return whether it has stopped; it goes on where others use it."""
        self._leave()
        deadline = time.monotonic() + SHUTDOWN_SECONDS + 5
        checks = 0
        while self._home.exists() and is_locked(self._home / "guard.lock") and time.monotonic() < deadline:
            time.sleep(0.02)
            checks += 1
            # The guard holds the users' lock alone as soon as the last of them has left.
            if checks > 25 and checks % 5 == 0 and not self._is_temporary and self._has_users():
                return False
        return True

    def failure(self) -> str:
        """Return why the server is gone for good; an empty text while it is kept alive."""
        if is_locked(self._home / "guard.lock"):
            return ""
        log = self._home / "postgres.log"
        said = log.read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace") if log.exists() else ""
        return explain(said, self._home)

    def __enter__(self) -> str:
        """Start the server and return its DATABASE_URL."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Leave the server."""
        self.stop()

    @property
    def _cluster(self) -> Path:
        return self._home / "postgres"

    def _leave(self) -> None:
        if self._use:
            self._use.release()

    def _has_users(self) -> bool:
        probe = FileLock(self._home / "users.lock", is_shared=True)
        has_users = probe.acquire(wait=False)
        probe.release()
        return has_users

    def _prepared_home(self) -> Path:
        """Return the home, made; as root, another one where the unprivileged user cannot reach it."""
        self._home.mkdir(parents=True, exist_ok=True)
        if self._account is None or self._account.can_reach(self._home):
            return self._home
        home = SHARED_HOME / sha256(bytes(self._home)).hexdigest()[:12]
        home.mkdir(mode=0o755, parents=True, exist_ok=True)
        return home

    def _url(self) -> str:
        deadline = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < deadline:
            found = read_pid_file(self._cluster)
            if found and found.is_ready:
                return f"postgresql://{OWNER}@/{DATABASE}?host={found.socket_dir}"
            time.sleep(0.02)
        raise PostgresError(f"The embedded PostgreSQL does not answer: see {self._home / 'postgres.log'}.")

    def _launch(self) -> None:
        """Start a server with a guard of its own, after clearing away what a crash left."""
        self._stop_orphan()
        binaries = find_binaries(account=self._account, major=major_of(self._cluster))
        if not self._cluster.exists():
            init_cluster(self._cluster, binaries)
        socket_dir = self._made_socket_dir()
        log = self._home / "postgres.log"
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        said_before = log.stat().st_size if log.exists() else 0
        charge = self._charge(binaries, socket_dir, log)
        if not _start_guard(charge):
            raise PostgresError(explain(log.read_bytes()[said_before:].decode(errors="replace"), self._home))
        _create_database(socket_dir)

    def _charge(self, binaries: Binaries, socket_dir: Path, log: Path) -> Charge:
        settings = [
            "listen_addresses=",
            f"cluster_name={CLUSTER_NAME}",
            "lc_messages=C",
            "timezone=UTC",
            "shared_buffers=256MB",
        ]
        settings += UNSAFE_BUT_FAST if self._is_temporary else ()
        options = [argument for setting in settings for argument in ("-c", setting)]
        return Charge(
            command=[
                str(binaries.directory / "postgres"),
                "-D",
                str(self._cluster),
                "-k",
                str(socket_dir),
                *options,
            ],
            cluster=str(self._cluster),
            socket_dir=str(socket_dir),
            log=str(log),
            users_lock=str(self._home / "users.lock"),
            guard_lock=str(self._home / "guard.lock"),
            user=self._account.uid if self._account else None,
            group=self._account.gid if self._account else None,
            removes=str(self._home) if self._is_temporary else None,
        )

    def _stop_orphan(self) -> None:
        """Stop a server whose guard was killed, and forget one that is gone."""
        orphan = read_pid_file(self._cluster)
        if orphan is None:
            return
        if not runs_server(orphan.pid, self._cluster):
            # PostgreSQL would take another program of that number for itself, and refuse to start.
            if is_alive(orphan.pid):
                (self._cluster / "postmaster.pid").unlink(missing_ok=True)
            return
        os.kill(orphan.pid, signal.SIGINT)
        deadline = time.monotonic() + SHUTDOWN_SECONDS
        while runs_server(orphan.pid, self._cluster):
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"PostgreSQL (process {orphan.pid}) is left from a crash and does not stop: end it."
                )
            time.sleep(0.02)

    def _made_socket_dir(self) -> Path:
        """Return an empty folder, ours alone, with a path that fits a socket's address (104 bytes)."""
        parent = Path("/tmp") if os.access("/tmp", os.W_OK) else Path(tempfile.gettempdir())  # noqa: S108  private folder
        owner = self._account.uid if self._account else os.geteuid()
        place = parent / f"claimtrack-{owner}-{sha256(bytes(self._cluster)).hexdigest()[:12]}"
        shutil.rmtree(place, ignore_errors=True)
        try:
            place.mkdir(mode=0o700)
        except FileExistsError as error:
            raise PostgresError(
                f"{place} belongs to somebody else: remove it, it is the embedded server's place."
            ) from error
        if self._account:
            os.chown(place, self._account.uid, self._account.gid)
        return place


@contextmanager
def temporary_cluster() -> Iterator[str]:
    """Run a server of one's own under a short temporary path, give its DATABASE_URL, and remove all of it."""
    home = Path(tempfile.mkdtemp(prefix="claimtrack-test-"))
    # As root, the server's unprivileged user has to get through; the cluster inside stays closed.
    home.chmod(0o711)
    cluster = Cluster(home, is_temporary=True)
    try:
        yield cluster.start()
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def _start_guard(charge: Charge) -> bool:
    """Start a guard, in a session of its own, and return whether its server came up."""
    # Isolated and without site-packages: it imports the standard library only, and starts at once.
    command = [sys.executable, "-I", "-S", postgres_guard.__file__, charge.encode()]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=server_environment(),
        cwd="/",
        start_new_session=True,
    ) as guard:
        said = guard.stdout.read() if guard.stdout else b""
        is_ready = said == b"ready"
        if is_ready:
            # It outlives this call, and maybe this process; one that failed is waited for, with its lock.
            guard.returncode = 0
    return is_ready


def _create_database(socket_dir: Path) -> None:
    with psycopg.connect(host=str(socket_dir), user=OWNER, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
