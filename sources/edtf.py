"""Uncertain dates in the Extended Date/Time Format (ISO 8601-2), in the part of it that is used here.

    2018    2018-07    2018-07-16          as far as it is known
    2018-07-16~    2018-07?    2018%       about; uncertain; both
    201X    20XX    2018-XX    2018-07-XX  the digits are not known
    2018-06-28/2018-07-15                  between two dates
    2018-07/..    ../2018-07               open: since, until
    2018-07/      /2018-07                 the other end is not known
    [2018-06-28..2018-07-15]    [2017,2018]    some day of these

An unknown date is an empty field; the empty text is no date. No bound is ever guessed: an open or
unknown end has none.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from sources.edtf_labels import Shape, label

HOW_TO_WRITE = (
    "Write 2018, 2018-07 or 2018-07-16; add ~ for about, ? for uncertain or % for both; write "
    "2018-06-28/2018-07-15 for a date between two; leave the field empty if nothing is known."
)

POINT = re.compile(
    r"""(?P<year>[0-9]{4}) (?: -(?P<month>[0-9]{2}) (?: -(?P<day>[0-9]{2}) )? )? (?P<doubt>[~?%]?)
    """,
    re.VERBOSE,
)
UNKNOWN_DIGITS = re.compile(
    r"""(?: (?P<decade>[0-9]{3})X | (?P<century>[0-9]{2})XX
          | (?P<year>[0-9]{4}) -(?: XX(?:-XX)? | (?P<month>[0-9]{2})-XX )
        ) (?P<doubt>[~?%]?)
    """,
    re.VERBOSE,
)

WITHOUT_END: dict[str, Shape] = {"..": "open end", "": "unknown end"}
WITHOUT_START: dict[str, Shape] = {"..": "open start", "": "unknown start"}


class EdtfError(ValueError):
    """A text that is not a date of this profile; the message says what to write instead."""


@dataclass(frozen=True)
class Point:
    """A year, month or day as written (``known``), what qualifies it, and the days that it may mean."""

    known: str
    doubt: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Edtf:
    """A date as far as it is known: its points are one day, the days of a choice, or the known ends."""

    text: str
    shape: Shape
    points: tuple[Point, ...]

    def __str__(self) -> str:
        return self.text

    @property
    def lower(self) -> datetime.date | None:
        """The first day that it may mean; doubt (~ ? %) moves no bound; None for an open or unknown start."""
        if self.shape in WITHOUT_START.values():
            return None
        if self.shape == "between":
            return self.points[0].first
        return min(point.first for point in self.points)

    @property
    def upper(self) -> datetime.date | None:
        """The last day that it may mean; None for an open or unknown end."""
        if self.shape in WITHOUT_END.values():
            return None
        if self.shape == "between":
            return self.points[1].last
        return max(point.last for point in self.points)

    @property
    def is_exact(self) -> bool:
        """Whether it is one day and nothing about it is doubtful."""
        point = self.points[0]
        return self.shape == "point" and not point.doubt and point.first == point.last

    def label(self, language: str = "en") -> str:
        """Return the date in words, such as "between 28 June and 15 July 2018"; in Russian for ``ru``."""
        return label(self, language)


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Return the date that ``text`` means, or raise `EdtfError`."""
    if not text:
        raise EdtfError(f"The empty text is no date. {HOW_TO_WRITE}")
    if text.startswith("[") and text.endswith("]"):
        return _choice(text)
    if text.count("/") == 1:
        return _interval(text)
    return Edtf(text, "point", (_unknown_digits(text) or _point(text, text),))


def _choice(text: str) -> Edtf:
    inside = text[1:-1]
    if inside.count("..") == 1 and "," not in inside:
        first, last = inside.split("..")
        return _between(text, first, last)
    points = tuple(_point(part, text) for part in inside.split(","))
    if len(points) == 1:
        raise EdtfError(f"“{text}” offers no choice. Write {inside} without brackets.")
    return Edtf(text, "choice", points)


def _interval(text: str) -> Edtf:
    first, last = text.split("/")
    if first in WITHOUT_START and last in WITHOUT_END:
        raise EdtfError(f"“{text}” has no known end. Leave the field empty if nothing is known.")
    if first in WITHOUT_START:
        return Edtf(text, WITHOUT_START[first], (_point(last, text),))
    if last in WITHOUT_END:
        return Edtf(text, WITHOUT_END[last], (_point(first, text),))
    return _between(text, first, last)


def _between(text: str, first: str, last: str) -> Edtf:
    ends = (_point(first, text), _point(last, text))
    if ends[0].first > ends[1].last:
        raise EdtfError(f"“{text}” ends before it begins. Write the earlier date first.")
    return Edtf(text, "between", ends)


def _point(part: str, text: str) -> Point:
    match = POINT.fullmatch(part)
    if match is None:
        raise EdtfError(f"“{text}” is not a date in the format used here. {HOW_TO_WRITE}")
    first = _day(part, int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    if match["day"]:
        last = first
    elif match["month"]:
        last = _end_of_month(first)
    else:
        last = datetime.date(first.year, 12, 31)
    return Point(part.rstrip("~?%"), match["doubt"], first, last)


def _unknown_digits(text: str) -> Point | None:
    match = UNKNOWN_DIGITS.fullmatch(text)
    if match is None:
        return None
    if match["month"]:
        first = _day(text, int(match["year"]), int(match["month"]), 1)
        last = _end_of_month(first)
    else:
        years = match["year"] or match["decade"] or match["century"]
        first = _day(text, int(years.ljust(4, "0")), 1, 1)
        last = _day(text, int(years.ljust(4, "9")), 12, 31)
    return Point(text.rstrip("~?%"), match["doubt"], first, last)


def _day(part: str, year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise EdtfError(f"“{part}” is not in the calendar ({error}). {HOW_TO_WRITE}") from error


def _end_of_month(first: datetime.date) -> datetime.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
