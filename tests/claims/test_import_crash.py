"""An import is killed in the middle of a batch: nothing is there by half, and the same command goes on."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import psycopg
import pytest

from claims.actions.import_claims import BATCH
from claimtrack.postgres import Cluster
from tests.claims.test_crash import environment
from tests.database import ROOT, migrated_home

ROWS = 3 * BATCH
SECONDS = 120
COUNTS = """
SELECT (SELECT count(*) FROM claims_claim),
    (SELECT count(*) FROM claims_claim c JOIN claims_externalreview r ON r.claim_id = c.id
        JOIN claims_searchdocument USING (claim_id) JOIN claims_claimwording USING (claim_id)),
    (SELECT count(*) FROM claims_externalreview),
    (SELECT count(*) FROM claims_claimhistory h JOIN pghistory_context x ON x.id = h.pgh_context_id
        WHERE x.metadata ->> 'user' = (SELECT id::text FROM auth_user))
"""


@pytest.fixture
def file(tmp_path):
    """A file of three batches."""
    path = tmp_path / "claims.csv"
    with path.open("w", encoding="utf-8") as lines:
        lines.write("statement,speaker,label,url\n")
        lines.writelines(f"Bridge {n} is open.,Ada,False,https://a.example/{n}\n" for n in range(ROWS))
    return path


def command(url, *words):
    return {"args": [sys.executable, "manage.py", *words], "env": environment(url), "cwd": ROOT}


@contextmanager
def counting(url):
    """Give a function that counts claims, whole ones, reviews, and claims whose history names the user."""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        yield lambda: connection.execute(COUNTS).fetchone()


def kill_once_a_batch_is_in(program, count):
    """Kill the program while the second batch is under way."""
    deadline = time.monotonic() + SECONDS
    while count()[0] == 0:
        assert program.poll() is None, "the import ended by itself"
        assert time.monotonic() < deadline, "no batch was stored"
        time.sleep(0.05)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()


@pytest.mark.slow
def test_import_that_was_killed_goes_on_where_it_stopped(file):
    words = ("import_claims", str(file), "--user=editor")
    with migrated_home() as home, Cluster(home) as url, counting(url) as count:
        subprocess.run(**command(url, "shell", "-c", "from tests.factories import make_editor as m; m()"), check=True)
        with subprocess.Popen(**command(url, *words), stdout=subprocess.DEVNULL) as program:
            kill_once_a_batch_is_in(program, count)
        killed = count()
        again = subprocess.run(**command(url, *words), capture_output=True, text=True, check=True)
        whole = count()

    stored = killed[0]
    assert stored in {BATCH, 2 * BATCH}
    assert killed == (stored,) * 4
    assert f"{ROWS - stored} claims new" in again.stdout
    assert f"{stored} were in already; 0 rejected" in again.stdout
    assert whole == (ROWS,) * 4
