"""manage.py remove_from_releases: what the law wants gone leaves the releases that were published."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.interchange.releases.exports import ReleaseError
from claims.interchange.releases.place import exports
from claims.interchange.releases.removal import Removal, remove
from claims.management.commands.release import INTERRUPTED

STOPPED = "Stopped. What was removed is named above; the other releases are as they were. Begin again to go on."


class Command(BaseCommand):
    """Remove an object from releases; a tombstone with the reason stays in each."""

    help = "Remove a row, and what belongs to it, from published data releases, leaving a tombstone with the reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is to go and why."""
        parser.add_argument("table", help="such as claims, articles, claimants")
        parser.add_argument("id", type=int, help="the number of the row")
        parser.add_argument("--reason", required=True, help="why, in words that everybody may read")
        parser.add_argument("--release", action="append", help="only this release (may be given again); default: all")

    def handle(self, *_args: Any, table: str, reason: str, release: list[str] | None, **options: Any) -> None:
        """Remove, and say where the object is still named."""
        if not reason.strip():
            raise CommandError("--reason: say why, in words that everybody may read.")
        wanted = Removal(table, options["id"], timezone.now().date().isoformat(), " ".join(reason.split()))
        try:
            done = remove(exports(), wanted, releases=release, report=self.tell)
        except ReleaseError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as stopped:
            raise CommandError(STOPPED, returncode=INTERRUPTED) from stopped
        if not done:
            raise CommandError(f"No release has {table} {wanted.id}. Nothing was changed.")
        for outcome in done:
            for mention in outcome.mentions:
                self.stderr.write(f"  {outcome.release}: still named in {mention}")
            if more := outcome.mentioned - len(outcome.mentions):
                self.stderr.write(f"  {outcome.release}: and {more:,} times more")
        self.stdout.write(
            f"{table} {wanted.id} is gone from {len(done)} releases. Whoever took them before still has it: tell them."
        )

    def tell(self, line: str) -> None:
        """Write a line at once: a large release takes minutes."""
        self.stdout.write(line)
        self.stdout.flush()
