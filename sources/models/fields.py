"""Model fields for uncertain dates, and the formats that the database checks itself."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from sources.edtf import EdtfError, parse


def validate_edtf(text: str) -> None:
    """Refuse what is not a date in the Extended Date/Time Format, saying what to write instead."""
    try:
        parse(text)
    except EdtfError as error:
        raise ValidationError(str(error)) from error


class EdtfField(models.CharField[str, str]):
    """A date as far as it is known, as EDTF text; empty where nothing is known."""

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take a CharField's arguments; 64 characters and optional unless said otherwise."""
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class LowerBoundField(models.DateField[datetime.date | None, datetime.date | None]):
    """The first day that an ``EdtfField`` of the same row may mean; computed whenever the row is saved."""

    def __init__(self, source: str, *args: Any, **kwargs: Any) -> None:
        """Follow the field named ``source``."""
        self.source = source
        kwargs["null"] = True
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Name ``source`` in migrations."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, [self.source, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime.date | None:  # noqa: FBT001  # Django's signature
        """Compute the day from the text beside it."""
        text = getattr(model_instance, self.source)
        day = parse(text).lower if text else None
        setattr(model_instance, self.attname, day)
        return day


def language_tag(field: str) -> Q:
    """Return the condition that ``field`` is empty or looks like a BCP 47 tag."""
    return Q(**{field: ""}) | Q(**{f"{field}__regex": r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"})


def country_code(field: str) -> Q:
    """Return the condition that ``field`` is empty or looks like an ISO 3166 alpha-2 code."""
    return Q(**{field: ""}) | Q(**{f"{field}__regex": r"^[A-Z]{2}$"})


def wikidata_id(field: str) -> Q:
    """Return the condition that ``field`` is empty or a Wikidata item id."""
    return Q(**{field: ""}) | Q(**{f"{field}__regex": r"^Q[1-9][0-9]*$"})
