"""The server is killed while verdicts are being published: what was acknowledged is there, and the rules hold."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from claimtrack.postgres import Cluster
from claimtrack.postgres_guard import read_pid_file
from tests.database import ROOT, migrated_home

ACKNOWLEDGED = 8
RESTART_SECONDS = 30

LOST = """
SELECT wanted FROM unnest(%s::text[]) AS wanted
WHERE NOT EXISTS (
    SELECT 1 FROM claims_verdict v JOIN claims_verdictevent e ON e.verdict_id = v.id AND e.kind = 'published'
    JOIN changes_change c ON c.object_type = 'verdict' AND c.object_id = v.id
    WHERE v.external_id = wanted AND v.state IN ('published', 'superseded')
)
"""
TWICE = "SELECT claim_id FROM claims_verdict WHERE state = 'published' GROUP BY claim_id HAVING count(*) > 1"
PENDING = "SELECT object_type FROM changes_pendingchange"


def environment(url: str) -> dict[str, str]:
    return {
        **os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "claimtrack.settings", "CLAIMTRACK_LOCAL": "1",
        "SECRET_KEY": "only-for-the-tests", "PYTHONPATH": str(ROOT),
    }  # fmt: skip


@contextmanager
def publisher(url: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.claims.publisher"]
    with subprocess.Popen(
        command, env=environment(url), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def kill_server(home: Path) -> None:
    """End the server and every process of it at once, as a power cut does."""
    found = read_pid_file(home / "postgres")
    assert found is not None
    everybody = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in everybody.splitlines()]
    children = [pid for pid, parent in pairs if parent == str(found.pid)]
    os.kill(found.pid, signal.SIGKILL)
    for child in children:
        try:
            os.kill(int(child), signal.SIGKILL)
        except ProcessLookupError:
            continue


def connect_again(url: str) -> "psycopg.Connection[tuple[str]]":
    deadline = time.monotonic() + RESTART_SECONDS
    while True:
        try:
            return psycopg.connect(url)
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, "the server did not come back"
            time.sleep(0.1)


@pytest.mark.slow
def test_acknowledged_publications_survive_the_death_of_the_server():
    with migrated_home() as home, Cluster(home) as url:
        with publisher(url) as program:
            assert program.stdout is not None
            said = [program.stdout.readline().strip() for _ in range(ACKNOWLEDGED)]
            kill_server(home)
            said += [line.strip() for line in program.stdout.readlines() if line.endswith("\n")]

        with connect_again(url) as connection:
            lost = connection.execute(LOST, [said]).fetchall()
            twice = connection.execute(TWICE).fetchall()
            pending = connection.execute(PENDING).fetchall()
        checked = subprocess.run(
            [sys.executable, "manage.py", "verify_events"],
            env=environment(url), cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert len(said) >= ACKNOWLEDGED
    assert "" not in said
    assert (lost, twice, pending) == ([], [], [])
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.endswith("events checked: the record holds.\n")
