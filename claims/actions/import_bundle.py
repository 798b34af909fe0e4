"""Take in a bundle that was packed into one file, whole or not at all."""

from contextlib import suppress
from typing import IO

from django.contrib.auth.models import User
from django.db import transaction

from claims.interchange.bundle_load import load_bundle
from claims.interchange.imports.reading import FileFault
from claims.rules import require_permission
from sources.interchange.bundle_archive import unpacked
from sources.interchange.bundle_files import BundleError
from sources.interchange.bundle_store import Stored

# A bundle brings verdicts in the names of others, and their accounts.
PERMISSION = "auth.add_user"


class _Undone(Exception):  # noqa: N818  # raised to roll a trial back
    """A trial is over."""


def import_bundle(*, stream: IO[bytes], name: str, by: User, is_trial: bool = False) -> list[Stored]:
    """Store the bundle in the archive and tell of each table how many rows are new; a trial keeps nothing.

    Raises `FileFault`, with file, line and reason, if anything does not fit; then nothing is stored.
    """
    require_permission(by, PERMISSION)
    stored: list[Stored] = []
    try:
        with suppress(_Undone), unpacked(stream, name) as folder, transaction.atomic():
            try:
                stored = load_bundle(folder, report=lambda _line: None)
            except BundleError as error:
                raise FileFault(str(error).replace(f"{folder}/", "")) from error
            if is_trial:
                raise _Undone
    except BundleError as error:
        raise FileFault(str(error)) from error
    return stored
