"""Numbers of articles, never without the number of independent sources behind them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.enums import Stance
from claims.models import SourceCount


@dataclass(frozen=True)
class Counted:
    """So many articles of a stance, from so many independent sources."""

    label: str
    articles: int
    sources: int


Counts = Mapping[str, Counted]


def counts_of(rows: Iterable[SourceCount]) -> Counts:
    """Return the counts of one claim by stance."""
    return {row.stance: Counted(row.get_stance_display(), row.articles, row.sources) for row in rows}


def said_by(counts: Counts) -> list[Counted]:
    """Return the counts of who asserts, denies, questions and mentions, in this order."""
    return [counts[stance] for stance in Stance.values if stance in counts]
