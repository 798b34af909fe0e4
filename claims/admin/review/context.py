"""A quote as it stands in its text: what is around it, and what in it is not the author's."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest, Least, Substr

from claims.presentation.quote import credit_of
from sources.models import Mark, Passage
from sources.quotes import segments

AROUND = 300  # characters shown on either side of a quote

R = TypeVar("R", bound=QuerySet[Any])


@dataclass(frozen=True)
class ContextPiece:
    """A run of the text: whether it is quoted, and who put it there if not the author."""

    text: str
    is_quoted: bool
    credit: str


def with_surroundings(rows: R) -> R:
    """Fetch along ``before`` and ``after``, what stands around the passage of each row; never the whole text."""
    content, start, end = "passage__text__content", F("passage__start"), F("passage__end")
    return rows.annotate(
        before=Substr(content, Greatest(start - AROUND, 0) + 1, Least(start, AROUND)),
        after=Substr(content, end + 1, AROUND),
    )


def quote_in_context(passage: Passage, before: str, after: str) -> list[ContextPiece]:
    """Return the passage between ``before`` and ``after``, cut where marks and the quote begin and end."""
    before, after = _from_a_word(before), _to_a_word(after)
    first = passage.start - len(before)
    content = f"{before}{passage.exact}{after}"
    marks = list(passage.text.marks.all())
    stretches = ((first, passage.start), (passage.start, passage.end), (passage.end, passage.end + len(after)))
    return [
        ContextPiece(
            text=content[segment.start - first : segment.end - first],
            is_quoted=start == passage.start,
            credit=_credit(segment.marks),
        )
        for start, end in stretches
        for segment in segments(start, end, marks)
    ]


def _from_a_word(before: str) -> str:
    """Return what stands before a quote from the beginning of a word; as it is where it begins the text."""
    return re.sub(r"^\S*\s+", "", before) if len(before) == AROUND else before


def _to_a_word(after: str) -> str:
    """Return what stands after a quote to the end of a word; as it is where it ends the text."""
    return re.sub(r"\s+\S*$", "", after) if len(after) == AROUND else after


def _credit(marks: tuple[Mark, ...]) -> str:
    return "; ".join(credit_of(mark) for mark in marks)
