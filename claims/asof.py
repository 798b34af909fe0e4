"""The public state on an earlier day, for whoever asks questions through the models.

    with as_of(day):
        claim = with_details(Claim.objects.public()).get(pk=1)

Inside, every query reads each table as it stood at the end of that day, so that QuerySets, prefetches and serializers
show the day without knowing of it; what is read lazily must be read inside. Nothing is written there, and what
was derived from the texts for searching is of today, so no text search belongs there.

- Rows come from their history. What is not public any more is not shown on any day: it was withdrawn.
- A verdict's version stands from and until the times that its own events tell, which a bundle brings along.
- Independent sources are counted anew, from what is shown of that day.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from claims.enums import PUBLIC_STATES
from claims.models import Appearance, Claim, Evidence, ExternalReview, Inquiry, SourceCount, Translation, Verdict
from claims.models import VerdictEvent as Event
from claims.source_counts import ORIGINS, SOURCE_COUNTS
from sources.enums import Publication
from sources.models import Article, ArticleOrigin

# What must hold of a row today, lest it has been withdrawn; of other tables the public rows decide.
IS_PUBLIC = f"today.status = '{Publication.PUBLIC}'"
STILL_PUBLIC: dict[type[Model], str] = {
    Claim: IS_PUBLIC,
    Article: IS_PUBLIC,
    Appearance: IS_PUBLIC,
    Evidence: IS_PUBLIC,
    Inquiry: "today.is_public",
    Translation: "today.checked_at IS NOT NULL",
    ExternalReview: "true",
}

# What the database works out from other rows, which are asked themselves.
WORKED_OUT = {"is_shown": 'true AS "is_shown"'}

# The version of each row that was the last one before the moment.
HISTORY = """
SELECT {columns} FROM {history} h
WHERE h.pgh_created_at < {moment} AND h.pgh_label <> 'delete' AND NOT EXISTS (
    SELECT FROM {history} later
    WHERE later.pgh_obj_id = h.pgh_obj_id AND later.pgh_id > h.pgh_id AND later.pgh_created_at < {moment}
)
"""
STILL = "AND EXISTS (SELECT FROM {table} today WHERE today.id = h.pgh_obj_id AND {condition})"

# A published version is never changed: only where it stands follows the day.
VERDICTS = """
SELECT {columns} FROM {table} v WHERE v.state IN ({states}) AND v.published_at < {moment}
"""
STANDING = """
COALESCE((SELECT e.kind FROM {events} e WHERE e.verdict_id = v.id AND e.kind IN ({states}) AND e.at < {moment}
          ORDER BY e.id DESC LIMIT 1), 'published')
"""
EVENTS = "SELECT * FROM {table} WHERE at < {moment}"


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the moment at which the day is over everywhere that UTC is told."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), datetime.UTC)


def history_began() -> datetime.datetime | None:
    """Return when the first claim came into this database, None where none did: earlier days are not known."""
    events = apps.get_model("claims", "ClaimHistory").objects.order_by("pgh_id")
    began: datetime.datetime | None = events.values_list("pgh_created_at", flat=True).first()
    return began


@contextmanager
def as_of(day: datetime.date | None) -> Iterator[None]:
    """Have every query inside read the tables as they were at the end of ``day`` (in UTC); of now where it is None."""
    if day is None:
        yield
        return
    with connection.execute_wrapper(_reading(end_of(day))):
        yield


def as_it_was(statement: str, day: datetime.date | None) -> str:
    """Return the SELECT with the tables that it names as they were at the end of ``day``; of now where it is None."""
    return _shadowed(statement, end_of(day)) if day else statement


def _reading(moment: datetime.datetime) -> Callable[..., Any]:
    def read(execute: Callable[..., Any], statement: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001  # as Django calls it
        return execute(_shadowed(statement, moment), params, many, context)

    return read


def _shadowed(statement: str, moment: datetime.datetime) -> str:
    """Put the tables of the day before the statement, under the names by which it knows those of now."""
    past = tables()
    wanted = _named(statement, past)
    if not wanted:
        return statement
    if not re.match(r"\s*\(*\s*SELECT\b", statement):
        raise ValueError(f"Only queries may look at an earlier day, and this is none: {statement[:80]}")
    for name in reversed(past):
        if name in wanted:
            wanted |= _named(past[name], past)
    literal = f"'{moment.isoformat()}'::timestamptz"
    shown = ", ".join(
        f'"{name}" AS NOT MATERIALIZED ({past[name].replace("{moment}", literal)})' for name in past if name in wanted
    )
    return f"WITH {shown} {statement}"


def _named(statement: str, past: dict[str, str]) -> set[str]:
    return set(re.findall(r'"(\w+)"', statement)).intersection(past)


@cache
def tables() -> dict[str, str]:
    """Return each table's SELECT of a ``{moment}``, by the table's name; each needs only those before it."""
    past = {model._meta.db_table: _of_history(model, event) for model, event in _tracked() if model != Verdict}
    states = ", ".join(f"'{state}'" for state in PUBLIC_STATES)
    events, verdicts = Event._meta.db_table, Verdict._meta.db_table
    state = STANDING.replace("{events}", events).replace("{states}", states)
    columns = ", ".join(f"{state} AS state" if column == "state" else f'v."{column}"' for column in _columns(Verdict))
    past[events] = EVENTS.replace("{table}", events)
    past[verdicts] = VERDICTS.replace("{columns}", columns).replace("{table}", verdicts).replace("{states}", states)
    past[ArticleOrigin._meta.db_table] = ORIGINS
    past[SourceCount._meta.db_table] = SOURCE_COUNTS
    return past


def _tracked() -> list[tuple[type[Model], type[Model]]]:
    """Return each table that has a history, with the table of its versions."""
    models = [model for app in ("sources", "claims") for model in apps.get_app_config(app).get_models()]
    found: list[tuple[type[Model], type[Model]]] = [
        (vars(event)["pgh_tracked_model"], event) for event in models if "pgh_tracked_model" in vars(event)
    ]
    return found


def _of_history(model: type[Model], event: type[Model]) -> str:
    # The row's own key stands in the index of its history.
    shown = {"id": 'h.pgh_obj_id AS "id"', **WORKED_OUT}
    columns = ", ".join(shown.get(name, f'h."{name}"') for name in _columns(model))
    past = HISTORY.replace("{columns}", columns).replace("{history}", event._meta.db_table)
    if model in STILL_PUBLIC:
        past += STILL.replace("{table}", model._meta.db_table).replace("{condition}", STILL_PUBLIC[model])
    return past


def _columns(model: type[Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]
