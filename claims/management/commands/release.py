"""manage.py release: publish the record of today as files."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.api.releases import released_rows
from claims.interchange.releases import parquet
from claims.interchange.releases.exports import ReleaseError
from claims.interchange.releases.place import exports
from claims.interchange.releases.publisher import publisher
from claims.interchange.releases.tables import TABLES
from claims.interchange.releases.writing import Request, write_release

STOPPED = "Stopped. Nothing was released; the releases that were there are as they were."
INTERRUPTED = 130  # the shell's status of whatever Ctrl-C ended


class Command(BaseCommand):
    """Write a release, whole or not at all; those before it stay as they are."""

    help = "Write a dated data release to the exports folder: every public table, described, with what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day, for whoever wants the same bytes again."""
        parser.add_argument("--date", help="the day that the release is named after (default: today, UTC)")

    def handle(self, *_args: Any, date: str | None, **_options: Any) -> None:
        """Write, and say where it is and what is new."""
        try:
            place, owner = exports(), publisher()
            wanted = Request(TABLES, lambda table: released_rows(table, owner.address), owner, day(date))
            release = write_release(place, wanted, report=self.tell)
        except ReleaseError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as stopped:
            raise CommandError(STOPPED, returncode=INTERRUPTED) from stopped
        if not parquet.IS_AVAILABLE:
            self.stderr.write("Without Parquet files: `pip install -r requirements-releases.txt` brings pyarrow.")
        self.stdout.write(f"Release {release.name} is in {place.place(release.name)}: {release.rows:,} rows.")

    def tell(self, line: str) -> None:
        """Write a line at once, also into the log file of a nightly run."""
        self.stdout.write(line)
        self.stdout.flush()


def day(text: str | None) -> datetime.date:
    """Return the day that was named, or today."""
    if text is None:
        return timezone.now().date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--date: “{text}” is no day. Write it as 2026-11-22.") from error
