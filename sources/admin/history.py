"""The versions of a row, as the database kept them: when, who, what changed."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHOWN = 300  # versions on one page, the newest
KINDS = {"insert": gettext_lazy("created"), "update": gettext_lazy("changed"), "delete": gettext_lazy("deleted")}
# Columns that follow from others or are of no interest to a reader of the history.
LEFT_OUT = {"id", "updated_at", "created_at", "said_on", "published_on", "content"}


@dataclass(frozen=True)
class Difference:
    """One column before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One write to a row."""

    at: datetime.datetime
    who: str
    what: str
    differences: list[Difference]


def event_model(model: type[Model]) -> type[Model] | None:
    """Return the table of ``model``'s history, if it keeps one."""
    try:
        relation = model._meta.get_field("history")
    except FieldDoesNotExist:
        return None
    related = relation.related_model
    return related if isinstance(related, type) else None


def versions(model: type[Model], pk: Any, linked: Iterable[tuple[type[Model], str]] = ()) -> list[Version]:
    """Return the writes to a row, the newest first, with those to its ``linked`` rows (model, foreign key)."""
    names = Names()
    found = list(_versions(model, {"pgh_obj_id": pk}, names, titled=False))
    for link, key in linked:
        found += _versions(link, {f"{key}_id": pk}, names, titled=True)
    # What one transaction wrote has one time; the later write still comes first.
    found.reverse()
    found.sort(key=lambda version: version.at, reverse=True)
    return found[:SHOWN]


def written_since(model: type[Model], pk: Any, seen: datetime.datetime | None) -> Version | None:
    """Return all that was written to a row since the version that last changed at ``seen``, as one write.

    In the name of whoever wrote last; from the beginning where nothing was seen, and None where nothing was written.
    """
    history = event_model(model)
    if history is None:
        return None
    events: Any = history._base_manager.filter(pgh_obj_id=pk).select_related("pgh_context").order_by("pgh_id")
    before, last = (events.filter(updated_at__lte=seen).last() if seen else None), events.last()
    if last is None or last == before:
        return None
    names = Names()
    return Version(last.pgh_created_at, names.user(last), _("changed"), list(_differences(before, last, names)))


def last_writer(model: type[Model], condition: dict[str, Any]) -> str:
    """Return who wrote last to the rows of ``condition``; empty where nobody did."""
    history = event_model(model)
    rows: Any = history._base_manager.filter(**condition).select_related("pgh_context") if history else None
    last = rows.order_by("pgh_id").last() if rows is not None else None
    return Names().user(last) if last else ""


def _versions(model: type[Model], condition: dict[str, Any], names: "Names", *, titled: bool) -> Iterator[Version]:
    history = event_model(model)
    if history is None:
        return
    earlier: dict[Any, Any] = {}
    events: Any = history._base_manager.filter(**condition).select_related("pgh_context").order_by("pgh_id")
    for event in events:
        before = earlier.get(event.pgh_obj_id)
        earlier[event.pgh_obj_id] = event
        differences = [] if event.pgh_label == "delete" and not titled else list(_differences(before, event, names))
        if event.pgh_label == "update" and not differences:
            continue
        kind = str(KINDS.get(event.pgh_label, event.pgh_label))
        what = f"{model._meta.verbose_name} {kind}" if titled else kind
        yield Version(event.pgh_created_at, names.user(event), what, differences)


def _differences(before: Any, event: Any, names: "Names") -> Iterator[Difference]:
    is_gone = event.pgh_label == "delete"
    for field in event._meta.concrete_fields:
        if field.name.startswith("pgh_") or field.name in LEFT_OUT:
            continue
        old = getattr(before, field.attname) if before else None
        new = None if is_gone else getattr(event, field.attname)
        if old != new and (old or new):
            yield Difference(str(field.verbose_name), names.value(field, old), names.value(field, new))


class Names:
    """Words for stored values; whoever or whatever is named twice is looked up once."""

    def __init__(self) -> None:
        """Begin with nothing looked up."""
        self._known: dict[tuple[type[Model], Any], str] = {}

    def user(self, event: Any) -> str:
        """Return who wrote the version."""
        metadata = event.pgh_context.metadata if event.pgh_context else {}
        pk = metadata.get("user")
        return self.row(User, pk) if pk else _("the program")

    def row(self, model: type[Model], pk: Any) -> str:
        """Return what a row is called now, or its number if it is gone."""
        key = (model, pk)
        if key not in self._known:
            found = model._base_manager.filter(pk=pk).first()
            self._known[key] = str(found) if found else f"{model._meta.verbose_name} {pk}"
        return self._known[key]

    def value(self, field: "Field[Any, Any]", value: Any) -> str:
        """Return a column's value in words; empty for nothing."""
        if value is None or value == "":
            return ""
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type):
            return self.row(field.related_model, value)
        if isinstance(value, datetime.datetime):
            return f"{value:%Y-%m-%d %H:%M:%S}"
        if isinstance(value, list):
            return "\n".join(str(entry) for entry in value)
        return str(dict(field.flatchoices).get(value, value))
