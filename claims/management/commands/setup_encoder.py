"""Let matching ask an encoder, too."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.actions.encode import remove_encoder, setup_encoder
from claims.models import ClaimEncoder
from encoders.catalogue import CHOICES
from encoders.encoder import EncoderUnavailableError


class Command(BaseCommand):
    """Make the table and the index for an encoder's vectors, or drop them."""

    help = "Make the table and the index for the vectors of an encoder; encode_claims fills them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name."""
        parser.add_argument("name", help=CHOICES)
        parser.add_argument("--remove", action="store_true", help="drop the encoder's vectors")

    def handle(self, *_args: Any, name: str, remove: bool, **_options: Any) -> None:
        """Set up or remove, and say what comes next."""
        if remove:
            kept = ClaimEncoder.objects.filter(name=name).first()
            if kept is None:
                raise CommandError(f"The encoder {name} is not set up.")
            remove_encoder(kept=kept)
            self.stdout.write(f"The vectors of {name} are gone.")
            return
        try:
            kept = setup_encoder(name=name)
        except EncoderUnavailableError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{name} ({kept.identity}) is set up: {kept.tasks.count():,} wordings wait for encode_claims."
        )
        if name not in settings.CLAIMTRACK_ENCODERS:
            self.stdout.write(f"Matching asks it once {name} is in the environment variable CLAIMTRACK_ENCODERS.")
