"""One verb done to many rows, a chunk a request: what is left, what was done, what was refused and why."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from sources.admin.verbs import Verb
from sources.rules import Refusal

CHUNK = 100  # rows that one request deals with
MOST = 5_000  # rows that may be selected


@dataclass(frozen=True)
class Refused:
    """A row that stays as it was, and the reason."""

    pk: int
    row: str
    reason: str


@dataclass
class BulkRun:
    """How far a verb has come with the rows that were selected; it travels in the page's form."""

    left: list[int]
    total: int
    done: int = 0
    refused: list[Refused] = field(default_factory=list)

    @classmethod
    def of(cls, ids: Iterable[int]) -> "BulkRun":
        """Return a run that has not begun."""
        left = list(ids)
        return cls(left, len(left))

    @classmethod
    def received(cls, sent: QueryDict) -> "BulkRun":
        """Return the run that a form carries on; raises `BadRequest` if it is none."""
        try:
            left = [int(pk) for pk in sent.get("left", "").split(",") if pk]
            refused = [
                Refused(int(pk), str(row), str(reason)) for pk, row, reason in json.loads(sent.get("refused", "[]"))
            ]
            run = cls(left, int(sent.get("total", "")), int(sent.get("done", "0")), refused)
        except (ValueError, TypeError) as error:
            raise BadRequest(_("The selection cannot be read. Select the rows again.")) from error
        if len(left) > MOST:
            raise BadRequest(_("Too many rows at once. Select fewer."))
        return run

    @property
    def fields(self) -> dict[str, Any]:
        """Return what the form of the next request carries."""
        refused = [[row.pk, row.row, row.reason] for row in self.refused]
        left = ",".join(str(pk) for pk in self.left)
        return {"left": left, "total": self.total, "done": self.done, "refused": json.dumps(refused)}

    @property
    def seen(self) -> int:
        """Return how many rows were dealt with."""
        return self.total - len(self.left)

    def go_on(self, verb: Verb[Any], rows: QuerySet[Any], *, by: User, typed: dict[str, Any]) -> list[Any]:
        """Do the next chunk, each row by itself, and return the rows that were done."""
        chunk, self.left = self.left[:CHUNK], self.left[CHUNK:]
        found = {row.pk: row for row in rows.filter(pk__in=chunk)}
        done = []
        for pk in chunk:
            try:
                if pk not in found:
                    raise Refusal("gone", _("It is gone: somebody has deleted it, or you may not see it."))
                attempt(verb, found[pk], by=by, typed=typed)
            except Refusal as refusal:
                self.refused.append(Refused(pk, str(found.get(pk, pk)), refusal.message))
            else:
                done.append(found[pk])
        self.done += len(done)
        return done


def attempt(verb: Verb[Any], row: Model, *, by: User, typed: dict[str, Any]) -> None:
    """Do ``verb`` to ``row``, or raise `Refusal`: in the words of its rule, where it has a word against it."""
    with transaction.atomic():
        # As it is now, and nobody else's change is written over.
        row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update())
        makes_sense = verb.offered(row, by)
        verb.perform(row, by=by, **typed)
        if not makes_sense:
            raise Refusal("not_offered", _("“%(verb)s” is not possible as it stands now.") % {"verb": verb.label})
