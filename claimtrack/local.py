"""The environment of an installation on one's own machine: an embedded database and a secret key of its own."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from claimtrack.postgres import Cluster, data_directory


def secret_key(home: Path) -> str:
    """Return this installation's secret key, made on first use and readable by its user alone."""
    place = home / "secret_key"
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f"secret_key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        fresh.rename(place)
    return place.read_text()


def local_settings(database_url: str, home: Path) -> dict[str, str]:
    """Return the settings of a program that serves its own machine over plain http."""
    return {"DATABASE_URL": database_url, "SECRET_KEY": secret_key(home), "CLAIMTRACK_LOCAL": "1"}


@contextmanager
def embedded_unless_given(environment: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Give the settings that are missing from the environment; the embedded server runs meanwhile if it is needed.

    Where ``DATABASE_URL`` is set, that server is used and nothing is added: the installation is not a local one.
    """
    if environment.get("DATABASE_URL"):
        yield {}
        return
    home = data_directory()
    with Cluster(home) as database_url:
        settings = local_settings(database_url, home)
        yield {name: value for name, value in settings.items() if not environment.get(name)}
