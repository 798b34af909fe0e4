"""Tell webhooks of public changes: the worker behind them."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from changes.models import Delivery
from sources.actions.webhook import tell_webhooks

PAUSE = 5.0  # seconds between two looks at the log


class Command(BaseCommand):
    """Send what is due; safe to stop at any moment and to run twice at once."""

    help = "Send public changes to the webhooks; what fails is tried again by later runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stay."""
        parser.add_argument("--follow", action="store_true", help="stay and send what comes")

    def handle(self, *_args: Any, follow: bool, **_options: Any) -> None:
        """Send and say how it went."""
        try:
            sent = tell_webhooks(report=self.tell)
            while follow:
                time.sleep(PAUSE)
                sent += tell_webhooks(report=self.tell)
        except KeyboardInterrupt:
            self.stdout.write("Stopped; the next run goes on from here.")
            return
        self.stdout.write(f"{sent:,} messages sent.")

    def tell(self, delivery: Delivery) -> None:
        """Say how one message went."""
        outcome = f"{delivery.status or ''} {delivery.error}".strip()
        self.stdout.write(
            f"  {delivery.webhook}: changes {delivery.first_seq} to {delivery.last_seq}, attempt {delivery.attempt}: "
            f"{outcome}"
        )
