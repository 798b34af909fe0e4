"""manage.py import_annotations: take in annotations made elsewhere."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from claims.actions.import_annotations import import_annotations
from claims.interchange.foreign_annotations import annotations_in
from claims.interchange.imports.reading import FileFault, Rejected
from claims.rules import Refusal
from sources.models import Article


class Command(BaseCommand):
    """Annotations become draft evidence on the articles that they target."""

    help = (
        "Take in annotations of articles that are on record here, as drafts: Hypothesis (API or export), Recogito, "
        "W3C Web Annotations in JSON-LD. Run again, it changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and whose work it is."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, help="whose work it is: a username of the desk")
        parser.add_argument("--article", type=int, help="the id of the article that is meant where none is named")
        parser.add_argument("--rejected", type=Path, help="where those go that were not taken (FILE.rejected.csv)")
        parser.add_argument("--dry-run", action="store_true", help="do everything and keep nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import and report, or refuse with the reason."""
        path: Path = options["file"]
        rejected: list[Rejected] = []
        try:
            told = import_annotations(
                annotations=annotations_in(path.read_bytes()), article=self._article(options["article"]),
                by=self._user(options["user"]), is_trial=options["dry_run"], reject=rejected.append,
            )  # fmt: skip
        except (FileFault, Refusal, OSError) as error:
            raise CommandError(f"{error}\nNothing was stored.") from error
        would = " (a dry run: nothing was kept)" if options["dry_run"] else ""
        self.stdout.write(
            f"{told.read} annotations read: {told.new} new, {told.known} were in already, "
            f"{told.rejected} not taken{would}."
        )
        if rejected:
            self._write(rejected, options["rejected"] or path.with_name(f"{path.name}.rejected.csv"))

    def _write(self, rejected: list[Rejected], path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(("annotation", "reason", "content"))
            lines.writerows((one.number, one.reason, one.content) for one in rejected)
        for one in rejected[:10]:
            self.stdout.write(f"  {one.number}: {one.reason}")
        self.stdout.write(f"Those that were not taken and why: {path}")

    def _user(self, username: str) -> User:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError("Say by --user whose work this is: the username of an editor.")
        return user

    def _article(self, pk: int | None) -> Article | None:
        if pk is None:
            return None
        article = Article.objects.select_related("current_text__article").filter(pk=pk).first()
        if article is None:
            raise CommandError(f"There is no article {pk}.")
        return article
