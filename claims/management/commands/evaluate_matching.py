"""Measure matching on claims, queries and known answers of one's own."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.evaluation import EvaluationError, evaluate
from encoders.catalogue import CHOICES
from encoders.encoder import EncoderUnavailableError


class Command(BaseCommand):
    """Rank claims for queries with known answers and print how well that went."""

    help = "Measure how well matching finds the claim that a post repeats. Nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the three files, their languages and the encoders."""
        parser.add_argument("--claims", type=Path, required=True, help="number, claim, title; tab-separated, head line")
        parser.add_argument("--queries", type=Path, required=True, help="number, text; tab-separated, head line")
        parser.add_argument("--qrels", type=Path, required=True, help="TREC form: query, 0, claim, 1")
        parser.add_argument("--language", default="en", help="BCP 47 tag of the claims (default: en)")
        parser.add_argument("--query-language", default="", help="BCP 47 tag of the queries (default: as the claims)")
        parser.add_argument(
            "--encoder",
            dest="encoders",
            action="append",
            metavar="NAME",
            help=f"also match by meaning: {CHOICES}; may be given several times (default: CLAIMTRACK_ENCODERS)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate and print."""
        try:
            found = evaluate(
                claims=options["claims"],
                queries=options["queries"],
                qrels=options["qrels"],
                language=options["language"],
                query_language=options["query_language"],
                encoders=settings.CLAIMTRACK_ENCODERS if options["encoders"] is None else options["encoders"],
                report=self.show,
            )
            self.show("")
        except (EvaluationError, EncoderUnavailableError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{found.queries:,} queries")
        self.stdout.write(f"MAP@5 {found.map_at_5:.4f}   MRR {found.reciprocal_rank:.4f}")
        self.stdout.write(f"R@10  {found.recall_at_10:.4f}   P@1 {found.precision_at_1:.4f}")
        self.stdout.write(f"ms a query: p50 {found.median_ms:.1f}, p95 {found.p95_ms:.1f}")

    def show(self, line: str) -> None:
        """Show how far the work is, on one line."""
        self.stderr.write(f"\r{line}", ending="")
        self.stderr.flush()
