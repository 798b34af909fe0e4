"""What somebody else changed in a row after a form had read it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimTopic, Verdict, VerdictEvidence
from sources.admin.history import Difference, Version, last_writer, written_since

# The table of the links that a form edits along with its row, and the key to the row.
LINKS: dict[type[Model], tuple[type[Model], str]] = {
    Claim: (ClaimTopic, "claim_id"),
    Verdict: (VerdictEvidence, "verdict_id"),
}


def changed_since(form: Any) -> list[Version]:
    """Return what was written that the form had not seen; nothing where that is not its fault."""
    if not any(error.code == "changed_meanwhile" for error in form.non_field_errors().as_data()):
        return []
    return list(_written(form))


def _written(form: Any) -> Iterator[Version]:
    row: Model = form.instance
    at, _bar, linked = form.seen_by_editor.partition("|")
    written = written_since(type(row), row.pk, parse_datetime(at))
    if written and written.differences:
        yield written
    then = {int(pk) for pk in linked.split(",") if pk.isascii() and pk.isdigit()}
    links = getattr(row, form.linked)
    now = set(links.values_list("pk", flat=True))
    if then != now:
        table, key = LINKS[type(row)]
        name = links.model._meta.verbose_name_plural
        difference = Difference(str(name), _named(links.model, then), _named(links.model, now))
        yield Version(timezone.now(), last_writer(table, {key: row.pk}), _("changed"), [difference])


def _named(model: type[Model], keys: set[int]) -> str:
    return "; ".join(str(one) for one in model._default_manager.filter(pk__in=keys).order_by("pk"))
