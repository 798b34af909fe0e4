"""Bundles in tests: written, edited, loaded; and a database that is empty in the middle of a test."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from claims.interchange.bundle_dump import dump_bundle
from claims.interchange.bundle_load import load_bundle
from claims.models import Claim
from sources.interchange.bundle_files import BundleError
from sources.models import Outlet
from tests.rules import at_commit, run

KEPT = {"claims_rating", "claims_ratingscale"}  # made by a migration


def silent(_line: str) -> None:
    """Report nothing."""


def empty_database() -> None:
    """Remove every row that the desk makes, and the accounts."""
    tables = {
        model._meta.db_table
        for app in ("changes", "sources", "claims")
        for model in apps.get_app_config(app).get_models()
    }
    at_commit()
    run(f"TRUNCATE {', '.join(sorted(tables - KEPT))}")
    run("UPDATE claims_rating SET created_by_id = NULL; UPDATE claims_ratingscale SET created_by_id = NULL")
    run("DELETE FROM auth_user_groups; DELETE FROM auth_user")
    at_commit()


def dump(directory: Path) -> dict[str, bytes]:
    """Write a bundle and return its files by name."""
    at_commit()
    dump_bundle(directory, report=silent)
    return files(directory)


def load(directory: Path) -> dict[str, int]:
    """Load a bundle and return how many rows of each table were new, where any were."""
    return {stored.what: stored.new for stored in load_bundle(directory, report=silent) if stored.new}


def files(directory: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder by their relative names."""
    return {str(file.relative_to(directory)): file.read_bytes() for file in directory.rglob("*") if file.is_file()}


def rows(directory: Path, table: str) -> list[dict[str, Any]]:
    """Return the objects of a table's file."""
    return [json.loads(line) for line in (directory / f"{table}.jsonl").read_text().splitlines()]


def rewrite(directory: Path, table: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the objects of a table's file in place and count them anew."""
    objects = rows(directory, table)
    change(objects)
    lines = "".join(json.dumps(row) + "\n" for row in objects)
    (directory / f"{table}.jsonl").write_text(lines)
    manifest = json.loads((directory / "bundle.json").read_text())
    manifest["tables"][table] = len(objects)
    (directory / "bundle.json").write_text(json.dumps(manifest))


def leave(directory: Path, *tables: str) -> None:
    """Make a bundle of a part of its tables only."""
    manifest = json.loads((directory / "bundle.json").read_text())
    for table in set(manifest["tables"]) - set(tables):
        (directory / f"{table}.jsonl").unlink()
        del manifest["tables"][table]
    (directory / "bundle.json").write_text(json.dumps(manifest))


def refused(bundle: Path, place: str, message: str) -> None:
    """Expect a refusal that names the place and gives the reason, and leaves nothing behind."""
    with pytest.raises(BundleError) as refusal:
        load(bundle)
    assert str(refusal.value).startswith(f"{bundle}/{place}: ")
    assert message in str(refusal.value)
    assert not Outlet.objects.exists()
    assert not Claim.objects.exists()


def put(key, value, row=0):
    """Return a change that gives a row another value."""

    def change(objects):
        objects[row][key] = value

    return change


def swap(first, second):
    """Return a change that swaps two rows."""

    def change(objects):
        objects[first], objects[second] = objects[second], objects[first]

    return change


def add(**values):
    """Return a change that adds a row like the first."""

    def change(objects):
        objects.append({**objects[0], **values})

    return change


def drop(objects):
    """Remove the last row."""
    objects.pop()
