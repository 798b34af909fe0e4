"""The sheets of claims, claimants and topics."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.actions.claim import create_claim, require_unmerged, revise_claim
from claims.models import Claim, Claimant, Topic
from claims.rules import MESSAGES
from sources.actions.plain_row import record_row, revise_row
from sources.interchange.tabular import BETWEEN, FieldColumn, Sheet, entries, fields


@dataclass(frozen=True)
class TopicsColumn:
    """The topics of a claim by name, with bars between them."""

    key: str = "topics"
    is_required: bool = False

    def show(self, row: Claim) -> str:
        """Return the names in order."""
        return BETWEEN.join(sorted(topic.name for topic in row.topics.all()))

    def read(self, cell: str) -> list[Topic]:
        """Return the topics; none is made by the way."""
        names = entries(cell)
        found = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
        missing = [name for name in names if name not in found]
        if missing:
            raise ValidationError(_("There is no topic “%(name)s”. Add it first.") % {"name": missing[0]})
        return list(found.values())


def change_claim(*, row: Claim, by: User, **values: Any) -> Model:
    """Change a claim; a merged one only redirects."""
    require_unmerged(row)
    return revise_claim(claim=row, by=by, **values)


def add_claimant(*, by: User, **values: Any) -> Model:
    """Add a claimant."""
    return record_row(Claimant, by=by, words=MESSAGES, **values)


def change_claimant(*, row: Claimant, by: User, **values: Any) -> Model:
    """Change a claimant."""
    return revise_row(row, by=by, words=MESSAGES, **values)


def add_topic(*, by: User, **values: Any) -> Model:
    """Add a topic."""
    return record_row(Topic, by=by, words=MESSAGES, **values)


def change_topic(*, row: Topic, by: User, **values: Any) -> Model:
    """Change a topic."""
    return revise_row(row, by=by, words=MESSAGES, **values)


CLAIMS = Sheet(
    model=Claim,
    columns=(
        *fields(Claim, "statement", "short_statement", "language", "kind", "speaks_of", "context"),
        TopicsColumn(),
        FieldColumn(Claim, "assignee", by="username"),
        *fields(Claim, "priority", "note"),
    ),
    create=create_claim,
    revise=change_claim,
    shown={"id": lambda row: str(row.pk), "status": lambda row: row.status},
    along=("assignee",),
    ahead=("topics",),
)
CLAIMANTS = Sheet(
    model=Claimant,
    columns=fields(
        Claimant, "kind", "name", "aliases", "description", "country", "wikidata_id", "died", "outlet", "article"
    ),
    create=add_claimant,
    revise=change_claimant,
    shown={},
    along=("outlet", "article"),
)
TOPICS = Sheet(
    model=Topic, columns=fields(Topic, "name", "slug"), create=add_topic, revise=change_topic, shown={}
)  # fmt: skip
