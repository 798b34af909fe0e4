"""Take in others' fact-checks: claims as drafts, their verdicts as external reviews, never as ours."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.models import User

from claims.interchange.imports.labels import Key, LabelCount, confirmed_labels, guess, key_of
from claims.interchange.imports.reading import Rejected
from claims.interchange.imports.row import Row
from claims.interchange.imports.staging import make_publishers, store_rows
from claims.models import Claim, LabelMapping, Rating
from claims.rules import Refusal, refusing, require_permission
from sources.models import Outlet

BATCH = 5_000  # rows that are stored, or not, together
PERMISSIONS = ("claims.add_claim", "claims.add_externalreview", "sources.add_outlet")


@dataclass
class Imported:
    """What became of a file's rows; ``labels`` counts the rows of each label."""

    read: int = 0
    new: int = 0
    reviews: int = 0
    known: int = 0
    rejected: int = 0
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)

    def label_counts(self) -> list[LabelCount]:
        """Return the labels, the most frequent of each publisher first."""
        counts = sorted(self.labels.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
        return [LabelCount(domain, label, rows, guess(label)) for (domain, label), rows in counts]


def import_claims(
    *,
    rows: Iterable[Row | Rejected],
    by: User,
    reject: Callable[[Rejected], None] = lambda _rejected: None,
    progress: Callable[[Imported], None] = lambda _imported: None,
) -> Imported:
    """Store the rows that are not there yet, whole batches at a time.

    A row is known again by its external id, so a file that was interrupted goes on where it stopped, and one that
    is taken in twice changes nothing. Each row is stored with its review or not at all.
    """
    for permission in PERMISSIONS:
        require_permission(by, permission)
    told, ratings, publishers = Imported(), confirmed_labels(), dict[str, int]()
    for batch in _batches(rows, told, reject):
        _store(batch, told, ratings, publishers, by, reject)
        progress(told)
    return told


def look_at_claims(
    *,
    rows: Iterable[Row | Rejected],
    by: User,
    reject: Callable[[Rejected], None] = lambda _rejected: None,
    progress: Callable[[Imported], None] = lambda _imported: None,
) -> Imported:
    """Tell what would become of the rows, without writing anything: blind only to what the database would refuse."""
    for permission in PERMISSIONS:
        require_permission(by, permission)
    told, seen = Imported(), set[str]()
    for batch in _batches(rows, told, reject):
        named = {row.external_id: row for row in reversed(batch) if row.external_id not in seen}
        seen |= named.keys()
        for there in Claim.objects.filter(external_id__in=list(named)).values_list("external_id", flat=True):
            del named[there]
        told.new, told.known = told.new + len(named), told.known + len(batch) - len(named)
        told.reviews += sum(bool(row.label) for row in named.values())
        progress(told)
    return told


def confirm_labels(*, table: Mapping[Key, Rating | None], by: User) -> int:
    """Keep what an editor says others' labels mean, for this file and the next; return how many are new or changed."""
    require_permission(by, "claims.add_labelmapping")
    changed = 0
    with refusing(by=by):
        for (domain, label), rating in table.items():
            publisher, _ = Outlet.objects.get_or_create(
                domain=domain, defaults={"name": domain, "kind": "fact_checker", "created_by": by}
            )
            known = LabelMapping.objects.filter(publisher=publisher, label__iexact=label).first()
            if known is None:
                LabelMapping.objects.create(publisher=publisher, label=label, rating=rating, created_by=by)
            elif known.rating_id != (rating.pk if rating else None):
                known.rating = rating
                known.save(update_fields=["rating"])
            else:
                continue
            changed += 1
    return changed


def _batches(rows: Iterable[Row | Rejected], told: Imported, reject: Callable[[Rejected], None]) -> Iterator[list[Row]]:
    """Yield the good rows in batches, count the labels, and pass on what was rejected."""
    source = iter(rows)
    while piece := list(islice(source, BATCH)):
        told.read += len(piece)
        good = [row for row in piece if isinstance(row, Row)]
        for row in piece:
            if isinstance(row, Rejected):
                told.rejected += 1
                reject(row)
        told.labels.update((row.domain, row.label) for row in good if row.label)
        yield good


def _store(
    rows: list[Row],
    told: Imported,
    ratings: Mapping[Key, int | None],
    publishers: dict[str, int],
    by: User,
    reject: Callable[[Rejected], None],
) -> None:
    """Store a batch; where the database refuses it, halve it until the row at fault stands alone."""
    try:
        with refusing(by=by):
            found = dict(publishers)
            make_publishers(rows, found, by=by)
            new, reviews = store_rows(rows, publishers=found, ratings=ratings, by=by.pk)
    except Refusal as refusal:
        if len(rows) == 1:
            told.rejected += 1
            reject(Rejected(rows[0].number, refusal.message, rows[0].statement))
            return
        for half in (rows[: len(rows) // 2], rows[len(rows) // 2 :]):
            _store(half, told, ratings, publishers, by, reject)
        return
    publishers.update(found)
    told.new, told.reviews, told.known = told.new + new, told.reviews + reviews, told.known + len(rows) - new


__all__ = ["BATCH", "Imported", "confirm_labels", "import_claims", "key_of"]
