"""`make run`: ClaimTrack on this machine, with a database, the worked example and demo log-ins."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import OperationalError

from claimtrack import preparation
from claimtrack.local import add_missing, embedded_settings, local_settings
from claimtrack.locks import FileLock
from claimtrack.postgres import Cluster, PostgresError, data_directory
from claimtrack.postgres_cluster import explain
from claimtrack.preparation import PreparationError
from claimtrack.webserver import HOST, WebServer, is_taken

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class RunError(Exception):
    """ClaimTrack cannot be run; the message is one sentence that says what to do."""


class Stopped(BaseException):
    """Somebody asked for an end; not an Exception, so that nothing on the way swallows it."""


def main() -> int:
    """Run until Ctrl-C, SIGTERM or a closed terminal; return the exit status."""
    for number in SIGNALS:
        signal.signal(number, _stop)
    try:
        with ExitStack() as resources:
            _run(resources)
    except Stopped:
        return 0
    except (RunError, PostgresError, PreparationError, CommandError, ImproperlyConfigured) as error:
        _say(f"\n{error}", to=sys.stderr)
        return 1
    except OperationalError as error:
        _say(f"\n{explain(str(error), data_directory())}", to=sys.stderr)
        return 1
    return 0


def chosen_port(text: str) -> int:
    """Return the port that the text names, or raise a RunError."""
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise RunError(f"PORT must be a number from 1 to 65535, and is {text!r}.")


def _run(resources: ExitStack) -> None:
    port, home = chosen_port(os.environ.get("PORT") or "8000"), data_directory()
    url = f"http://{HOST}:{port}/"
    resources.enter_context(_the_only_run(home, url))
    if is_taken(port):
        raise RunError(f"Port {port} cannot be had, another program has it: choose one: make run PORT={port + 1}")
    cluster = None if os.environ.get("DATABASE_URL") else Cluster(home)
    if cluster:
        with _step("Starting PostgreSQL"):
            add_missing(os.environ, embedded_settings(resources.enter_context(cluster), home))
    add_missing(os.environ, {**local_settings(home), "SITE_URL": url.rstrip("/")})
    _prepare()
    accounts = preparation.demo_log_ins() if cluster else "an account of yours (python manage.py createsuperuser)"
    server = _serving(resources, port)
    _say(f"\nClaimTrack runs at {url}\nSign in at {url}admin/ as\n{accounts}\nCtrl-C stops it.\n")
    while not server.has_ended(within_seconds=1):
        if cluster and (complaint := cluster.failure()):
            raise RunError(complaint)
    raise RunError("The web server ended, the lines above say why.")


def _prepare() -> None:
    """Reach the database and do to it what is still to be done."""
    with _step("Connecting to the database"):
        preparation.connect()
    for label, task in preparation.outstanding():
        with _step(label, is_talkative=True):
            task()


def _serving(resources: ExitStack, port: int) -> WebServer:
    """Return a web server that answers."""
    with _step("Starting the web server", is_talkative=True):
        server = WebServer(port, os.environ)
        resources.callback(server.stop)
        if not server.wait_until_ready():
            raise RunError("The web server did not start, the lines above say why.")
    return server


@contextmanager
def _the_only_run(home: Path, url: str) -> Iterator[None]:
    """Hold the run's lock, or say who holds it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with_note = home / "run.lock"
        lock = FileLock(with_note)
        if not lock.acquire(wait=False):
            raise RunError(f"ClaimTrack runs here already ({with_note.read_text()}): use that one, or stop it first.")
    except OSError as error:
        raise RunError(f"{home} cannot be used: {error.strerror}.") from error
    lock.write(f"process {os.getpid()}, {url}")
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _step(label: str, *, is_talkative: bool = False) -> Iterator[None]:
    """Show what is being done and how long it took; a talkative step writes lines of its own in between."""
    began = time.monotonic()
    _say(f"{label} ...", end="\n" if is_talkative else "")
    yield
    _say(f"  {'done in ' if is_talkative else ''}{time.monotonic() - began:.1f} s")


def _stop(number: int, _frame: FrameType | None) -> None:
    """Raise Stopped once; a second signal must not interrupt the clearing away."""
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    _say(f"\nStopping ({signal.Signals(number).name})")
    raise Stopped


def _say(text: str, *, end: str = "\n", to: TextIO | None = None) -> None:
    """Print at once; a closed terminal is no reason to fail."""
    with suppress(OSError, ValueError):
        print(text, end=end, file=to or sys.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main())
