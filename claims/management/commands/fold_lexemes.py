"""Bring the counts of words up to date; run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.lexemes import fold_lexemes


class Command(BaseCommand):
    """Fold the log of words into the counts that matching reads."""

    help = "Bring the counts of words, by which matching weighs them, up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Fold and report."""
        self.stdout.write(f"{fold_lexemes():,} changes of words counted.")
