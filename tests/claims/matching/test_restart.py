"""The worker and the server are killed in the middle of encoding: the next run goes on, and nothing is lost."""

import subprocess
import sys
import time

import psycopg
import pytest

from claimtrack.postgres import Cluster
from tests.claims.test_crash import connect_again, environment, kill_server
from tests.database import ROOT, migrated_home

CLAIMS = 600
FILL = """
INSERT INTO claims_claim (external_id, statement, short_statement, language, kind, speaks_of, context, status, priority,
    note, created_at, updated_at)
SELECT 'c' || n, 'Village number ' || n || ' has ' || n * 7 || ' inhabitants, a church and a mill.', 'Village ' || n,
    'en', 'fact', '', '', 'public', 'normal', '', now(), now()
FROM generate_series(1, %s) n
"""
SECONDS = 60


def manage(url, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment(url), cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip


def count(url, table):
    with psycopg.connect(url) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def pull_the_plug(url, home):
    """Start the worker, wait for its first vectors, and kill the server, then the worker."""
    with subprocess.Popen(
        [sys.executable, "manage.py", "encode_claims"], env=environment(url), cwd=ROOT, stderr=subprocess.DEVNULL
    ) as worker:
        deadline = time.monotonic() + SECONDS
        while not count(url, "claims_vectors_1"):
            assert time.monotonic() < deadline, "the worker did not begin"
            time.sleep(0.02)
        kill_server(home)
        worker.kill()


@pytest.mark.slow
@pytest.mark.xdist_group("encoders")
def test_encoding_goes_on_where_it_was_killed():
    with migrated_home() as home, Cluster(home) as url:
        with psycopg.connect(url) as database:
            database.execute(FILL, [CLAIMS])
        manage(url, "setup_encoder", "minilm")

        pull_the_plug(url, home)
        connect_again(url).close()
        kept, waiting = count(url, "claims_vectors_1"), count(url, "claims_encodingtask")
        report = manage(url, "encode_claims")

        assert 0 < kept < CLAIMS
        assert kept + waiting == CLAIMS
        assert f"minilm: {waiting:,} wordings encoded." in report.stdout
        assert (count(url, "claims_vectors_1"), count(url, "claims_encodingtask")) == (CLAIMS, 0)
