"""Settings come from the environment, fail with help, and are safe wherever the program is not local."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "k8s2-Zq0_vT4xWm7Ld1Rb9Hy6Nf3Jc5Pg-aUeXoIiSsDdFfGgHhJ",
    "DATABASE_URL": "postgres://claimtrack@127.0.0.1/claimtrack",
    "ALLOWED_HOSTS": "facts.example.org",
    "DJANGO_SETTINGS_MODULE": "claimtrack.settings",
}


def run(*arguments, without=(), **more):
    """Run Django's own command line in a production environment, without some of it and with more."""
    environment = {name: value for name, value in PRODUCTION.items() if name not in without} | more
    return subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_check_deploy_finds_nothing_in_production():
    checked = run("check", "--deploy", "--fail-level", "WARNING", CLAIMTRACK_ENCODERS="minilm")

    assert "System check identified no issues (0 silenced)." in checked.stdout
    assert checked.returncode == 0


def test_check_deploy_only_remarks_that_matching_has_no_encoder():
    checked = run("check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0
    assert "(claims.I001) Matching goes by words alone" in checked.stderr
    assert "System check identified 1 issue (0 silenced)." in checked.stderr


def test_missing_secret_key_says_how_to_make_one():
    checked = run("check", without=["SECRET_KEY"])

    assert checked.returncode != 0
    assert "SECRET_KEY is not set. Generate one with" in checked.stderr


def test_missing_database_says_what_to_name():
    checked = run("check", without=["DATABASE_URL"])

    assert checked.returncode != 0
    assert "DATABASE_URL is not set. Name a PostgreSQL server" in checked.stderr


def test_production_logs_one_json_object_a_line():
    logged = run("shell", "-v0", "-c", "import structlog; structlog.get_logger('desk').info('hello', claim=7)")

    line = logged.stderr.strip().splitlines()[-1]
    assert '"event": "hello"' in line
    assert '"claim": 7' in line
