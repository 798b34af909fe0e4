"""How somebody else's file is to be read, and what is said of rows that are not taken."""

import codecs
import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, cast, get_args

from claims.interchange.imports.presets import PRESETS, Preset
from claims.interchange.imports.row import MEANINGS, Source

Format = Literal["csv", "tsv", "jsonl", "json", "claimreview"]
FORMATS: tuple[str, ...] = get_args(Format)
ENDINGS: dict[str, Format] = {
    ".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "claimreview",
    ".jsonld": "claimreview",
}  # fmt: skip
NO_NAME = re.compile(r"[^A-Za-z0-9._-]+")  # what the name of a data set cannot hold


class FileFault(ValueError):  # noqa: N818  # what is wrong with somebody's file
    """A file that cannot be read as it was said; the message says why and what to do."""


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken: its number in the file, why, and what it said."""

    number: int
    reason: str
    content: str


@dataclass(frozen=True)
class Reading:
    """How a file is to be read; ``columns`` leads from our meaning to the file's column.

    Without an ``encoding`` the file is UTF-8, or the UTF-16 that its first bytes tell of.
    """

    source: Source
    format: Format
    columns: Mapping[str, str] = field(default_factory=dict)
    has_header: bool = True
    missing: frozenset[str] = frozenset()
    has_lines: bool = False
    encoding: str = ""


def reading_of(
    file: str,
    *,
    preset: str = "",
    format: str = "",
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    **source: str,
) -> Reading:
    """Return how the file of that name is read, by what was asked and what its ending says. Raises `FileFault`."""
    shape = PRESETS.get(preset, Preset(Source("")))
    chosen = format or ENDINGS.get(_ending(file), "")
    if chosen not in FORMATS:
        raise FileFault(f"{file}: the ending says nothing of the format. Choose one of: {', '.join(FORMATS)}.")
    mapping = {**shape.columns, **(columns or {})}
    if chosen == "claimreview" and mapping and not format:
        chosen = "json"  # entries of another shape, whose members were named
    unknown = sorted(set(mapping) - set(MEANINGS))
    if unknown:
        raise FileFault(f"There is no meaning {', '.join(unknown)}. A column may be: {', '.join(MEANINGS)}.")
    given = {key: value for key, value in source.items() if value}
    whole = replace(shape.source, **given)
    _check_dates(whole.dates)
    if not whole.name and "id" in mapping:
        raise FileFault("Name the data set (--source), so that its ids mean the same when the next file comes.")
    named = replace(whole, name=NO_NAME.sub("-", whole.name or Path(file).name).strip("-.")[:40] or "file")
    return Reading(
        source=named, format=cast(Format, chosen), columns=mapping, has_header=shape.has_header, missing=shape.missing,
        has_lines=shape.has_lines, encoding=_known_encoding(encoding),
    )  # fmt: skip


def _check_dates(form: str) -> None:
    """Refuse a form that says no day."""
    day = datetime.datetime(2018, 7, 16, tzinfo=datetime.UTC)
    try:
        is_read = datetime.datetime.strptime(day.strftime(form), form).date() == day.date()  # noqa: DTZ007  # likewise
    except ValueError:
        is_read = False
    if form and not is_read:
        raise FileFault(f"There is no day in {form!r}. Write it with %d, %m and %Y, such as %d/%m/%Y.")


def has_known_ending(file: str) -> bool:
    """Tell whether the ending of a name says how the file is read."""
    return _ending(file) in ENDINGS


def _ending(file: str) -> str:
    return Path(file.removesuffix(".gz")).suffix.lower()


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError as error:
        raise FileFault(f"There is no encoding {name!r}. Give its name, such as utf-16, cp1251 or latin-1.") from error


def shown(values: object) -> str:
    """Return what a row says, as JSON; bytes that are no text are told, so that it can be written anywhere."""
    text = json.dumps(values, ensure_ascii=False, default=str)[:10_000]
    return text.encode("utf-8", "backslashreplace").decode()
