"""Requests made up from the description, sensible ones and senseless ones: every answer is as it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from rest_framework.throttling import SimpleRateThrottle

from claims.actions.lexemes import fold_lexemes
from tests.claims.api.cast import make_story

ROOT = Path(__file__).parents[3]
# For each operation, beside the requests that cover the description.
EXAMPLES = 2
# Nothing is written here, so there is no state to follow from one request to the next.
PHASES = "examples,coverage,fuzzing"
# More, for looking around: SCHEMATHESIS="--seed 7 --max-examples 500 --phases fuzzing,stateful".
OPTIONS = os.environ.get("SCHEMATHESIS", f"--max-examples {EXAMPLES} --generation-deterministic").split()


@pytest.fixture
def server(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> LiveServer:
    """Return a server with one claim and everything that can hang on it, which counts nobody's requests."""
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"address": "1000000/min", "match": "1000000/min"})
    make_story()
    fold_lexemes()
    return live_server


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_answers_are_as_described(server: LiveServer, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            Path(sys.executable).with_name("st"), "--config-file", Path(__file__).with_name("schemathesis.toml"),
            "run", f"{server.url}/api/v1/schema/",
            "--checks", "all", "--exclude-checks", "positive_data_acceptance",
            "--phases", PHASES, "--suppress-health-check", "all",
            "--no-color", *OPTIONS,
        ],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.claims.api.unsayable_rules", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
