"""How the suite itself behaves on a machine that lacks a browser, and what it keeps from the network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parent.parent


def collected_without_browser(place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Collect the end-to-end tests where no Chromium can be found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "CHROMIUM", "PYTEST"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "tests/e2e", "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env={**kept, "PATH": str(place), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_suite_leaves_the_browser_out_where_there_is_none_and_says_so(tmp_path):
    done = collected_without_browser(tmp_path)

    assert "No Chromium was found: the end-to-end tests did not run (set CHROMIUM)." in done.stdout
    assert "::" not in done.stdout
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_suite_insists_on_a_browser_in_continuous_integration(tmp_path):
    done = collected_without_browser(tmp_path, CI="true")

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "The end-to-end tests need Chromium" in done.stderr


def test_suite_reaches_no_other_machine():
    # pytest-socket warns before it raises, and warnings are errors.
    with pytest.raises(UserWarning, match=r'host "192\.0\.2\.1" \(allowed: "127\.0\.0\.1"\)'):
        requests.get("http://192.0.2.1/", timeout=1)
