"""What waits at the desk for whoever signs in."""

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import reverse

from claimtrack.work import GROUPS, Kind, Words
from sources.models import Article

COUNTED_UP_TO = 1_000  # beyond it a pile says "1,000+": nobody waits for a million rows to be counted
PROGRESS_UP_TO = 10_000
SHOWN = 3  # rows that are named below a pile


@dataclass(frozen=True)
class Row:
    """One row of a pile, with the way to it and, where there is one, a remark on it."""

    title: str
    url: str
    remark: str = ""


@dataclass(frozen=True)
class Pile:
    """How much of one sort of work there is, the list that shows it, and the first rows of it."""

    label: str
    count: int
    url: str
    rows: list[Row] = field(default_factory=list)

    @property
    def is_capped(self) -> bool:
        """Say whether there is more than was counted."""
        return self.count > COUNTED_UP_TO

    @property
    def shown_count(self) -> int:
        """Return the number to show."""
        return min(self.count, COUNTED_UP_TO)


@dataclass(frozen=True)
class Waiting:
    """A group as far as somebody has work in it."""

    key: str
    title: Words
    lead: Words
    piles: list[Pile]


@dataclass(frozen=True)
class Progress:
    """How far the annotation of the whole texts has come."""

    done: int
    begun: int
    total: int
    is_capped: bool

    @property
    def untouched(self) -> int:
        """Return how many nobody has begun."""
        return max(self.total - self.done - self.begun, 0)


def waiting_for(user: User) -> list[Waiting]:
    """Return the work that there is for ``user``, as far as they may do it; nothing empty."""
    found = []
    for group in GROUPS:
        piles = [pile for kind in group.kinds if user.has_perm(kind.permission) if (pile := _pile(kind, user)).count]
        if piles:
            found.append(Waiting(group.key, group.title, group.lead, piles))
    return found


def progress() -> Progress:
    """Return how many of the whole texts are annotated; none is counted beyond 10,000."""
    counts = [
        rows.order_by()[: PROGRESS_UP_TO + 1].count()
        for rows in (Article.objects.annotated(), Article.objects.begun(), Article.objects.to_annotate())
    ]
    done, begun, total = (min(count, PROGRESS_UP_TO) for count in counts)
    return Progress(done, begun, total, max(counts) > PROGRESS_UP_TO)


def _pile(kind: Kind, user: User) -> Pile:
    rows = kind.rows(user)
    table = f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}"
    count = rows.order_by()[: COUNTED_UP_TO + 1].count()
    named = []
    if count and kind.remark:
        named = [_row(row, kind, table) for row in rows.select_related(*kind.along)[:SHOWN]]
    return Pile(kind.label % min(count, COUNTED_UP_TO), count, f"{reverse(f'{table}_changelist')}?{kind.query}", named)


def _row(row: Model, kind: Kind, table: str) -> Row:
    url = kind.page(row) if kind.page else reverse(f"{table}_change", args=[row.pk])
    return Row(str(row), url, kind.remark(row) if kind.remark else "")
