"""Fill the tray with pairs of claims that may belong together; run it every night."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from claims.actions.match import Progress, suggest_matches


class Command(BaseCommand):
    """Suggest pairs; what was suggested or decided before stays as it is."""

    help = "Suggest pairs of claims that may say the same or the opposite. Running it again adds nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to look at."""
        parser.add_argument("--since", help="only claims changed since this day or moment, such as 2026-11-01")
        parser.add_argument("--limit", type=int, help="look at this many claims at most")
        parser.add_argument("--after", type=int, default=0, help="go on behind the claim with this id")
        parser.add_argument("--batch", type=int, default=100, help="claims between two commits (default: 100)")

    def handle(self, *_args: Any, since: str | None, **options: Any) -> None:
        """Suggest, tell how far it is on standard error, and report."""
        if options["batch"] < 1 or (options["limit"] is not None and options["limit"] < 1):
            raise CommandError("Give --batch and --limit as whole numbers from 1.")
        done = suggest_matches(
            since=moment(since) if since else None,
            after=options["after"],
            limit=options["limit"],
            batch=options["batch"],
            report=self.tell,
        )
        self.stdout.write(f"{done.claims:,} claims looked at, {done.pairs:,} pairs suggested.")

    def tell(self, progress: Progress) -> None:
        """Say how far it is, and how to go on from here."""
        self.stderr.write(
            f"  {progress.claims:,} claims, {progress.pairs:,} pairs; to go on from here: --after {progress.last}"
        )


def moment(text: str) -> datetime.datetime:
    """Return the moment that a day or a time names, in UTC where nothing else is said."""
    try:
        day = parse_date(text)
        found = datetime.datetime.combine(day, datetime.time()) if day else parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"--since: “{text}” is no day or time. Write it as 2026-11-01 or 2026-11-01T12:00.")
    return found if timezone.is_aware(found) else found.replace(tzinfo=datetime.UTC)
