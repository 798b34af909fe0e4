"""The environment of an installation on one's own machine: embedded database, secret key, plain http."""

import os
import secrets
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict


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


def local_settings(home: Path) -> dict[str, str]:
    """Return the settings of a program that serves its own machine over plain http."""
    return {"SECRET_KEY": secret_key(home), "CLAIMTRACK_LOCAL": "1"}


def embedded_settings(database_url: str, home: Path) -> dict[str, str]:
    """Return the settings of a program that uses the embedded server."""
    # PGHOST is for psql, as `manage.py dbshell` starts it.
    server = str(conninfo_to_dict(database_url)["host"])
    return {"DATABASE_URL": database_url, "PGHOST": server, **local_settings(home)}


def add_missing(environment: MutableMapping[str, str], settings: Mapping[str, str]) -> None:
    """Set what the environment lacks or has empty; what somebody chose stays."""
    environment.update({name: value for name, value in settings.items() if not environment.get(name)})
