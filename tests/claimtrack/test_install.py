"""The first step of every command: a virtual environment with what the requirements name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimtrack.install import InstallError, install, refusal

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path):
    """A project that requires nothing, so that no network is needed."""
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    return tmp_path


def interpreter(place: Path, name: str, script: str) -> None:
    """Put a program of that name into the folder."""
    program = place / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 6, 1), (2, 7, 18)])
def test_refusal_names_the_version_that_is_too_old(version):
    assert refusal(version) == (
        f"ClaimTrack needs Python 3.11 or newer, this is {'.'.join(map(str, version))}: "
        "install one, or name it by PYTHON="
    )


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_refusal_is_empty_for_what_is_new_enough(version):
    assert refusal(version) == ""


def test_install_makes_an_environment_of_this_python(project):
    has_installed = install(project / "requirements.txt", project / ".venv")

    command = [project / ".venv" / "bin" / "python", "-c", "import sys; print(sys.version_info[:3], sys.prefix)"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert has_installed
    assert said.strip() == f"{sys.version_info[:3]} {project / '.venv'}"


def test_install_does_without_uv(project, monkeypatch):
    monkeypatch.setenv("PATH", str(project))

    install(project / "requirements.txt", project / ".venv")

    pip = [project / ".venv" / "bin" / "python", "-m", "pip", "--version"]
    assert subprocess.run(pip, capture_output=True, check=False).returncode == 0


def test_install_without_uv_says_that_the_venv_module_is_missing(project):
    script = (
        "import runpy, sys; sys.modules['ensurepip'] = None; "
        f"sys.argv = ['install.py', '{project}/requirements.txt']; "
        f"runpy.run_path('{ROOT}/claimtrack/install.py', run_name='__main__')"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": str(project)})

    assert done.returncode == 1
    assert done.stderr.startswith("This Python has no venv module: install it")


def test_install_does_nothing_the_second_time(project):
    install(project / "requirements.txt", project / ".venv")

    assert install(project / "requirements.txt", project / ".venv") is False


def test_install_follows_changed_requirements(project):
    install(project / "requirements.txt", project / ".venv")
    (project / "requirements.txt").write_text("# still nothing\n")

    assert install(project / "requirements.txt", project / ".venv") is True


def test_install_replaces_an_environment_whose_python_is_gone(project):
    install(project / "requirements.txt", project / ".venv")
    python = project / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")

    install(project / "requirements.txt", project / ".venv")

    assert python.exists()


def test_install_refuses_what_has_no_hash(project):
    (project / "requirements.txt").write_text("django==5.2.19\n")

    with pytest.raises(InstallError, match="the lines above say why"):
        install(project / "requirements.txt", project / ".venv")


def test_failed_install_is_tried_again(project):
    (project / "requirements.txt").write_text("django==5.2.19\n")
    with pytest.raises(InstallError):
        install(project / "requirements.txt", project / ".venv")
    (project / "requirements.txt").write_text("# nothing\n")

    assert install(project / "requirements.txt", project / ".venv") is True


def test_make_says_that_every_python_is_too_old(tmp_path):
    old = 'case "$1" in -c) exit 1;; *) exec {python} -c "import sys; sys.version_info = (3, 9, 2); {run}" ;; esac'
    run = f"import runpy; runpy.run_path('{ROOT}/claimtrack/install.py', run_name='__main__')"
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        interpreter(tmp_path, name, old.format(python=sys.executable, run=run))

    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["make", "-s", "-C", str(ROOT), "install"], capture_output=True, text=True, env=environment, check=False
    )

    assert done.returncode != 0
    assert "ClaimTrack needs Python 3.11 or newer, this is 3.9.2" in done.stderr


def test_make_says_that_there_is_no_python(tmp_path):
    command = ["make", "-s", "-C", str(ROOT), "install", "PYTHON=no-such-python"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert "There is no no-such-python: install Python 3.11 or newer." in done.stderr


def test_make_help_lists_every_command_that_has_a_purpose():
    done = subprocess.run(["make", "-s", "-C", str(ROOT), "help"], capture_output=True, text=True, check=True)

    listed = {line.split()[1] for line in done.stdout.splitlines()}
    assert listed >= {"help", "run", "test", "check", "fix", "bench", "clean", "requirements"}
