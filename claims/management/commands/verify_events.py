"""verify_events: recompute the chain of verdict events."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.event_chain import check_event_chain


class Command(BaseCommand):
    """Says that the record of all verdicts holds, or where it breaks first (exit status 1)."""

    help = "Recompute the chain of verdict events and compare every verdict with its last event."

    def handle(self, *args: Any, **options: Any) -> None:
        """Report what was checked."""
        check = check_event_chain()
        if check.fault:
            raise CommandError(f"The record breaks at position {check.fault.position}: {check.fault.reason}")
        self.stdout.write(f"{check.events} events checked: the record holds.")
