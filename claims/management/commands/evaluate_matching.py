"""Measure matching on claims, queries and known answers of one's own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.cross_validation import Fold, cross_validate
from claims.evaluation import EvaluationError, Figures, evaluate, read_sample
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
            "--cross-validate",
            action="store_true",
            help="choose the weight of words on one half of the queries and measure it on the other",
        )
        parser.add_argument(
            "--encoder",
            dest="encoders",
            action="append",
            metavar="NAME",
            help=f"also match by meaning: {CHOICES}; may be given several times (default: CLAIMTRACK_ENCODERS)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate and print."""
        files = {name: options[name] for name in ("claims", "queries", "qrels", "language", "query_language")}
        encoders = settings.CLAIMTRACK_ENCODERS if options["encoders"] is None else options["encoders"]
        if options["cross_validate"] and not encoders:
            raise CommandError("--cross-validate weighs words against an encoder: name one by --encoder.")
        try:
            sample = read_sample(**files)
            if options["cross_validate"]:
                folds = cross_validate(sample, encoders=encoders, report=self.show)
                self.show_folds(folds)
            else:
                self.show_figures(evaluate(sample, encoders=encoders, report=self.show))
        except (EvaluationError, EncoderUnavailableError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error

    def show_figures(self, found: Figures) -> None:
        """Print the figures."""
        self.stdout.write(f"\n{found.queries:,} queries")
        self.stdout.write(f"MAP@5 {found.map_at_5:.4f}   MRR {found.reciprocal_rank:.4f}")
        self.stdout.write(f"R@10  {found.recall_at_10:.4f}   P@1 {found.precision_at_1:.4f}")
        self.stdout.write(f"ms a query: p50 {found.median_ms:.1f}, p95 {found.p95_ms:.1f}")

    def show_folds(self, folds: Sequence[Fold]) -> None:
        """Print the figures of each half, and the mean that counts."""
        for half in folds:
            self.stdout.write(f"\nWeight of words {half.weight:.2f}, chosen on the other half:")
            self.show_figures(half.figures)
        queries = sum(half.figures.queries for half in folds)
        mean = sum(half.figures.map_at_5 * half.figures.queries for half in folds) / queries
        self.stdout.write(f"\nCross-validated MAP@5 {mean:.4f}")

    def show(self, line: str) -> None:
        """Show how far the work is, on one line."""
        self.stderr.write(f"\r{line}", ending="")
        self.stderr.flush()
