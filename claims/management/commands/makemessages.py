"""Collect the words of the interface into locale/."""

import re
from pathlib import Path

from django.core.management.base import CommandParser
from django.core.management.commands import makemessages

STAMP = re.compile(r'^"POT-Creation-Date:.*"\n', re.MULTILINE)


class Command(makemessages.Command):
    """Django's command, knowing every name under which this code asks for a translation."""

    help = "Collects the words of code and templates into locale/ru/LC_MESSAGES/django.po (needs GNU gettext)."
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now", "--keyword=_lazy"]
    # No guesses from words that are merely similar: what is new is empty until somebody translates it.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Leave out what speaks to developers alone, and what changes with every line that moves."""
        super().add_arguments(parser)
        parser.set_defaults(
            locale=["ru"], no_wrap=True, no_obsolete=True, add_location="file",
            ignore_patterns=["tests", "bench", "fixtures", "docs"],
        )  # fmt: skip

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Merge the words into the catalogue, without the time: it would change with every run."""
        super().write_po_file(potfile, locale)
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        catalogue.write_text(STAMP.sub("", catalogue.read_text(encoding="utf-8")), encoding="utf-8")
