"""`make run`: one cold start for the module, then everything that can happen to a running ClaimTrack."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import requests

from claimtrack.locks import is_locked
from claimtrack.postgres import Cluster
from claimtrack.postgres_guard import read_pid_file
from claimtrack.run import RunError, chosen_port

# The cold start migrates and loads everything, on a machine that may be busy.
pytestmark = [pytest.mark.xdist_group("run"), pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
UP = "Ctrl-C stops it."
# What the suite itself set, or a developer's shell: a run starts without.
FOREIGN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "CLAIMTRACK_LOCAL", "TEST_DATABASE_URL", "PORT")


@dataclass(frozen=True)
class Run:
    """A running ClaimTrack and what it has printed."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path

    def said(self) -> str:
        """Return what it has printed so far."""
        return self.output.read_text()

    def wait_until_up(self) -> "Run":
        """Wait for the welcome."""
        deadline = time.monotonic() + 240
        while UP not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)
        return self

    def end(self, number: signal.Signals) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def get(self, path: str) -> requests.Response:
        """Ask the running program for a page."""
        return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, **settings: str) -> Run:
    """Start ClaimTrack on the data in ``home``, as `make run` does."""
    port = settings.setdefault("PORT", str(free_port()))
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    output = home / f"output-{time.monotonic_ns()}.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "claimtrack.run"],
            cwd=ROOT,
            env={**environment, "CLAIMTRACK_DATA": str(home), **settings},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    return Run(process, int(port) if port.isdigit() else 0, output)


def refusal(home: Path, **settings: str) -> str:
    """Start ClaimTrack where it must refuse, and return what it says."""
    run = start(home, **settings)
    assert run.process.wait(60) == 1, run.said()
    return run.said()


def wait_until(condition) -> None:
    """Wait for what is bound to happen, not for ever."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "It did not happen within 30 seconds."
        time.sleep(0.05)


def is_free(port: int) -> bool:
    """Tell whether nobody answers at the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def row_versions(home: Path) -> dict[str, tuple[int, int] | None]:
    """Return, for each table, its number of rows and the newest transaction that wrote one."""
    with Cluster(home) as url, psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        ).fetchall()
        query = "SELECT count(*), coalesce(max(xmin::text::bigint), 0) FROM {}"
        return {
            name: connection.execute(psycopg.sql.SQL(query).format(psycopg.sql.Identifier(name))).fetchone()
            for (name,) in tables
        }


@pytest.fixture(scope="module")
def cold():
    """A home, and what the very first run on it printed; that run was stopped."""
    home = Path(tempfile.mkdtemp(prefix="claimtrack-run-"))
    home.chmod(0o755)
    run = start(home).wait_until_up()
    page = run.get("/healthz")
    assert run.end(signal.SIGINT) == 0
    yield home, run.said(), page
    shutil.rmtree(home)


@pytest.fixture
def home(cold):
    """A home on which ClaimTrack ran before; whatever a test leaves running is ended."""
    yield cold[0]
    wait_until(lambda: not is_locked(cold[0] / "guard.lock"))


@pytest.fixture
def running(home):
    """ClaimTrack, up."""
    run = start(home).wait_until_up()
    yield run
    if run.process.poll() is None:
        run.end(signal.SIGTERM)


def test_first_run_shows_its_steps_and_how_to_sign_in(cold):
    _, said, page = cold

    steps = [match[1] for match in re.finditer(r"^([A-Z][\w ]+) \.\.\.", said, re.MULTILINE)]
    assert steps[0] == "Starting PostgreSQL"
    assert steps[-1] == "Starting the web server"
    assert "Loading the corpus and the worked example" in steps
    assert re.search(r"^ *editor +password \S+$", said, re.MULTILINE)
    assert page.status_code == 200


def test_second_run_has_nothing_to_do_and_changes_nothing(home):
    before = row_versions(home)

    run = start(home).wait_until_up()
    run.end(signal.SIGTERM)

    assert row_versions(home) == before
    assert "Applying" not in run.said()
    assert "Loading" not in run.said()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_the_web_server_and_postgres(home, running, number):
    status = running.end(number)

    assert status == 0
    assert is_free(running.port)
    assert not (home / "postgres" / "postmaster.pid").exists()


def test_killed_run_takes_the_web_server_and_postgres_with_it(home, running):
    running.end(signal.SIGKILL)

    wait_until(lambda: is_free(running.port))
    wait_until(lambda: not is_locked(home / "guard.lock"))
    assert not (home / "postgres" / "postmaster.pid").exists()


def test_run_after_everything_was_killed_is_up_again(home, running):
    server = read_pid_file(home / "postgres")
    assert server
    running.end(signal.SIGKILL)
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: is_free(running.port))

    again = start(home).wait_until_up()

    assert again.get("/healthz").status_code == 200
    assert again.end(signal.SIGTERM) == 0


def test_pages_come_back_after_postgres_was_killed(home, running):
    server = read_pid_file(home / "postgres")
    assert server

    os.kill(server.pid, signal.SIGKILL)

    wait_until(lambda: (again := read_pid_file(home / "postgres")) and again.pid != server.pid)
    wait_until(lambda: running.get("/healthz").status_code == 200)


def test_second_run_at_once_names_the_first(home, running):
    said = refusal(home)

    assert f"process {running.process.pid}, http://127.0.0.1:{running.port}/" in said
    assert running.get("/healthz").status_code == 200


def test_taken_port_is_named_with_a_way_out(home):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        said = refusal(home, PORT=str(port))

    assert said.strip() == (f"Port {port} cannot be had, another program has it: choose one: make run PORT={port + 1}")


def test_unreachable_database_is_one_sentence(home):
    said = refusal(home, DATABASE_URL=f"postgresql://claimtrack@127.0.0.1:{free_port()}/claimtrack")

    assert "The server of DATABASE_URL cannot be reached, start it or correct the URL:" in said
    assert "Traceback" not in said


def test_database_of_another_kind_is_one_sentence(home):
    said = refusal(home, DATABASE_URL="sqlite:///there.sqlite3")

    assert "DATABASE_URL does not name a PostgreSQL server" in said
    assert "Traceback" not in said


def test_given_database_is_used_and_gets_no_demo_log_ins(home):
    given = Path(tempfile.mkdtemp(prefix="claimtrack-given-"))
    given.chmod(0o755)
    subprocess.run(["cp", "-a", str(home / "postgres"), str(given)], check=True)
    with Cluster(given) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE auth_user SET is_active = false")
        run = start(home, DATABASE_URL=url).wait_until_up()
        run.end(signal.SIGTERM)
        row = connection.execute("SELECT count(*) FROM auth_user WHERE is_active").fetchone()
    shutil.rmtree(given)

    assert "password" not in run.said()
    assert "createsuperuser" in run.said()
    assert row == (0,)


@pytest.mark.parametrize("text", ["eighty", "0", "65536", "-1", "80.5", "٨٠٠٠"])
def test_chosen_port_refuses_what_is_no_port(text):
    with pytest.raises(RunError, match="PORT must be a number from 1 to 65535"):
        chosen_port(text)


def test_chosen_port_takes_the_highest():
    assert chosen_port("65535") == 65535
