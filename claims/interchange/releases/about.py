"""What a release says of itself, beside its tables."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.interchange.releases.fields import Table

EXAMPLE = "This is a worked example on a small fixed set of articles. No newsroom reviewed it."


@dataclass(frozen=True)
class Licence:
    """Under which terms the data may be used: an identifier of SPDX, its title, its address, perhaps its words."""

    name: str
    title: str
    address: str
    words: str = ""


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and where."""

    name: str
    address: str  # of the site, without a slash at its end
    licence: Licence
    is_example: bool = False  # whether the data are a worked example, which says so wherever it goes


@dataclass(frozen=True)
class Moment:
    """The state of the database that a release holds: the last change in the log, and when that was."""

    seq: int
    at: datetime.datetime | None


@dataclass(frozen=True)
class TableFile:
    """One file of a table."""

    table: Table
    path: str
    format: str  # the ending of its name
    size: int
    sha256: str


@dataclass(frozen=True)
class Removed:
    """A row that the law wanted out of a release that was published: what it was, since when, and why."""

    table: str
    id: int
    on: str
    reason: str
    rows: int  # with those that belonged to it


@dataclass(frozen=True)
class Release:
    """Everything that the describing files are made from."""

    name: str
    publisher: Publisher
    moment: Moment
    tables: Sequence[Table]
    counts: dict[str, int]
    files: Sequence[TableFile]
    before: str = ""  # the release that this one is compared with
    removed: tuple[Removed, ...] = ()

    @property
    def date(self) -> str:
        """Return the day of the release."""
        return self.name.partition(".")[0]

    @property
    def title(self) -> str:
        """Return the name of the data."""
        return f"Claims, appearances, evidence and verdicts of {self.publisher.name}"

    @property
    def description(self) -> str:
        """Return what the data are, in a few sentences."""
        return (
            f"The public record of {self.publisher.name}: what was claimed, by whom and in which passage of which "
            "article, what supports or contradicts it, and what two editors found. Articles are cited, not reprinted."
            + (f" {EXAMPLE}" if self.publisher.is_example else "")
        )

    @property
    def address(self) -> str:
        """Return where the release's files are."""
        return f"{self.publisher.address}/exports/{self.name}/"

    @property
    def citation(self) -> str:
        """Return how to cite the release."""
        publisher = self.publisher
        return cited(publisher.name, self.title, self.name, self.address, publisher.licence.name)

    @property
    def rows(self) -> int:
        """Return how many rows all tables have."""
        return sum(self.counts.values())


def cited(publisher: str, title: str, name: str, address: str, licence: str) -> str:
    """Return how to cite the release of that name."""
    return f"{publisher} ({name[:4]}): {title}. Data release {name}. {address} ({licence})"


def table_path(folder: Path, table: Table, ending: str) -> Path:
    """Return where a table's file of this format is."""
    return folder / f"{table.name}{ending}"
