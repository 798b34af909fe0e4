"""manage.py dump_bundle: write what the desk has written to a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.interchange.bundle_dump import dump_bundle
from sources.interchange.bundle_files import BundleError


class Command(BaseCommand):
    """Write a bundle; the same rows give the same bytes."""

    help = "Write all editorial tables, drafts and authors included, to a folder. Never publish it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("directory", type=Path, help="a new or empty folder, or one that holds an older bundle")

    def handle(self, *_args: Any, directory: Path, **_options: Any) -> None:
        """Write, or leave what is there as it is and say why."""
        try:
            counts = dump_bundle(directory, report=lambda line: self.stdout.write(f"  {line}"))
        except BundleError as error:
            raise CommandError(f"{error}\nNothing was written.") from error
        self.stdout.write(f"The bundle is in {directory}: {sum(counts.values())} rows.")
