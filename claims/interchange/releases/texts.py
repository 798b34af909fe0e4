"""The texts of a release for people: what it is, how to cite it, on which terms, and what is new."""

from collections import Counter
from collections.abc import Iterable, Iterator

import yaml

from claims.interchange.releases.about import Release
from claims.interchange.releases.difference import Difference, What
from claims.interchange.releases.table_files import formats

README, CITATION, LICENCE, CHANGES = "README.md", "CITATION.cff", "LICENSE.txt", "CHANGES.md"
NAMED = 200  # rows of a table that the text on changes names; the table of changes has them all
VERBS = {What.REMOVED: "Removed", What.CHANGED: "Changed", What.ADDED: "Added"}


def citation(release: Release) -> str:
    """Return ``CITATION.cff``, version 1.2.0."""
    described = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite this release.",
        "type": "dataset",
        "title": release.title,
        "authors": [{"name": release.publisher.name, "website": release.publisher.address}],
        "version": release.name,
        "date-released": release.date,
        "license": release.publisher.licence.name,
        "license-url": release.publisher.licence.address,
        "url": release.address,
        "abstract": release.description,
    }
    return yaml.safe_dump(described, allow_unicode=True, sort_keys=False, width=100)


def licence(release: Release) -> str:
    """Return the terms: the licence's name, what it does not cover, and its words where the installation has them."""
    terms = release.publisher.licence
    return (
        f"{release.title}\nData release {release.name}\n\n"
        f"The data are under {terms.title} ({terms.name}): {terms.address}\n\n"
        "Quotes and titles of articles belong to their authors and publishers. They are quoted to be checked and are "
        "not covered by the licence.\n" + (f"\n{terms.words.rstrip()}\n" if terms.words else "")
    )


def readme(release: Release) -> str:
    """Return what a reader finds first."""
    tables = "\n".join(
        f"| {table.name} | {release.counts[table.name]:,} | {table.description} |" for table in release.tables
    )
    endings = ", ".join(f"`{ending}`" for ending in formats_of(release))
    return f"""# {release.title}

{release.description}

Data release **{release.name}**, the public record after change {release.moment.seq} of the log: whoever goes on with
`{release.publisher.address}/api/v1/changes/?since={release.moment.seq}` has what came later.

| table | rows | what it holds |
| --- | ---: | --- |
{tables}

Each table comes as {endings}: CSV (RFC 4180, UTF-8, lists as JSON in their cell, an empty cell is no value), JSON Lines
and, where it was written, Parquet, all with the same rows by id. `datapackage.json` describes every column and leads
from table to table; `croissant.json` does so for machine-learning tools. `sha256sum -c SHA256SUMS` checks the files.
What was withdrawn or retracted since the release before is not here any more: `{CHANGES}` and `changes.csv.gz` name it.
{removed_text(release)}
## Cite

{release.citation}

`{CITATION}` says the same to machines. The terms are in `{LICENCE}`.
"""


def formats_of(release: Release) -> tuple[str, ...]:
    """Return the endings of the files that the release has."""
    return tuple(ending for ending in formats() if any(file.format == ending for file in release.files))


def removed_text(release: Release) -> str:
    """Return a section on what the law wanted out of this release; nothing where there was none."""
    if not release.removed:
        return ""
    lines = "\n".join(
        f"- {removed.table} {removed.id}, {removed.rows:,} rows with what belonged to it, on {removed.on}: "
        f"{removed.reason}"
        for removed in release.removed
    )
    return f"\n## Removed from this release\n\nThe files were written anew, and their hashes with them.\n\n{lines}\n"


class Summary:
    """What differs, counted, with the first rows of each sort."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.counts: Counter[tuple[str, What]] = Counter()
        self.named: dict[tuple[str, What], list[Difference]] = {}

    def passing(self, found: Iterable[Difference]) -> Iterator[Difference]:
        """Yield the same rows and count them."""
        for difference in found:
            key = difference.table, difference.what
            self.counts[key] += 1
            if self.counts[key] <= NAMED:
                self.named.setdefault(key, []).append(difference)
            yield difference

    def text(self, release: Release) -> str:
        """Return what is new, table by table: how much of it, and the first rows by name."""
        if not release.before:
            return f"# Release {release.name}\n\nThere is no release before this one: everything in it is new.\n"
        rows = [
            f"| {table.name} | " + " | ".join(f"{self.counts[table.name, what]:,}" for what in VERBS) + " |"
            for table in release.tables
        ]
        return (
            f"# From release {release.before} to {release.name}\n\n"
            f"| table | {' | '.join(verb.lower() for verb in VERBS.values())} |\n| --- | ---: | ---: | ---: |\n"
            + "\n".join(rows)
            + ("\n\n`changes.csv.gz` has every row.\n" if self.counts else "\n\nNothing that is public has changed.\n")
            + "".join(self._section(table.name, what) for table in release.tables for what in VERBS)
        )

    def _section(self, table: str, what: What) -> str:
        rows = self.named.get((table, what), [])
        if not rows:
            return ""
        lines = "".join(f"- {_line(difference)}\n" for difference in rows)
        more = self.counts[table, what] - len(rows)
        return f"\n## {VERBS[what]} in {table}\n\n{lines}" + (f"- and {more:,} more\n" if more else "")


def _line(difference: Difference) -> str:
    label = " ".join(difference.label.split())
    number = f"[{difference.id}]({difference.address})" if difference.address else f"{difference.id}"
    parts = [number, label and f"“{label}”", difference.reason, ", ".join(difference.columns)]
    return ": ".join(part for part in parts if part)
