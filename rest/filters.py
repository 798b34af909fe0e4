"""Filters of lists: every value is checked, and several conditions on related rows hold for one and the same row."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, Model, Q, QuerySet
from django_filters.rest_framework.backends import DjangoFilterBackend
from django_filters.rest_framework.filterset import FilterSet

LARGEST_ID = 2**63 - 1
LONGEST_QUERY = 200  # characters
# What has something in it, and nothing that PostgreSQL cannot hold.
A_TEXT: dict[str, Any] = {"type": "string", "minLength": 1, "pattern": r"^[^\x00]*[^\s\x00][^\x00]*$"}
LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
TWO_LETTERS = r"^[A-Za-z]{2}$"
A_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
Related = Callable[[], QuerySet[Any]]


class WholeNumberField(forms.IntegerField):
    """A whole number in plain digits: neither 1.0 nor 1_000."""

    def to_python(self, value: object) -> int | None:
        """Return the number, or refuse."""
        if value and not re.fullmatch(r"-?[0-9]{1,20}", str(value)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class DayField(forms.DateField):
    """A day as ISO 8601 has it, with all its digits."""

    def to_python(self, value: Any) -> datetime.date | None:  # noqa: ANN401  # as the form field takes it
        """Return the day, or refuse."""
        if value and not re.fullmatch(A_DAY, str(value)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class ParameterFilter(django_filters.Filter):
    """A documented filter; with ``related`` it is a condition on the related rows of that name in the set."""

    field_class: Any = forms.CharField
    schema: ClassVar[dict[str, Any]] = A_TEXT

    def __init__(self, field_name: str, *, help: str, related: str = "", **kwargs: Any) -> None:  # says what it is
        """Filter ``field_name`` (of the list's rows, or of the related ones); ``help`` goes into the schema."""
        super().__init__(field_name=field_name, help_text=help, **kwargs)  # type: ignore[no-untyped-call]  # django-filter has no types
        self.related = related
        self.help = help

    def schema_of(self) -> dict[str, Any]:
        """Return the JSON schema of the value."""
        return dict(self.schema)

    def condition(self, value: object) -> Q:
        """Return what must hold of the field."""
        return Q(**{f"{self.field_name}__{self.lookup_expr}": value})

    def filter(self, queryset: QuerySet[Any], value: object) -> QuerySet[Any]:
        """Return the rows that satisfy the condition; conditions on related rows are joined by the set."""
        return queryset if self.related or value in (None, "") else queryset.filter(self.condition(value))


class IdFilter(ParameterFilter):
    """The id of a row; an id that is not public finds nothing, like one that never was."""

    field_class = WholeNumberField
    schema: ClassVar[dict[str, Any]] = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Take ids that the database can hold."""
        messages = {"invalid": "Give an id, a whole number."}
        super().__init__(field_name, min_value=1, max_value=LARGEST_ID, error_messages=messages, **kwargs)


class DayFilter(ParameterFilter):
    """A day, inclusive: use ``lookup_expr`` gte or lte."""

    field_class = DayField
    schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "date"}

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Take only ISO 8601."""
        messages = {"invalid": "Write the day as 2018-07-16."}
        super().__init__(field_name, input_formats=["%Y-%m-%d"], error_messages=messages, **kwargs)


class DayOfMomentFilter(DayFilter):
    """A day in UTC, inclusive, of a field that holds moments: compared as such, so that an index serves."""

    def condition(self, value: object) -> Q:
        """Return the condition: not before the day's first moment, or not after its last."""
        assert isinstance(value, datetime.date)  # noqa: S101  # as the form's field has cleaned it
        edge = datetime.time.min if self.lookup_expr == "gte" else datetime.time.max
        return super().condition(datetime.datetime.combine(value, edge, datetime.UTC))


class ChoiceFilter(ParameterFilter):
    """One of a closed list of words."""

    field_class = forms.ChoiceField

    def __init__(self, field_name: str, *, choices: list[str], **kwargs: Any) -> None:
        """Take one of ``choices``."""
        self.words = choices
        messages = {"invalid_choice": f"There is no “%(value)s” here. Choose one of: {', '.join(choices)}."}
        pairs = [(word, word) for word in choices]
        super().__init__(field_name, choices=pairs, error_messages=messages, **kwargs)

    def schema_of(self) -> dict[str, Any]:
        """Return the list of words."""
        return {"type": "string", "enum": self.words}


class FlagFilter(ChoiceFilter):
    """true or false."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Take the two words of JSON."""
        super().__init__(field_name, choices=["true", "false"], **kwargs)

    def condition(self, value: object) -> Q:
        """Return the condition on the boolean field."""
        return super().condition(value == "true")


class MemberFilter(ChoiceFilter):
    """A word that a list of words holds."""

    def condition(self, value: object) -> Q:
        """Return the condition on the array."""
        return Q(**{f"{self.field_name}__contains": [value]})


class LanguageFilter(ParameterFilter):
    """A BCP 47 tag; ``en`` also finds ``en-GB``."""

    field_class = forms.RegexField
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": LANGUAGE_TAG}

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Take what looks like a language tag."""
        messages = {"invalid": "Write a BCP 47 tag, such as en or pt-BR."}
        super().__init__(field_name, regex=LANGUAGE_TAG, error_messages=messages, **kwargs)

    def condition(self, value: object) -> Q:
        """Return the condition: this tag or one below it."""
        return Q(**{f"{self.field_name}__iexact": value}) | Q(**{f"{self.field_name}__istartswith": f"{value}-"})


class TextFilter(ParameterFilter):
    """A text that a field equals, whatever the case."""

    schema: ClassVar[dict[str, Any]] = {**A_TEXT, "maxLength": LONGEST_QUERY}

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Compare whole values."""
        super().__init__(field_name, lookup_expr="iexact", max_length=LONGEST_QUERY, strip=False, **kwargs)


class CountryFilter(ParameterFilter):
    """Two letters after ISO 3166, whatever the case."""

    field_class = forms.RegexField
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": TWO_LETTERS}

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Take two letters."""
        messages = {"invalid": "Give two letters after ISO 3166, such as GB."}
        options: dict[str, Any] = {"lookup_expr": "iexact", "regex": TWO_LETTERS, "error_messages": messages}
        super().__init__(field_name, help="Two letters after ISO 3166, such as GB.", **options, **kwargs)


class WordsFilter(ParameterFilter):
    """Words that must all occur, in any of the named fields, whatever the case."""

    schema: ClassVar[dict[str, Any]] = {**A_TEXT, "maxLength": LONGEST_QUERY}

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        """Look into ``fields``, all of which are public."""
        self.fields = fields
        super().__init__(fields[0], max_length=LONGEST_QUERY, strip=False, **kwargs)

    def condition(self, value: object) -> Q:
        """Return the condition: each word somewhere."""
        condition = Q()
        for word in str(value).split():
            found = Q()
            for field in self.fields:
                found |= Q(**{f"{field}__icontains": word})
            condition &= found
        return condition


class ParameterFilterSet(FilterSet):
    """The filters of one list.

    ``related`` names sets of rows that refer to the list's row by ``OuterRef``. All conditions on one of them
    hold for one and the same related row: claimant and outlet together mean one appearance.
    """

    related: ClassVar[Mapping[str, Related]] = {}
    base_filters: ClassVar[dict[str, django_filters.Filter]]

    def filter_queryset(self, queryset: QuerySet[Model]) -> QuerySet[Model]:
        """Return the rows that satisfy every condition."""
        queryset = super().filter_queryset(queryset)  # type: ignore[no-untyped-call]  # likewise
        for name, rows in self.related.items():
            conditions = self._conditions_on(name)
            if conditions:
                queryset = queryset.filter(Exists(rows().filter(conditions)))
        return queryset

    def _conditions_on(self, related: str) -> Q:
        conditions = Q()
        for name, parameter in self.filters.items():
            value = self.form.cleaned_data.get(name)
            if isinstance(parameter, ParameterFilter) and parameter.related == related and value not in (None, ""):
                conditions &= parameter.condition(value)
        return conditions


def filter_set(
    model: type[Model], *, related: Mapping[str, Related] | None = None, **filters: django_filters.Filter
) -> type[ParameterFilterSet]:
    """Return the filters of the lists of ``model``, by the names that clients give."""
    meta = type("Meta", (), {"model": model, "fields": []})
    content = {"Meta": meta, "related": related or {}, **filters}
    return type(f"{model.__name__}Filter", (ParameterFilterSet,), content)


class ParameterBackend(DjangoFilterBackend):
    """Applies a viewset's ``filterset_class``."""


def day_range(
    name: str,
    field_name: str,
    *,
    help: str,  # as above
    related: str = "",
    day: type[DayFilter] = DayFilter,
) -> dict[str, DayFilter]:
    """Return the filters ``<name>_from`` and ``<name>_to``, both inclusive."""
    return {
        f"{name}_from": day(field_name, lookup_expr="gte", related=related, help=f"{help} on this day or later."),
        f"{name}_to": day(field_name, lookup_expr="lte", related=related, help=f"{help} on this day or earlier."),
    }
