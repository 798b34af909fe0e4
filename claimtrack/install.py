"""Makes .venv and fills it from hashed requirements: the first step of `make run` and `make test`.

Run by whatever Python the machine has, before anything is installed: it imports the standard library only,
and says that a Python is too old before it meets what that Python lacks.
"""

import sys


def refusal(version: "tuple[int, int, int]") -> str:
    """Return why a Python of that version cannot be used, or an empty text."""
    if version[:2] >= (3, 11):
        return ""
    found = ".".join(str(number) for number in version)
    return "ClaimTrack needs Python 3.11 or newer, this is " + found + ": install one, or name it by PYTHON="


if __name__ == "__main__" and refusal(sys.version_info[:3]):
    sys.exit(refusal(sys.version_info[:3]))

import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
from pathlib import Path

NEEDED_BYTES = 700_000_000


class InstallError(Exception):
    """The environment cannot be made; the message is one sentence that says what to do."""


def install(requirements: Path, environment: Path) -> bool:
    """Make the environment hold the requirements; return False where it did already."""
    stamp = environment / f".{requirements.name}.installed"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    with requirements.open() as lock:
        # Two runs at once install once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _python(environment).exists() and stamp.exists() and stamp.read_text() == wanted:
            return False
        try:
            _make(environment)
            _fill(environment, requirements)
            stamp.write_text(wanted)
        except OSError as error:
            raise InstallError(_explained(str(error), environment)) from error
    return True


def _python(environment: Path) -> Path:
    return environment / "bin" / "python"


def _make(environment: Path) -> None:
    """Make a virtual environment of this Python, unless there is a working one."""
    if _python(environment).exists():
        return
    uv = shutil.which("uv")
    if uv:
        _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(environment)], environment)
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise InstallError(
            "This Python has no venv module: install it (Debian, Ubuntu: apt install python3-venv) or uv."
        )
    _run([sys.executable, "-m", "venv", "--clear", str(environment)], environment)


def _fill(environment: Path, requirements: Path) -> None:
    print(f"Installing {requirements.name} into {environment.name} (once, about a minute)", flush=True)
    uv = shutil.which("uv")
    python = str(_python(environment))
    installer = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    _run([*installer, "--require-hashes", "-r", str(requirements)], environment)


def _run(command: list[str], environment: Path) -> None:
    """Run a command whose output is shown, and turn its failure into a sentence."""
    done = subprocess.run(command, check=False)
    if done.returncode != 0:
        raise InstallError(_explained("", environment))


def _explained(complaint: str, environment: Path) -> str:
    if "No space left" in complaint or shutil.disk_usage(environment.parent).free < NEEDED_BYTES:
        return f"The disk that holds {environment} is full: free {NEEDED_BYTES // 1_000_000} MB first."
    if complaint:
        return f"{environment} cannot be made: {complaint}."
    return f"{environment} could not be made: the lines above say why; start again when that is mended."


def main() -> None:
    """Install the requirements file that the only argument names into .venv beside it."""
    requirements = Path(sys.argv[1]).resolve()
    try:
        install(requirements, requirements.parent / ".venv")
    except InstallError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
