"""The suite's server: a temporary cluster whose database has every migration, as a template for the tests' own.

Applying the migrations takes longer than most test runs, so a migrated cluster is kept in pytest's cache for as long
as nothing changes that the migrations are made of.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from django.db import connection, connections
from psycopg import sql

from claimtrack.postgres import Cluster

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".pytest_cache" / "clusters"
INGREDIENTS = (
    "changes/ignoring.py",
    "changes/migration_operations.py",
    "requirements-dev.txt",
    "claimtrack/settings.py",
    "sources/models/base.py",
    "sources/models/fields.py",
)


@contextmanager
def migrated_cluster() -> Iterator[str]:
    """Run a temporary cluster with a migrated database, and give its DATABASE_URL."""
    with migrated_home() as home, Cluster(home, is_temporary=True) as url:
        yield url


@contextmanager
def migrated_home() -> Iterator[Path]:
    """Give a temporary home with the files of a migrated cluster that does not run yet."""
    kept = CACHE / _key()
    if not kept.exists():
        _make(kept)
    with _temporary_home() as home:
        _copy(kept / "postgres", home)
        yield home


def maintain(statement: str, **names: str) -> None:
    """Execute a statement about whole databases, with their names as identifiers in braces."""
    parameters = {**connection.get_connection_params(), "dbname": "postgres", "cursor_factory": psycopg.Cursor}
    with closing(psycopg.connect(**parameters, autocommit=True)) as maintenance:
        maintenance.execute(sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()}))


def copy_afresh() -> None:
    """Put this worker's database back to what the migrations made: groups and scales included."""
    test = connection.settings_dict["TEST"]
    connections.close_all()
    maintain("DROP DATABASE {name} WITH (FORCE)", name=connection.settings_dict["NAME"])
    maintain(
        "CREATE DATABASE {name} TEMPLATE {template}", name=connection.settings_dict["NAME"], template=test["TEMPLATE"]
    )


def _key() -> str:
    migrations = ROOT.glob("*/migrations/*.py")
    paths = sorted([*migrations, *(ROOT / name for name in INGREDIENTS)])
    return sha256(b"".join(path.read_bytes() for path in paths if path.exists())).hexdigest()[:16]


def _make(kept: Path) -> None:
    """Migrate an empty database and keep the stopped cluster, the only one kept."""
    shutil.rmtree(CACHE, ignore_errors=True)
    CACHE.mkdir(parents=True)
    with _temporary_home() as home:
        environment = {"CLAIMTRACK_DATA": str(home), "PATH": "/usr/bin:/bin"}
        command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity=0"]
        subprocess.run(command, check=True, env=environment)
        fresh = Path(tempfile.mkdtemp(dir=CACHE))
        _copy(home / "postgres", fresh)
        if not kept.exists():
            fresh.rename(kept)


@contextmanager
def _temporary_home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="claimtrack-test-"))
    # As root, the server's unprivileged user has to get through; the cluster inside stays closed.
    home.chmod(0o711)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _copy(cluster: Path, home: Path) -> None:
    """Copy with owners and permissions, which PostgreSQL looks at."""
    subprocess.run(["cp", "-a", str(cluster), str(home)], check=True)
