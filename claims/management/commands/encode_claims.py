"""Give claims their vectors: the worker behind matching by meaning."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.encode import encode_wordings
from claims.models import ClaimEncoder
from encoders.encoder import EncoderUnavailableError

PAUSE = 5.0  # seconds between two looks at the queue


class Command(BaseCommand):
    """Read what waits, for each encoder that is set up; safe to stop at any moment and to run twice at once."""

    help = "Encode the wordings of claims that wait for their vectors; a later run goes on where this one stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stay."""
        parser.add_argument("--follow", action="store_true", help="stay and encode what comes")

    def handle(self, *_args: Any, follow: bool, **_options: Any) -> None:
        """Encode and say how much."""
        if not ClaimEncoder.objects.exists():
            raise CommandError("No encoder is set up; run manage.py setup_encoder NAME first.")
        try:
            self.encode()
            while follow:
                time.sleep(PAUSE)
                self.encode()
        except EncoderUnavailableError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stdout.write("Stopped; the next run goes on from here.")

    def encode(self) -> None:
        """Work off what waits now."""
        for kept in ClaimEncoder.objects.all():
            self.began = time.monotonic()
            done = encode_wordings(kept=kept, report=self.show)
            if done:
                self.stderr.write("")
                self.stdout.write(f"{kept.name}: {done:,} wordings encoded.")

    def show(self, done: int, total: int) -> None:
        """Show how far the work is and how long it will take, on one line."""
        rate = done / max(time.monotonic() - self.began, 0.001)
        self.stderr.write(
            f"\r{done:,} of {total:,} ({done / total:.0%}), {rate:.0f} a second, "
            f"{(total - done) / rate / 60:.0f} min left ",
            ending="",
        )
        self.stderr.flush()
