"""Claims of a bundle, their appearances and evidence: added as drafts, approved, and brought to their status."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from django.contrib.auth.models import User

from claims.interchange.bundle_tables import RATING_SCALES, RATINGS
from claims.models import (
    Appearance,
    AttributionStep,
    Claim,
    Claimant,
    ClaimMatch,
    ClaimTopic,
    ExternalReview,
    Rating,
    RatingScale,
    Topic,
    Verdict,
)
from sources.enums import Publication
from sources.interchange.bundle_store import Store, in_the_name_of
from sources.interchange.bundle_table import Record, Table
from sources.models import Outlet


def let_scales_give_way(records: Mapping[Table, Mapping[str, Record]]) -> None:
    """Remove shipped scales that differ from the bundle's, as long as nothing was ever rated here."""
    if Verdict.objects.filter(rating__isnull=False).exists() or ExternalReview.objects.exists():
        return
    scales, ratings = records[RATING_SCALES], records[RATINGS]
    if not (_any_differs(RATING_SCALES, scales) or _any_differs(RATINGS, ratings)):
        return
    Rating.objects.filter(external_id__in=ratings).delete()
    RatingScale.objects.filter(external_id__in=scales, ratings__isnull=True).delete()


def _any_differs(table: Table, records: Mapping[str, Record]) -> bool:
    return any(row != records[row["external_id"]].json for row in table.rows(records))


def load_claims(store: Store, claims: Sequence[Record], *, shown: Collection[str]) -> None:
    """Add claims with their topics; those named by ``shown`` are public until `finish_claims`."""
    apart = {"merged_into_id": None, "lead_appearance_id": None}
    store.insert((claim for claim in claims if claim.name not in shown), **apart)
    store.insert((claim for claim in claims if claim.name in shown), **apart, status=Publication.PUBLIC)
    for username, group in in_the_name_of(claims, "created_by"):
        store.write(group, username, partial(_link_topics, store))


def _link_topics(store: Store, claims: Sequence[Record]) -> None:
    ClaimTopic.objects.bulk_create(
        ClaimTopic(claim_id=store.keys(Claim)[claim.name], topic_id=store.keys(Topic)[topic])
        for claim in claims
        for topic in claim.values["topics"]
    )


def load_appearances(store: Store, appearances: Sequence[Record]) -> None:
    """Add appearances with their attribution as drafts, and approve those that were."""
    store.insert(appearances, status=Publication.DRAFT, approved_by_id=None)
    # The database takes who writes a step for who edited the appearance.
    for username, group in in_the_name_of((some for some in appearances if some.values["steps"]), "edited_by"):
        store.write(group, username, partial(_write_steps, store))
    approve(store, appearances)


def _write_steps(store: Store, appearances: Sequence[Record]) -> None:
    AttributionStep.objects.bulk_create(
        AttributionStep(
            appearance_id=store.keys(Appearance)[appearance.name],
            position=position,
            claimant_id=store.key(Claimant, step["claimant"]),
            outlet_id=store.key(Outlet, step["outlet"]),
            verb=step["verb"],
        )
        for appearance in appearances
        for position, step in enumerate(appearance.values["steps"], start=1)
    )


def load_evidence(store: Store, evidence: Sequence[Record]) -> None:
    """Add evidence as drafts, and approve what was."""
    store.insert(evidence, status=Publication.DRAFT, approved_by_id=None)
    approve(store, evidence)


def approve(store: Store, records: Sequence[Record]) -> None:
    """Make public what ever was, by whom the records name; what is withdrawn now is so again at the end."""
    were_public = [
        record
        for record in records
        if record.values["status"] == Publication.PUBLIC
        or (record.values["status"] == Publication.WITHDRAWN and record.values["approved_by"] is not None)
    ]
    for username, group in in_the_name_of(were_public, "approved_by"):
        store.write(group, username, partial(_approve, store, username))


def _approve(store: Store, username: str | None, records: Sequence[Record]) -> None:
    model = records[0].table.model
    keys = [store.key(model, record.name) for record in records]
    rows = model._default_manager.filter(pk__in=keys)
    rows.update(status=Publication.PUBLIC, approved_by=store.key(User, username))


def withdraw(store: Store, records: Sequence[Record]) -> None:
    """Withdraw appearances or evidence; the bundle does not say who did."""
    store.update(records, by=None, fields=["status"])


def finish_claims(store: Store, claims: Sequence[Record]) -> None:
    """Give claims their status, and let them point to their lead and to what they were merged into."""
    named = {claim.name: claim for claim in claims}
    for claim in claims:
        target = named.get(claim.values["merged_into"])
        if target and target.values["merged_into"] is not None:
            raise claim.line.refuse(f"merged_into: “{target.name}” has itself been merged. Name what it points to.")
    store.update(claims, by="created_by", fields=["status", "lead_appearance", "merged_into"])


def load_matches(store: Store, matches: Sequence[Record]) -> None:
    """Add matches, the two claims of each in the order of their numbers here."""
    for username, group in in_the_name_of(matches, "created_by"):
        store.write(group, username, partial(_create_matches, store))


def _create_matches(store: Store, matches: Sequence[Record]) -> None:
    rows = [ClaimMatch(**store.columns(match)) for match in matches]
    for row in rows:
        row.first_id, row.second_id = sorted((row.first_id, row.second_id))
    ClaimMatch.objects.bulk_create(rows)
