"""Answers as of an earlier day: what a list needs of whoever knows the past."""

import datetime
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from django.utils import timezone
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request

from rest.filters import A_DAY

# What was derived for searching, and the log of changes, are of today.
OF_TODAY = ("q", "updated_since")


class Past(Protocol):
    """Reads tables as they were; a module may be one."""

    def as_of(self, day: datetime.date | None, /) -> AbstractContextManager[None]:
        """Have queries inside read the day; now where it is None."""

    def as_it_was(self, statement: str, day: datetime.date | None, /) -> str:
        """Return the SELECT as one of the day."""

    def history_began(self) -> datetime.datetime | None:
        """Return since when anything is known."""


class Present:
    """Knows no past."""

    @contextmanager
    def as_of(self, day: datetime.date | None, /) -> Iterator[None]:
        """Read what there is now."""
        yield

    def as_it_was(self, statement: str, day: datetime.date | None, /) -> str:
        """Return the statement as it is."""
        return statement

    def history_began(self) -> datetime.datetime | None:
        """Know nothing of earlier days."""
        return None


def day_of(request: Request, past: Past) -> datetime.date:
    """Return the day that ``as_of`` names, or raise: 400 where it is none, 404 where nothing is known of it yet."""
    text = request.query_params["as_of"]
    try:
        day = datetime.date.fromisoformat(text if re.fullmatch(A_DAY, text) else "")
    except ValueError as error:
        raise ValidationError({"as_of": ["Write the day as 2018-07-16."]}) from error
    for name in OF_TODAY:
        if name in request.query_params:
            raise ValidationError({"as_of": [f"An earlier day cannot be asked for together with {name}."]})
    if day > timezone.now().astimezone(datetime.UTC).date():
        raise NotFound("This day has not come yet: nothing is known of it.")
    began = past.history_began()
    if began is None or day < began.astimezone(datetime.UTC).date():
        raise NotFound("History begins later: nothing is known of that day.")
    return day
