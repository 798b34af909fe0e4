"""manage.py load_bundle: store a bundle, whole or not at all."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.interchange.bundle_load import load_bundle
from sources.interchange.bundle_archive import unpacked
from sources.interchange.bundle_files import BundleError


class Command(BaseCommand):
    """Load a bundle; loading it again changes nothing."""

    help = "Store a bundle that dump_bundle wrote; loading it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("directory", type=Path, help="the folder that holds bundle.json, or a .zip of it")

    def handle(self, *_args: Any, directory: Path, **_options: Any) -> None:
        """Load and say what is new, or refuse the whole bundle with file, line and reason."""
        try:
            with _folder(directory) as folder:
                stored = load_bundle(folder, report=lambda line: self.stdout.write(f"  {line}"))
        except BundleError as error:
            raise CommandError(f"{error}\nNothing was loaded.") from error
        new = sum(table.new for table in stored)
        self.stdout.write(
            f"The bundle is in: {new} rows new." if new else "The bundle was already in; nothing changed."
        )


@contextmanager
def _folder(given: Path) -> Iterator[Path]:
    """Give the folder itself, or for as long as it is needed one with what the archive holds."""
    if given.suffix.lower() != ".zip":
        yield given
        return
    try:
        stream = given.open("rb")
    except OSError as error:
        raise BundleError(given, None, f"{error.strerror}.") from error
    with stream, unpacked(stream, str(given)) as folder:
        yield folder
