"""The place of a row among the best hits, as a column that lists can be ordered by."""

from collections.abc import Sequence
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast

from rest.ordering import BY_ID, Key, Order

Row = TypeVar("Row", bound=Model)

BY_RELEVANCE: Order = (Key("relevance", int), *BY_ID)


def with_relevance(rows: QuerySet[Row], best: Sequence[int]) -> QuerySet[Row]:
    """Return the rows with ``relevance``: 1 for the first id of ``best``, 2 for the second."""
    places = Cast(Value(list(best)), ArrayField(BigIntegerField()))
    placed: QuerySet[Row] = rows.annotate(
        relevance=Func(places, F("pk"), function="array_position", output_field=IntegerField())
    )
    return placed
