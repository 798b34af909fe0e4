"""Keys of a bundle's objects: how a model's field is written as JSON, and read and checked again."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
SHOWN = 80  # characters of a value repeated in a message


class MisfitError(ValueError):
    """A value that does not fit its key; the message says what belongs there."""


class Column:
    """A key that carries one field: a value, or the name of the row that a foreign key points to."""

    def __init__(self, field: "models.Field[Any, Any]") -> None:
        """Choose by the field's class how it is written and read."""
        self.field = field
        self.key = field.name
        related = field.related_model
        self.target: type[models.Model] | None = related if isinstance(related, type) else None
        self.path = f"{field.name}__{name_field(self.target)}" if self.target else field.name
        self._read = read_text if self.target else reader(field)

    def write(self, value: object) -> object:
        """Return the JSON of a value as the database gives it."""
        if isinstance(value, datetime.datetime):
            # strftime writes years before 1000 without their zeros.
            return value.astimezone(datetime.UTC).strftime(MOMENT).rjust(27, "0")
        if isinstance(value, datetime.date):
            return value.isoformat()
        return value

    def read(self, given: object) -> object:
        """Return the value that JSON gives, of a foreign key the name; raise `MisfitError` if it does not fit."""
        if given is None:
            if self.field.null:
                return None
            raise MisfitError("something belongs here; null does not.")
        value = self._read(given)
        if not self.target:
            self._check(value)
        return value

    def default(self) -> object:
        """Return the value of a row of which nothing is said."""
        return self.field.get_default()

    def _check(self, value: object) -> None:
        choices = [str(choice) for choice, _ in self.field.flatchoices]
        if choices and value not in choices and not (value == "" and self.field.blank):
            raise MisfitError(f"“{shown(value)}” is unknown. Write one of: {', '.join(choices)}.")
        try:
            self.field.run_validators(value)
        except ValidationError as error:
            raise MisfitError(" ".join(error.messages)) from error


def name_field(model: type[models.Model]) -> str:
    """Return the field by which rows of ``model`` are named in a bundle."""
    return {User: "username", Group: "name"}.get(model, "external_id")


def shown(value: object) -> str:
    """Return a value as a message repeats it, cut short if it is long."""
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def read_text(given: object) -> str:
    """Return a text that the database can store."""
    if not isinstance(given, str):
        raise MisfitError("a text belongs here, in double quotes.")
    if "\0" in given:
        raise MisfitError("the text holds a NUL character, which cannot be stored.")
    try:
        given.encode()
    except UnicodeEncodeError as error:
        raise MisfitError(
            "the text holds half of a surrogate pair (\\ud800 to \\udfff), which is no character."
        ) from error
    return given


def read_texts(given: object) -> list[str]:
    """Return a list of texts."""
    if not isinstance(given, list):
        raise MisfitError("a list of texts belongs here.")
    return [read_text(text) for text in given]


def read_names(given: object) -> list[str]:
    """Return a list of names, which stand in order and once each, so that the same list is written again."""
    names = read_texts(given)
    if names != sorted(set(names)):
        raise MisfitError(f"the names stand in order, each once: {', '.join(sorted(set(names)))}.")
    return names


def read_flag(given: object) -> bool:
    """Return true or false."""
    if not isinstance(given, bool):
        raise MisfitError("true or false belongs here.")
    return given


def read_integer(given: object) -> int:
    """Return a whole number."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise MisfitError("a whole number belongs here.")
    return given


def read_number(given: object) -> float:
    """Return a number."""
    if not isinstance(given, int | float) or isinstance(given, bool):
        raise MisfitError("a number belongs here.")
    try:
        return float(given)
    except OverflowError as error:
        raise MisfitError("this number is too large.") from error


def read_day(given: object) -> datetime.date:
    """Return a day."""
    try:
        day = datetime.date.fromisoformat(read_text(given))
    except ValueError as error:
        raise MisfitError(f"a day such as 2026-10-05 belongs here, not “{shown(given)}”.") from error
    if day.isoformat() != given:
        raise MisfitError(f"a day such as 2026-10-05 belongs here, not “{shown(given)}”.")
    return day


def read_moment(given: object) -> datetime.datetime:
    """Return a time; it must be written as a bundle writes it, so that nothing of it is lost."""
    try:
        return datetime.datetime.strptime(read_text(given), MOMENT).replace(tzinfo=datetime.UTC)
    except ValueError as error:
        raise MisfitError(
            f"a time in UTC such as 2026-10-05T09:30:00.000000Z belongs here, not “{shown(given)}”."
        ) from error


READERS: list[tuple[type["models.Field[Any, Any]"], Callable[[Any], Any]]] = [
    (ArrayField, read_texts),
    (models.BooleanField, read_flag),
    (models.IntegerField, read_integer),
    (models.FloatField, read_number),
    (models.DateTimeField, read_moment),  # before DateField, whose subclass it is
    (models.DateField, read_day),
    (models.CharField, read_text),
    (models.TextField, read_text),
]


def reader(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """Return what reads the values of a field of this class."""
    return next(read for kind, read in READERS if isinstance(field, kind))
