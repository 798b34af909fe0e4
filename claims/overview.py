"""Counts over all that is public: what was found, who says what, about what, on what evidence, of which articles.

Each function returns rows of plain values, keys before names and numbers last, so that they can be kept as JSON.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from claims.enums import EvidenceStance, Normalised, Stance, VerdictState
from claims.models import Appearance, Claim, Claimant, ClaimTopic, Evidence, OverviewCount, SourceCount, Verdict
from sources.models import Article

Key = str | int
Row = list[Key]
Table = list[Row]

SHOWN = 12  # of claimants, topics and outlets, the most frequent first
MOST_MONTHS = 36  # beyond these, verdicts are counted by year
CLASSES = tuple(Normalised.values)
STANCES = (Stance.ASSERTS, Stance.DENIES, Stance.QUESTIONS, Stance.MENTIONS)
BALANCE = (EvidenceStance.SUPPORTS, EvidenceStance.CONTRADICTS, EvidenceStance.CONTEXT)

# Ids up to here are counted whenever somebody asks; beyond, `count_overview` counts and pages show its last count.
COUNTED_AT_ONCE = 20_000


@dataclass(frozen=True)
class Overview:
    """The tables by name, and when they were counted."""

    tables: Mapping[str, Table]
    counted_at: datetime.datetime


def overview() -> Overview | None:
    """Return today's counts of a small database, the last count of a large one, or None before its first."""
    if (Claim.objects.aggregate(last=Max("pk"))["last"] or 0) <= COUNTED_AT_ONCE:
        return Overview(count(), timezone.now())
    kept = OverviewCount.objects.latest_first().first()
    return Overview(kept.tables, kept.counted_at) if kept else None


def count() -> dict[str, Table]:
    """Count everything; takes seconds at a million claims."""
    return {name: counted() for name, counted in TABLES.items()}


def verdicts_over_time() -> Table:
    """Return (period, true, false, mixture, other): verdicts that stand, by the month or year of publication in UTC."""
    months = (
        Verdict.objects.public().published()
        .annotate(month=TruncMonth("published_at", tzinfo=datetime.UTC))
        .values_list("month", "rating__normalised").annotate(number=Count("pk"))
    )  # fmt: skip
    counted = [(month.date(), normalised, number) for month, normalised, number in months]
    if not counted:
        return []
    periods = _months(min(day for day, *_ in counted), max(day for day, *_ in counted))
    if len(periods) > MOST_MONTHS:
        periods = sorted({period[:4] for period in periods})
    length = len(periods[0])
    return _spread(((day.isoformat()[:length], key, number) for day, key, number in counted), periods, CLASSES)


def claims_by_claimant() -> Table:
    """Return (id, name, asserts, denies, questions, mentions): public claims by what claimants who have a name do."""
    counted = Appearance.objects.public().filter(claimant__article__isnull=True)
    claims = Count("claim", distinct=True)
    most = counted.values("claimant").annotate(number=claims).order_by("-number", "claimant")[:SHOWN]
    order = [row["claimant"] for row in most]
    by_stance = counted.filter(claimant__in=order).values_list("claimant", "stance").annotate(number=claims)
    names = dict(Claimant.objects.filter(pk__in=order).values_list("pk", "name"))
    return [[row[0], names[int(row[0])], *row[1:]] for row in _spread(by_stance, order, STANCES)]


def claims_by_topic() -> Table:
    """Return (id, name, true, false, mixture, other, no verdict): public claims on a topic, by what was found."""
    about = ClaimTopic.objects.filter(claim__in=Claim.objects.public())
    most = about.values("topic", "topic__name").annotate(number=Count("claim")).order_by("-number", "topic")[:SHOWN]
    order = [row["topic"] for row in most]
    standing = Q(claim__verdicts__state=VerdictState.PUBLISHED)
    rated = (
        about.filter(standing, topic__in=order)
        .values_list("topic", "claim__verdicts__rating__normalised").annotate(number=Count("claim"))
    )  # fmt: skip
    rows = {int(row[0]): [int(number) for number in row[1:]] for row in _spread(rated, order, CLASSES)}
    return [
        [row["topic"], row["topic__name"], *rows[row["topic"]], row["number"] - sum(rows[row["topic"]])] for row in most
    ]


def evidence_balance() -> Table:
    """Return (class, supports, contradicts, context): independent sources behind the verdicts of each class."""
    standing = Q(claim__verdicts__state=VerdictState.PUBLISHED)
    counted = (
        SourceCount.objects.filter(standing, claim__in=Claim.objects.public(), stance__in=BALANCE)
        .values_list("claim__verdicts__rating__normalised", "stance").annotate(number=Sum("sources"))
    )  # fmt: skip
    rows = _spread(counted, CLASSES, BALANCE)
    return [row for row in rows if any(row[1:])]


def articles_by_outlet() -> Table:
    """Return (id, name, quoted, cited): public articles, by whether a public quote of theirs is shown."""
    article = OuterRef("pk")
    is_quoted = Exists(Appearance.objects.public().filter(passage__text__article=article)) | Exists(
        Evidence.objects.public().filter(article=article, passage__isnull=False)
    )
    quoted = Article.objects.public().filter(is_quoted).values_list("outlet").annotate(number=Count("pk"))
    counted = dict(quoted)
    most = (
        Article.objects.public().values_list("outlet", "outlet__name")
        .annotate(number=Count("pk")).order_by("-number", "outlet")[:SHOWN]
    )  # fmt: skip
    return [[pk, name, counted.get(pk, 0), number - counted.get(pk, 0)] for pk, name, number in most]


TABLES: Mapping[str, Callable[[], Table]] = {
    "verdicts": verdicts_over_time,
    "claimants": claims_by_claimant,
    "topics": claims_by_topic,
    "evidence": evidence_balance,
    "articles": articles_by_outlet,
}


def _months(first: datetime.date, last: datetime.date) -> list[str]:
    """Return each month from the first to the last, as 2026-01."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in span]


def _spread(counted: Iterable[tuple[Key, str, int]], order: Iterable[Key], columns: Iterable[str]) -> Table:
    """Return a row for each key in order, with the numbers of each column added up."""
    numbers: dict[tuple[Key, str], int] = defaultdict(int)
    for counted_key, counted_column, number in counted:
        numbers[counted_key, counted_column] += number
    names = list(map(str, columns))
    rows: Table = []
    for key in order:
        rows.append([key, *(numbers[key, name] for name in names)])
    return rows
