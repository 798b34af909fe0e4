"""Filters that several lists of claims, appearances, evidence and verdicts share."""

import re
from typing import Any

from django import forms
from django.db import OperationalError
from django.db.models import OuterRef, QuerySet
from django_filters import Filter

from claims.api.ratings import ids_of_code, rating_codes
from claims.enums import Normalised
from claims.models import Appearance, Verdict
from rest.filters import LARGEST_ID, ChoiceFilter, IdFilter, ParameterFilter, Related, day_range

FROM_TO = "as far as it is known, by its first possible day,"


class RatingField(forms.CharField):
    """The id of a rating, or its code."""

    def clean(self, value: object) -> list[int] | None:
        """Return the ids that are meant."""
        text = super().clean(value)
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,19}", text) and 1 <= int(text) <= LARGEST_ID:
            return [int(text)]
        ids = ids_of_code(text)
        if not ids:
            raise forms.ValidationError("Give a rating's id or its code, such as rated-false; /ratings/ lists them.")
        return ids


class RatingFilter(ParameterFilter):
    """A rating by id or code."""

    field_class = RatingField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Take one rating, which a code may name on several scales."""
        super().__init__(field_name, lookup_expr="in", **kwargs)

    def schema_of(self) -> dict[str, Any]:
        """Return the ids, and the codes that there are on this day; any text where no database can be asked."""
        try:
            codes = {"enum": rating_codes()}
        except OperationalError:
            # Settings are checked before there is a database.
            codes = {}
        return {"anyOf": [IdFilter.schema, {"type": "string", **codes}]}


def verdict_filters(path: str = "", *, related: str = "", whose: str = "the published verdict") -> dict[str, Filter]:
    """Return ``rating`` and ``normalised``, of the verdict at ``path`` or of the related one."""
    return {
        "rating": RatingFilter(
            f"{path}rating", related=related, help=f"Rating of {whose}: its id, or a code such as rated-false."
        ),
        "normalised": ChoiceFilter(
            f"{path}rating__normalised",
            related=related,
            choices=Normalised.values,
            help=f"Class that the rating of {whose} maps to.",
        ),
    }


def appearance_filters(path: str = "", *, related: str = "") -> dict[str, Filter]:
    """Return ``claimant``, ``outlet``, ``said_from`` and ``said_to``, of an appearance."""
    return {
        "claimant": IdFilter(f"{path}claimant", related=related, help="Id of the claimant of a public appearance."),
        "outlet": IdFilter(
            f"{path}passage__text__article__outlet",
            related=related,
            help="Id of the outlet in whose article the claim appears.",
        ),
        **day_range("said", f"{path}said_on", related=related, help=f"Said, {FROM_TO}"),
    }


def verdict_of(claim: str) -> Related:
    """Return the published verdict of the claim that a list's row names by ``claim``."""

    def rows() -> QuerySet[Verdict]:
        return Verdict.objects.public().published().filter(claim=OuterRef(claim))

    return rows


def appearances_of(**refs: str) -> Related:
    """Return the public appearances whose fields equal those of the list's row."""

    def rows() -> QuerySet[Appearance]:
        return Appearance.objects.public().filter(**{field: OuterRef(ref) for field, ref in refs.items()})

    return rows
