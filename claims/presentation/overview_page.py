"""The overview's charts: a drawing, its words, and the numbers behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.enums import EvidenceStance, Normalised, Stance
from claims.overview import BALANCE, CLASSES, STANCES, Overview, Row, Table
from claims.presentation.charts import Drawing, bars, columns

NO_VERDICT = ("none", gettext_lazy("no verdict"))
BY_CLASS = tuple((name, Normalised(name).label) for name in CLASSES)


@dataclass(frozen=True)
class Kind:
    """What a chart shows: its words, how many values name a row, and its series as (kind, label)."""

    title: str | Promise
    about: str | Promise
    rows: str | Promise
    names: tuple[str, ...]  # of the columns that name a row, in CSV
    series: Sequence[tuple[str, str | Promise]]
    draw: Callable[..., Drawing] = bars
    page: str = ""  # the view that shows one of the rows

    @property
    def header(self) -> list[str]:
        """Return the names of the CSV's columns."""
        return [*self.names, *(name for name, _label in self.series)]


KINDS: dict[str, Kind] = {
    "verdicts": Kind(
        gettext_lazy("Verdicts over time"),
        gettext_lazy("Verdicts that stand today, by the month or year of their publication and by class."),
        gettext_lazy("Period"),
        ("period",),
        BY_CLASS,
        columns,
    ),
    "claimants": Kind(
        gettext_lazy("Claims by claimant"),
        gettext_lazy(
            "Who is on record with most public claims. We choose claims because they matter or spread, so this counts "
            "our work, not how often anybody is wrong. Anonymous sources are not counted."
        ),
        gettext_lazy("Claimant"),
        ("claimant_id", "claimant"),
        tuple((stance.value, stance.label) for stance in map(Stance, STANCES)),
        page="claimant",
    ),
    "topics": Kind(
        gettext_lazy("Claims by topic"),
        gettext_lazy("What most public claims are about, and what became of them. A claim may have several topics."),
        gettext_lazy("Topic"),
        ("topic_id", "topic"),
        (*BY_CLASS, NO_VERDICT),
        page="topic",
    ),
    "evidence": Kind(
        gettext_lazy("Evidence behind the verdicts"),
        gettext_lazy(
            "Independent sources that support or contradict the claims of each class, or give context: copies of one "
            "story are one source."
        ),
        gettext_lazy("Class"),
        ("class",),
        tuple((stance.value, stance.label) for stance in map(EvidenceStance, BALANCE)),
    ),
    "articles": Kind(
        gettext_lazy("Articles on record"),
        gettext_lazy("Public articles by outlet: those of which a quote is shown, and those that are only cited."),
        gettext_lazy("Outlet"),
        ("outlet_id", "outlet"),
        (("quoted", gettext_lazy("quoted")), ("cited", gettext_lazy("only cited"))),
        page="outlet",
    ),
}


@dataclass(frozen=True)
class Line:
    """A row of the table under a chart; ``path`` leads to its page where it has one."""

    label: str
    path: str
    numbers: list[int]


@dataclass(frozen=True)
class Chart:
    """One chart of the page; ``alternative`` says it in a sentence."""

    name: str
    kind: Kind
    series: list[tuple[str, str]]
    lines: list[Line]
    drawing: Drawing
    alternative: str


def charts(overview: Overview) -> list[Chart]:
    """Return all charts in the order of the page."""
    return [_chart(name, kind, overview.tables[name]) for name, kind in KINDS.items()]


def _chart(name: str, kind: Kind, table: Table) -> Chart:
    series = [(key, capfirst(str(label))) for key, label in kind.series]
    lines = [_line(kind, row) for row in table]
    return Chart(
        name=name,
        kind=kind,
        series=series,
        lines=lines,
        drawing=kind.draw([(line.label, line.numbers) for line in lines], series),
        alternative=_alternative(series, lines),
    )


def _line(kind: Kind, row: Row) -> Line:
    named = len(kind.names)
    label, numbers = str(row[named - 1]), [int(number) for number in row[named:]]
    path = reverse(kind.page, args=[row[0]]) if kind.page else ""
    if kind.names == ("class",):
        label = capfirst(str(Normalised(label).label))
    return Line(label, path, numbers)


def _alternative(series: Sequence[tuple[str, str]], lines: Sequence[Line]) -> str:
    """Return the chart's sums in words."""
    sums = [sum(line.numbers[place] for line in lines) for place in range(len(series))]
    told = ", ".join(f"{label}: {number}" for (_key, label), number in zip(series, sums, strict=True))
    return _("In all, %(sums)s. Every number stands in the table below.") % {"sums": told}
