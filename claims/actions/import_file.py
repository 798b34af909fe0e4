"""Files that were handed in at the desk: looked at, then taken in a piece a request."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.import_annotations import import_annotations
from claims.actions.import_bundle import import_bundle
from claims.actions.import_claims import import_claims, look_at_claims
from claims.interchange.foreign_annotations import annotations_in
from claims.interchange.imports.labels import LabelCount
from claims.interchange.imports.reading import FileFault, Reading, Rejected, reading_of
from claims.interchange.imports.row import Row
from claims.interchange.imports.rows import rows_of
from claims.models import ImportFile
from sources.models import Article

ANNOTATIONS = "annotations"
BUNDLE = "bundle"
MOST_ROWS = 50_000  # of a file at the desk
PIECE = 2_500  # rows that one request takes in
COUNTED = ("read", "new", "known", "rejected")


@dataclass(frozen=True)
class Found:
    """What would become of a file."""

    counts: dict[str, int]
    rejected: list[Rejected]
    labels: list[LabelCount] = field(default_factory=list)


def look_into(*, file: ImportFile, by: User) -> Found:
    """Return what would become of the file, and what the database refused of it when it was taken in.

    Raises `FileFault` where it cannot be read, or has too many rows.
    """
    rejected: list[Rejected] = []
    if _shape(file) in _WHOLE:
        return Found(_WHOLE[_shape(file)](file, by=by, is_trial=True, rejected=rejected), rejected)
    rejected += [Rejected(*one) for one in file.outcome.get("refused", [])]
    seen = look_at_claims(rows=_limited(_rows(file)), by=by, reject=rejected.append)
    return Found({name: getattr(seen, name) for name in COUNTED}, rejected, seen.label_counts())


def begin_file(*, file: ImportFile, total: int) -> None:
    """Start from the first row; what is in already stays as it is."""
    counts = dict.fromkeys(COUNTED, 0)
    file.finished_at, file.outcome = None, {"total": total, "done": 0, "counts": counts, "refused": []}
    file.save(update_fields=["finished_at", "outcome"])


def take_piece(*, file: ImportFile, by: User) -> ImportFile:
    """Take in the next rows of a file that was begun; return it as it then stands. Each row is counted once.

    Two requests at once take turns: the second goes on where the first has stopped.
    """
    with transaction.atomic():
        held = ImportFile.objects.select_for_update().get(pk=file.pk)
        if held.finished_at is None:
            counts, is_last = _take(held, by)
            known = held.outcome["counts"]
            held.outcome["counts"] = {name: known[name] + counts[name] for name in COUNTED}
            held.outcome["done"] = held.outcome["counts"]["read"]
            held.finished_at = timezone.now() if is_last else None
            held.save(update_fields=["finished_at", "outcome"])
    return held


def _take(file: ImportFile, by: User) -> tuple[Mapping[str, int], bool]:
    """Store the next rows, and tell whether they were the last."""
    refused: list[Rejected] = []
    if _shape(file) in _WHOLE:
        return _WHOLE[_shape(file)](file, by=by, is_trial=False, rejected=refused), True
    rows = list(islice(_rows(file, start=file.outcome["done"]), PIECE))
    told = import_claims(rows=[row for row in rows if isinstance(row, Row)], by=by, reject=refused.append)
    file.outcome["refused"] += [[one.number, one.reason, one.content] for one in refused]
    told.read, told.rejected = len(rows), told.rejected + len(rows) - told.read
    return {name: getattr(told, name) for name in COUNTED}, len(rows) < PIECE


def _rows(file: ImportFile, *, start: int = 0) -> Iterator[Row | Rejected]:
    content = io.BytesIO(bytes(file.content))
    return rows_of(content, _reading(file), is_compressed=file.name.endswith(".gz"), start=start)


def _reading(file: ImportFile) -> Reading:
    options: dict[str, Any] = file.options
    named = {"name": "source", "language": "language", "site": "site", "dates": "dates", "encoding": "encoding"}
    source = {key: options[option] for key, option in named.items() if option in options}
    return reading_of(file.name, preset=options.get("shape", ""), columns=options.get("columns"), **source)


def _limited(rows: Iterator[Row | Rejected]) -> Iterator[Row | Rejected]:
    """Yield the rows of a file that is small enough."""
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            raise FileFault(_("The file has more than 50,000 rows. Use manage.py import_claims for it."))
        yield row


def _shape(file: ImportFile) -> str:
    return BUNDLE if file.name.lower().endswith(".zip") else file.options.get("shape", "")


def _bundle(file: ImportFile, *, by: User, is_trial: bool, rejected: list[Rejected]) -> dict[str, int]:
    assert not rejected  # noqa: S101  # a bundle is taken whole or refused
    stored = import_bundle(stream=io.BytesIO(bytes(file.content)), name=file.name, by=by, is_trial=is_trial)
    new, known = sum(table.new for table in stored), sum(table.unchanged for table in stored)
    return {"read": new + known, "new": new, "known": known, "rejected": 0}


def _annotations(file: ImportFile, *, by: User, is_trial: bool, rejected: list[Rejected]) -> dict[str, int]:
    number = file.options.get("article")
    article = Article.objects.filter(pk=number).select_related("current_text__article").first()
    annotations = annotations_in(bytes(file.content))
    told = import_annotations(
        annotations=annotations, article=article, by=by, is_trial=is_trial, reject=rejected.append
    )
    return asdict(told)


# What is taken in by one request; everything else a piece at a time.
_WHOLE: dict[str, Callable[..., dict[str, int]]] = {ANNOTATIONS: _annotations, BUNDLE: _bundle}
