"""Storing what a corpus says: new rows are added, rows that are there must say the same."""

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models

from sources.enums import Decision
from sources.interchange.corpus_facts import Facts
from sources.models.base import ExternallyIdentified
from sources.rules import Refusal, refusing

SHOWN = 80  # characters of a differing value repeated in a message


@dataclass(frozen=True)
class Stored:
    """How many rows of one kind an import added, and how many were there already."""

    what: str
    new: int
    unchanged: int

    def __str__(self) -> str:
        return f"{self.what}: {self.new} new, {self.unchanged} unchanged"


@dataclass
class Store:
    """One import: in whose name, when, and the rows that it has added or found so far."""

    by: User
    now: datetime.datetime
    report: Callable[[str], None]
    rows: dict[tuple[object, str], ExternallyIdentified] = field(default_factory=dict)  # by model and id

    def add(self, what: str, model: type[ExternallyIdentified], facts_by_id: Mapping[str, Facts]) -> Stored:
        """Add the rows of one kind that are not there yet, and report how many."""
        there = model._default_manager.in_bulk(list(facts_by_id), field_name="external_id")
        for external_id, facts in facts_by_id.items():
            values = self._values(model, facts)
            row = there.get(external_id)
            if row is None:
                row = self._create(model, facts, values)
            else:
                _refuse_difference(row, facts, values)
            self.rows[model, external_id] = row
        stored = Stored(what, len(facts_by_id) - len(there), len(there))
        self.report(f"{stored}.")
        return stored

    def _values(self, model: type[models.Model], facts: Facts) -> dict[str, Any]:
        """Return the model's field values, with rows in place of the ids of rows added before."""
        values = {item.name: getattr(facts, item.name) for item in dataclasses.fields(facts) if item.name != "entry"}
        for name, value in values.items():
            related = model._meta.get_field(name).related_model
            if related and value is not None:
                values[name] = self.rows[related, value]
        return values

    def _create(self, model: type[ExternallyIdentified], facts: Facts, values: dict[str, Any]) -> ExternallyIdentified:
        row = model(**values, **self._who_and_when(model, values))
        try:
            row.clean_fields(exclude=[item.name for item in model._meta.fields if item.is_relation])
            row.validate_unique()
            with refusing(by=self.by):
                row.save(force_insert=True)
        except ValidationError as error:
            key, messages = next(iter(error.message_dict.items()))
            raise facts.entry.refuse(key, f"{key}: {' '.join(messages)}") from error
        except Refusal as refusal:
            raise facts.entry.refuse("id", f"{facts.external_id}: {refusal.message}") from refusal
        return row

    def _who_and_when(self, model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
        known = {item.name for item in model._meta.fields}
        is_decided = "decided_by" in known and values["status"] != Decision.SUGGESTED
        return {
            **({"created_by": self.by, "created_at": self.now} if "created_by" in known else {}),
            **({"decided_by": self.by, "decided_at": self.now} if is_decided else {}),
        }


def _refuse_difference(row: ExternallyIdentified, facts: Facts, values: dict[str, Any]) -> None:
    for name, given in values.items():
        stored = getattr(row, name)
        if isinstance(given, bytes):
            stored = bytes(stored)
        if stored != given:
            raise facts.entry.refuse(
                name,
                f"{facts.external_id} is stored with another {name}: {_shown(stored)}, not {_shown(given)}. "
                "What is stored is never overwritten: correct the file, or the row at the desk.",
            )


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN]}…”"
