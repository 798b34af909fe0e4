"""manage.py import_claims: take in a file of others' fact-checks."""

import csv
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from claims.actions.import_claims import Imported, confirm_labels, import_claims, look_at_claims
from claims.interchange.imports.labels import ratings_by_name, read_table, write_table
from claims.interchange.imports.opening import INPUT, is_bundle, opened
from claims.interchange.imports.presets import PRESETS
from claims.interchange.imports.reading import FORMATS, FileFault, Reading, Rejected, reading_of
from claims.interchange.imports.row import MEANINGS
from claims.interchange.imports.rows import rows_of
from claims.rules import Refusal

SHOWN_LABELS = 20
SOURCE = ("source", "language", "kind", "site", "url", "dates")


class Command(BaseCommand):
    """Claims become drafts, verdicts of others external reviews; a second run changes nothing."""

    help = (
        "Take in claims that others have checked, as drafts with the others' reviews: CSV, tab-separated, JSON, JSON "
        "Lines, ClaimReview or a DataFeed, also as .gz, in a .zip, or from standard input (-). A folder with "
        "bundle.json, or a .zip of one, is a bundle. Run again, it goes on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and how it is to be read."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", help="whose work it is: a username of the desk (not for a bundle)")
        parser.add_argument("--preset", choices=sorted(PRESETS), default="", help="the shape of a known data set")
        parser.add_argument("--format", choices=FORMATS, default="", help="where the ending does not say it")
        parser.add_argument(
            "--column", action="append", default=[], metavar="MEANING=COLUMN",
            help=f"which column is what; meanings: {', '.join(MEANINGS)}",
        )  # fmt: skip
        parser.add_argument("--member", default="", help="which file of a .zip, where it holds several")
        parser.add_argument("--encoding", default="", help="of a text that is neither UTF-8 nor UTF-16, such as cp1251")
        parser.add_argument("--source", default="", help="a name for the data set, part of the ids of its rows")
        parser.add_argument("--language", default="", help="of rows that do not say it (en)")
        parser.add_argument("--kind", default="", help="of claims that do not say it (fact)")
        parser.add_argument("--site", default="", help="the publisher's host where it is not that of the review")
        parser.add_argument("--url", default="", help="the address of reviews, with {id} in it")
        parser.add_argument("--dates", default="", help="how days are written, such as %%d/%%m/%%Y for 16/7/2018")
        parser.add_argument("--labels", type=Path, help="a table of labels and ratings that you have confirmed")
        parser.add_argument(
            "--write-labels", type=Path, help="write the table of labels there, with guesses to confirm"
        )
        parser.add_argument("--rejected", type=Path, help="where rejected rows go (FILE.rejected.csv)")
        parser.add_argument("--dry-run", action="store_true", help="say what would become of the rows")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import and report, or refuse with the reason."""
        if is_bundle(options["file"]):
            call_command("load_bundle", options["file"], stdout=self.stdout)
            return
        try:
            told, rejected = self._import(options)
        except (FileFault, Refusal, OSError) as error:
            raise CommandError(f"{error}\nWhat was stored before stays; run it again to go on.") from error
        self._report(told, rejected, options)

    def _import(self, options: dict[str, Any]) -> tuple[Imported, Path | None]:
        path: Path = options["file"]
        by = self._user(options["user"])
        with opened(path, member=options["member"]) as file:
            reading = self._reading(file.name, options)
            if options["labels"] and not options["dry_run"]:
                confirm_labels(table=ratings_by_name(read_table(options["labels"])), by=by)
            kept = path.with_name("stdin" if path == INPUT else path.name)
            with _RejectedFile(options["rejected"] or kept.with_name(f"{kept.name}.rejected.csv")) as out:
                do = look_at_claims if options["dry_run"] else import_claims
                told = do(
                    rows=rows_of(file.content, reading, is_compressed=file.is_compressed), by=by, reject=out.write,
                    progress=_Bar(file.packed, path, self.stderr),
                )  # fmt: skip
        return told, out.path if told.rejected else None

    def _reading(self, name: str, options: dict[str, Any]) -> Reading:
        return reading_of(
            name, preset=options["preset"], format=options["format"], columns=_mapping(options["column"]),
            encoding=options["encoding"], **{("name" if key == "source" else key): options[key] for key in SOURCE},
        )  # fmt: skip

    def _user(self, username: str | None) -> User:
        user = User.objects.filter(username=username or "", is_active=True).first()
        if user is None:
            raise CommandError("Say by --user whose work this is: the username of an editor.")
        return user

    def _report(self, told: Imported, rejected: Path | None, options: dict[str, Any]) -> None:
        would = " (a dry run: nothing was kept)" if options["dry_run"] else ""
        self.stdout.write(
            f"{told.read} rows read: {told.new} claims new, with {told.reviews} reviews of others; "
            f"{told.known} were in already; {told.rejected} rejected{would}."
        )
        if rejected:
            self.stdout.write(f"The rejected rows and why: {rejected}")
        counts = told.label_counts()
        for one in counts[:SHOWN_LABELS]:
            self.stdout.write(f"  {one.domain}: “{one.label}” {one.rows} times; perhaps {one.guess or 'no rating'}")
        if options["write_labels"]:
            write_table(options["write_labels"], counts)
            self.stdout.write(f"Correct the ratings in {options['write_labels']} and hand it back by --labels.")


def _mapping(pairs: list[str]) -> dict[str, str]:
    if any("=" not in pair for pair in pairs):
        raise CommandError("--column takes MEANING=COLUMN, such as statement=claim_text.")
    return {meaning: column for meaning, _, column in (pair.partition("=") for pair in pairs)}


class _RejectedFile:
    """Rows that were rejected, with number and reason; the file is there only if there are any."""

    def __init__(self, path: Path) -> None:
        """Write to ``path`` once there is something to write."""
        self.path = path
        self.file: IO[str] | None = None

    def __enter__(self) -> "_RejectedFile":
        return self

    def __exit__(self, *_error: object) -> None:
        if self.file:
            self.file.close()

    def write(self, rejected: Rejected) -> None:
        """Add a row."""
        if self.file is None:
            self.file = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self.file).writerow(("row", "reason", "content"))
        csv.writer(self.file).writerow((rejected.number, rejected.reason, rejected.content))


class _Bar:
    """How much of the file has been read, on one line of a terminal; silent elsewhere."""

    WIDTH = 30

    def __init__(self, stream: IO[bytes], path: Path, out: Any) -> None:  # noqa: ANN401  # Django's wrapper of a stream
        """Measure against the size of the file."""
        self.is_shown = sys.stderr.isatty() and path != INPUT
        self.stream, self.size, self.out = stream, max(1, path.stat().st_size if self.is_shown else 1), out

    def __call__(self, told: Imported) -> None:
        """Draw."""
        if self.is_shown:
            part = min(1.0, self.stream.tell() / self.size)
            bar = "#" * round(part * self.WIDTH)
            self.out.write(f"\r[{bar:<{self.WIDTH}}] {part:4.0%}  {told.read} rows", ending="" if part < 1 else "\n")
            self.out.flush()
