"""A cluster's files: made by initdb, told apart by version; and what PostgreSQL's complaints mean."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from claimtrack.postgres_binaries import Binaries, PostgresError

OWNER = "postgres"
FULL_DISK = ("No space left on device", "Check free disk space", "Disk quota exceeded")
LOG_PREFIX = re.compile(r"^[-\d]+ [:.\d]+ \w+ \[\d+\] ")
BUILTIN_LOCALE_SINCE = 17


def server_environment() -> dict[str, str]:
    """Return an environment for PostgreSQL's programs: no other server's settings, English messages, UTC."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def major_of(cluster: Path) -> int | None:
    """Return the major version that made the cluster, or None where there is none yet."""
    if not cluster.exists():
        return None
    try:
        return int((cluster / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError) as error:
        raise PostgresError(
            f"{cluster} is not a PostgreSQL data directory: move it away, or set CLAIMTRACK_DATA."
        ) from error


def init_cluster(cluster: Path, binaries: Binaries) -> None:
    """Make the cluster, whole or not at all."""
    for leftover in cluster.parent.glob(f"{cluster.name}.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{cluster.name}.new-", dir=cluster.parent))
    try:
        if binaries.account:
            os.chown(fresh, binaries.account.uid, binaries.account.gid)
        _run_initdb(fresh, binaries)
        fresh.rename(cluster)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _run_initdb(directory: Path, binaries: Binaries) -> None:
    said = ""
    for locale in _locales(binaries.major):
        done = subprocess.run(
            [
                *(binaries.directory / "initdb", "-D", directory, "-U", OWNER),
                *("--auth=trust", "--encoding=UTF8", "--no-instructions", *locale),
            ],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=server_environment(),
            **binaries.identity,
        )
        if done.returncode == 0:
            return
        said = done.stderr
        if "locale" not in said:
            break
    raise PostgresError(explain(said, directory.parent))


def _locales(major: int) -> list[list[str]]:
    """Return locale arguments, the best first: code point order and Unicode's letters, on every machine."""
    if major >= BUILTIN_LOCALE_SINCE:
        return [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]]
    return [["--locale=C.UTF-8"], ["--locale=C"]]


def explain(complaint: str, home: Path) -> str:
    """Turn what PostgreSQL or the system said into one sentence that says what to do."""
    if any(sign in complaint for sign in FULL_DISK):
        return f"The disk that holds {home} is full: free some space (about 100 MB are needed) and start again."
    if "Permission denied" in complaint or "has wrong ownership" in complaint:
        return f"{home} cannot be used by this user: run as its owner, or set CLAIMTRACK_DATA to another folder."
    if "Read-only file system" in complaint:
        return f"{home} is on a read-only file system: set CLAIMTRACK_DATA to a folder that can be written."
    if "File name too long" in complaint:
        return f"The path {home} is too long: set CLAIMTRACK_DATA to a shorter one."
    return f"PostgreSQL does not run; it said: {_telling_line(complaint)} (log: {home / 'postgres.log'})."


def _telling_line(complaint: str) -> str:
    """Return the line that names the cause, without its time."""
    lines = [LOG_PREFIX.sub("", line.strip()) for line in complaint.splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith(("FATAL", "PANIC")) or "error:" in line]
    # What is wrong in a configuration file is said before the fatal line.
    if fatal and "contains errors" not in fatal[-1]:
        return fatal[-1]
    return lines[0] if lines else "nothing"
