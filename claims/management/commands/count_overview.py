"""Count for the overview of a large database; run it nightly."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.overview import count_overview


class Command(BaseCommand):
    """Count what the overview shows."""

    help = "Count what the page /overview/ shows; needed nightly beyond 20,000 claims."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and report."""
        kept = count_overview()
        rows = ", ".join(f"{name} {len(table)}" for name, table in kept.tables.items())
        self.stdout.write(f"Counted for the overview (rows: {rows}).")
