"""manage.py import_corpus: store a folder of captures and the articles that they hold."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sources.interchange.corpus import import_corpus
from sources.interchange.corpus_entry import CorpusError


class Command(BaseCommand):
    """Import a corpus; importing it again changes nothing."""

    help = "Import a corpus (corpus.yaml and the captures beside it); importing it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of the corpus."""
        parser.add_argument(
            "--directory",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            help="folder with corpus.yaml and the captures in corpus/ (default: the seed corpus in fixtures/)",
        )

    def handle(self, *_args: Any, directory: Path, **_options: Any) -> None:
        """Import and say what is new, or refuse the whole corpus with file, line and reason."""
        try:
            stored = import_corpus(directory, report=lambda line: self.stdout.write(f"  {line}"))
        except CorpusError as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        new = sum(kind.new for kind in stored)
        self.stdout.write(
            f"The corpus is in: {new} rows new." if new else "The corpus was already in; nothing changed."
        )
