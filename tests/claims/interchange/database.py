"""An empty database in the middle of a test, and the files of a bundle."""

import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from claims.interchange.bundle_dump import dump_bundle
from claims.interchange.bundle_load import load_bundle

KEPT = {"claims_rating", "claims_ratingscale"}  # made by a migration


def empty_database() -> None:
    """Remove every row that editors make; what the transaction left to its end is done first."""
    tables = {
        model._meta.db_table
        for app in ("changes", "sources", "claims")
        for model in apps.get_app_config(app).get_models()
    }
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(sorted(tables - KEPT))}")
        cursor.execute("DELETE FROM auth_user_groups; DELETE FROM auth_user")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def dump(directory: Path) -> dict[str, bytes]:
    """Write a bundle and return its files by name."""
    dump_bundle(directory, report=lambda line: None)
    return files(directory)


def load(directory: Path) -> int:
    """Load a bundle and return how many rows were new."""
    return sum(stored.new for stored in load_bundle(directory, report=lambda line: None))


def files(directory: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder by their relative names."""
    return {str(file.relative_to(directory)): file.read_bytes() for file in directory.rglob("*") if file.is_file()}


def rows(directory: Path, table: str) -> list[dict[str, Any]]:
    """Return the objects of a table's file."""
    return [json.loads(line) for line in (directory / f"{table}.jsonl").read_text().splitlines()]
