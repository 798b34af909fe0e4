"""How the suite itself behaves on a machine that lacks a browser or Java, and what it keeps from the network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parent.parent


NEEDING = [("tests/e2e", "Chromium"), ("tests/conformance/test_html.py", "Java")]


def collected_without(tests: str, place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Collect tests where no program of the system can be found."""
    dropped = ("CI", "CHROMIUM", "JAVA_HOME", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return subprocess.run(
        [sys.executable, "-m", "pytest", tests, "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env={**kept, "PATH": str(place), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("tests", "program"), NEEDING)
def test_suite_leaves_out_what_lacks_its_program_and_says_so(tmp_path, tests, program):
    done = collected_without(tests, tmp_path)

    assert f"The tests in {Path(tests).name} did not run: they need {program}" in done.stdout
    assert "::" not in done.stdout
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.parametrize(("tests", "program"), NEEDING)
def test_suite_insists_on_every_program_in_continuous_integration(tmp_path, tests, program):
    done = collected_without(tests, tmp_path, CI="true")

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"The tests in {Path(tests).name} need {program}" in done.stderr


def test_suite_reaches_no_other_machine():
    # pytest-socket warns before it raises, and warnings are errors.
    with pytest.raises(UserWarning, match=r'host "192\.0\.2\.1" \(allowed: "127\.0\.0\.1"\)'):
        requests.get("http://192.0.2.1/", timeout=1)
