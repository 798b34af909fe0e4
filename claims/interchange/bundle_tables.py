"""The tables of claims, and the users named, as a bundle carries them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, QuerySet

from claims.models import (
    Affiliation,
    Appearance,
    AttributionStep,
    Claim,
    Claimant,
    ClaimMatch,
    ClaimTopic,
    Evidence,
    ExternalReview,
    Inquiry,
    Rating,
    RatingScale,
    Topic,
    Translation,
    Verdict,
    VerdictComment,
    VerdictContributor,
    VerdictEvent,
    VerdictEvidence,
)
from sources.interchange.bundle import TABLES as SOURCE_TABLES
from sources.interchange.bundle_columns import MisfitError, read_names, read_text
from sources.interchange.bundle_files import Line
from sources.interchange.bundle_table import WRITTEN, Keys, NameLinks, Record, Reference, Table
from sources.models import Outlet

FOUR_EYES = ("status", "created_by", "created_at", "edited_by", "approved_by")


@dataclass(frozen=True)
class Steps:
    """The attribution chain of an appearance, from the article inwards."""

    key: str = "steps"

    def stored(self) -> Mapping[int, list[Any]]:
        """Return the chain of each appearance."""
        chains: dict[int, list[Any]] = {}
        rows = AttributionStep.objects.order_by("position").values_list(
            "appearance_id", "claimant__external_id", "outlet__external_id", "verb"
        )
        for appearance, claimant, outlet, verb in rows:
            chains.setdefault(appearance, []).append({"claimant": claimant, "outlet": outlet, "verb": verb})
        return chains

    def read(self, given: object) -> list[Any]:
        """Return the chain, each step with a claimant or an outlet, and a verb."""
        if not isinstance(given, list):
            raise MisfitError("a list of steps belongs here.")
        return [self._step(step) for step in given]

    def _step(self, given: object) -> dict[str, Any]:
        if not isinstance(given, dict) or list(given) != ["claimant", "outlet", "verb"]:
            raise MisfitError("a step has the keys claimant, outlet and verb.")
        if (given["claimant"] is None) == (given["outlet"] is None):
            raise MisfitError("each step names either a claimant or an outlet, and null for the other.")
        return {key: None if value is None else read_text(value) for key, value in given.items()}

    def references(self, links: Sequence[Any]) -> Iterator[Reference]:
        """Yield the speakers."""
        for step in links:
            if step["claimant"] is not None:
                yield Reference(self.key, Claimant, step["claimant"])
            else:
                yield Reference(self.key, Outlet, step["outlet"])

    def columns(self, _links: Sequence[Any], _keys: Keys) -> dict[str, Any]:
        """Return nothing: the steps are rows of their own."""
        return {}


@dataclass(frozen=True)
class Editors:
    """Everybody who ever changed a row, so that none of them approves it."""

    model: type[Appearance] | type[Evidence]
    key: str = "editors"

    def stored(self) -> Mapping[int, list[Any]]:
        """Return the names of those who changed each row."""
        names = dict(User.objects.values_list("pk", "username"))
        rows = self.model._default_manager.exclude(editor_ids=[]).values_list("pk", "editor_ids")
        return {pk: sorted(names[user] for user in users) for pk, users in rows}

    def read(self, given: object) -> list[Any]:
        """Return the names, in order and each once."""
        return read_names(given)

    def references(self, links: Sequence[Any]) -> Iterator[Reference]:
        """Yield the accounts."""
        for name in links:
            yield Reference(self.key, User, name)

    def columns(self, links: Sequence[Any], keys: Keys) -> dict[str, Any]:
        """Return the column that holds their numbers."""
        return {"editor_ids": [keys(User)[name] for name in links]}


class Contributors(NameLinks):
    """Who wrote a part of a verdict besides its author."""

    def rows(self) -> QuerySet[Any]:
        """Return all contributors but the authors."""
        return VerdictContributor.objects.exclude(user=F("verdict__author"))


class MatchTable(Table):
    """Two claims, in the order of their names: the order of their numbers does not travel."""

    def rows(self, names: Collection[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the stored matches."""
        for row in super().rows(names):
            first, second = sorted((row["first"], row["second"]))
            yield row | {"first": first, "second": second}

    def record(self, line: Line) -> Record:
        """Return the match that a line gives."""
        record = super().record(line)
        if record.values["first"] >= record.values["second"]:
            raise line.refuse("first, second: two different claims, in alphabetical order, belong here.")
        return record


USERS = Table(
    "users", User, ("username",), (NameLinks("groups", User.groups.through, "user", "group"),), named_by="username"
)
CLAIMANTS = Table(
    "claimants",
    Claimant,
    (
        "external_id", "kind", "name", "aliases", "description", "country", "wikidata_id", "died", "outlet",
        "article", *WRITTEN,
    ),
    later=frozenset({"died"}),
)  # fmt: skip
AFFILIATIONS = Table(
    "affiliations",
    Affiliation,
    ("external_id", "claimant", "title", "organisation", "since", "until", *WRITTEN),
)
TOPICS = Table("topics", Topic, ("external_id", "name", "slug", *WRITTEN))
RATING_SCALES = Table("rating_scales", RatingScale, ("external_id", "name", "description", "kinds", *WRITTEN))
RATINGS = Table(
    "ratings",
    Rating,
    (
        "external_id", "scale", "label", "definition", "value", "normalised", "position", "retired_at",
        *WRITTEN,
    ),
)  # fmt: skip
CLAIMS = Table(
    "claims",
    Claim,
    (
        "external_id", "statement", "short_statement", "language", "kind", "speaks_of", "context", "status",
        "merged_into", "lead_appearance", "assignee", "priority", "note", *WRITTEN,
    ),
    (NameLinks("topics", ClaimTopic, "claim", "topic"),),
)  # fmt: skip
APPEARANCES = Table(
    "appearances",
    Appearance,
    (
        "external_id", "claim", "passage", "claimant", "affiliation", "stance", "manner", "fidelity",
        "original_wording", "original_article", "said", "occasion", *FOUR_EYES,
    ),
    (Editors(Appearance), Steps()),
)  # fmt: skip
EVIDENCE = Table(
    "evidence",
    Evidence,
    ("external_id", "claim", "article", "passage", "locator", "stance", "comment", "is_primary", *FOUR_EYES),
    (Editors(Evidence),),
)
VERDICTS = Table(
    "verdicts",
    Verdict,
    (
        "external_id", "claim", "version", "state", "title", "statement", "short_statement", "lead_appearance",
        "rating", "summary", "rationale", "evidence_until", "review_by", "change_kind", "change_note", "author",
        "reviewer", "submitted_at", "decided_at", "published_at", "digest", *WRITTEN,
    ),
    (
        NameLinks("evidence", VerdictEvidence, "verdict", "evidence"),
        Contributors("contributors", VerdictContributor, "verdict", "user"),
    ),
)  # fmt: skip
EVENTS = Table(
    "verdict_events",
    VerdictEvent,
    ("verdict", "kind", "by", "at", "note", "digest"),
    named_by="verdict",
    # The chain; events of a transaction that is still open have no position yet.
    order=(F("position").asc(nulls_last=True), F("id").asc()),
)
COMMENTS = Table(
    "verdict_comments",
    VerdictComment,
    ("external_id", "verdict", "field", "text", "resolved_by", "resolved_at", *WRITTEN),
)
INQUIRIES = Table(
    "inquiries",
    Inquiry,
    (
        "external_id", "claim", "addressee", "asked_at", "deadline", "answer", "answered_at", "reason_not_asked",
        "is_public", *WRITTEN,
    ),
)  # fmt: skip
TRANSLATIONS = Table(
    "translations",
    Translation,
    (
        "external_id", "claim", "language", "statement", "summary", "verdict", "origin", "checked_by", "checked_at",
        *WRITTEN,
    ),
)  # fmt: skip
EXTERNAL_REVIEWS = Table(
    "external_reviews",
    ExternalReview,
    (
        "external_id", "claim", "publisher", "url", "title", "label", "rating", "reviewed_on", "language",
        "claimant_name", "said", "sources", *WRITTEN,
    ),
    later=frozenset({"claimant_name", "said", "sources"}),
)  # fmt: skip
MATCHES = MatchTable(
    "matches",
    ClaimMatch,
    ("external_id", "first", "second", "method", "score", "polarity", "decision", "decided_by", "decided_at", *WRITTEN),
    later=frozenset({"polarity"}),
)

CLAIM_TABLES = (
    CLAIMANTS, AFFILIATIONS, TOPICS, RATING_SCALES, RATINGS, CLAIMS, APPEARANCES, EVIDENCE, VERDICTS, EVENTS,
    COMMENTS, INQUIRIES, TRANSLATIONS, EXTERNAL_REVIEWS, MATCHES,
)  # fmt: skip
TABLES = (USERS, *SOURCE_TABLES, *CLAIM_TABLES)
