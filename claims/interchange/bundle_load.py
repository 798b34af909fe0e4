"""Reading a bundle into the database, whole or not at all.

Rows are added as drafts and walked to their state in the names and at the times that the bundle gives, by the
rules of the database. A row that is stored already must say the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from claims.enums import PUBLIC_STATES
from claims.interchange import bundle_claims, bundle_verdicts
from claims.interchange.bundle_tables import (
    AFFILIATIONS,
    APPEARANCES,
    CLAIMANTS,
    CLAIMS,
    COMMENTS,
    EVENTS,
    EVIDENCE,
    EXTERNAL_REVIEWS,
    INQUIRIES,
    MATCHES,
    RATING_SCALES,
    RATINGS,
    TABLES,
    TOPICS,
    TRANSLATIONS,
    USERS,
    VERDICTS,
)
from claims.rules import MESSAGES
from sources.interchange import bundle
from sources.interchange.bundle_files import BundleError, read_lines, read_manifest
from sources.interchange.bundle_store import Store, Stored, only_new
from sources.interchange.bundle_table import Record, Reference, Table, by_name
from sources.rules import check_deferred_rules

Records = dict[Table, dict[str, Record]]
New = Mapping[Table, Sequence[Record]]

# The actions speak to whoever clicked; a bundle's line is told which key is wrong.
WORDS: dict[str, Any] = {
    **MESSAGES,
    "appearance_four_eyes": _("approved_by: somebody else than who made or edited the appearance belongs here."),
    "appearance_public_is_approved": _("approved_by: what is public names who made it and who approved it."),
    "evidence_four_eyes": _("approved_by: somebody else than who made or edited the evidence belongs here."),
    "evidence_public_is_approved": _("approved_by: what is public names who made it and who approved it."),
    "verdict_reviewer_not_author": _("reviewer: somebody else than the author belongs here."),
    "verdict_reviewer_contributed": _(
        "reviewer: somebody who had no part in the verdict belongs here, neither its author nor a contributor."
    ),
    "event_approved_by_reviewer": _("by: a verdict is approved by its reviewer."),
}


def load_bundle(directory: Path, *, report: Callable[[str], None]) -> list[Stored]:
    """Store the bundle in ``directory`` and say of each table how many rows are new and how many were there.

    Raises `BundleError`, with file, line and reason, if anything does not fit; then nothing is stored.
    """
    records, events = _read(directory)
    with transaction.atomic():
        store = Store(messages=WORDS)
        _check_references(store, [*_all(records), *events])
        bundle_claims.let_scales_give_way(records)
        new = {table: only_new(table, some) for table, some in records.items() if table is not USERS}
        new[USERS] = [user for name, user in records[USERS].items() if name not in store.keys(User)]
        new[EVENTS] = _new_events(records[VERDICTS], new[VERDICTS], events)
        _store(store, records, new, directory)
        _check_deferred(directory)
    stored = [Stored(table.name, len(new[table]), len(some) - len(new[table])) for table, some in records.items()]
    stored.append(Stored(EVENTS.name, len(new[EVENTS]), len(events) - len(new[EVENTS])))
    for told in stored:
        report(f"{told}.")
    return stored


def _read(directory: Path) -> tuple[Records, list[Record]]:
    """Return the records by table and name, and the events in their order; each object fits its table."""
    counts = read_manifest(directory, [table.name for table in TABLES])
    records: Records = {}
    events: list[Record] = []
    for table in TABLES:
        lines = read_lines(directory, table.name, counts[table.name]) if table.name in counts else []
        read = [table.record(line) for line in lines]
        if table is EVENTS:
            events = read
        else:
            records[table] = by_name(read)
    return records, events


def _all(records: Records) -> Iterable[Record]:
    return (record for some in records.values() for record in some.values())


def _check_references(store: Store, records: Sequence[Record]) -> None:
    given: dict[type[models.Model], set[str]] = {}
    for record in records:
        given.setdefault(record.table.model, set()).add(record.name)
    for record in records:
        for reference in record.references():
            known = given.get(reference.model, set())
            if reference.name not in known and reference.name not in store.keys(reference.model):
                raise _unknown(record, reference)


def _unknown(record: Record, reference: Reference) -> BundleError:
    what = reference.model._meta.verbose_name
    where = "in the database" if reference.model is Group else "in the bundle or in the database"
    return record.line.refuse(f"{reference.key}: there is no {what} “{reference.name}” {where}.")


def _new_events(verdicts: Mapping[str, Record], new: Sequence[Record], events: Sequence[Record]) -> list[Record]:
    """Return the events of the verdicts that are new; those of stored verdicts must be the stored ones."""
    of_verdict = bundle_verdicts.events_by_verdict(verdicts, events)
    for verdict in new:
        bundle_verdicts.check_way(verdict, of_verdict[verdict.name])
        bundle_verdicts.check_superseded(verdict, verdicts.values())
    names = {verdict.name for verdict in new}
    bundle_verdicts.check_same_events(
        {name: verdict for name, verdict in verdicts.items() if name not in names}, of_verdict
    )
    return [event for event in events if event.name in names]


def _store(store: Store, records: Records, new: New, directory: Path) -> None:
    claims, articles = _shown(records, new[VERDICTS])
    store.write(new[USERS], None, lambda users: _make_accounts(store, users))
    bundle.load_outlets_and_articles(store, new, directory, shown=articles)
    bundle.load_passages_and_derivations(store, new)
    for table in (CLAIMANTS, AFFILIATIONS, TOPICS, RATING_SCALES, RATINGS):
        store.insert(new[table])
    bundle_claims.load_claims(store, new[CLAIMS], shown=claims)
    bundle_claims.load_appearances(store, new[APPEARANCES])
    bundle_claims.load_evidence(store, new[EVIDENCE])
    _walk_verdicts(store, new)
    bundle_claims.finish_claims(store, new[CLAIMS])
    bundle.finish_articles(store, new[bundle.ARTICLES], shown=articles)
    # Only now: a mark may have been set over an appearance that was withdrawn for it.
    for table in (bundle.MARKS, bundle.READINGS, COMMENTS, INQUIRIES, TRANSLATIONS, EXTERNAL_REVIEWS):
        store.insert(new[table])
    bundle_claims.load_matches(store, new[MATCHES])


def _walk_verdicts(store: Store, new: New) -> None:
    """Walk the verdicts, and withdraw what was withdrawn as soon as none relies on it any more."""
    withdrawn = [
        record for table in (APPEARANCES, EVIDENCE) for record in new[table] if record.values["status"] == "withdrawn"
    ]
    leaving = bundle_verdicts.last_reliance(new[VERDICTS], new[EVENTS])
    after: dict[Record | None, list[Record]] = {}
    for record in withdrawn:
        after.setdefault(leaving.get((record.table, record.name)), []).append(record)
    _withdraw(store, after.get(None, []))
    for event in bundle_verdicts.replay(store, new[VERDICTS], new[EVENTS]):
        _withdraw(store, after.get(event, []))


def _withdraw(store: Store, records: Sequence[Record]) -> None:
    for table in (APPEARANCES, EVIDENCE):
        bundle_claims.withdraw(store, [record for record in records if record.table is table])


def _shown(records: Records, verdicts: Sequence[Record]) -> tuple[set[str], set[str]]:
    """Return the claims and articles that must be public while verdicts that ever were are walked there."""
    published = [verdict for verdict in verdicts if verdict.values["state"] in PUBLIC_STATES]
    claims = {verdict.values["claim"] for verdict in published}
    cited = {name for verdict in published for name in verdict.values["evidence"]}
    articles = {evidence.values["article"] for name, evidence in records[EVIDENCE].items() if name in cited}
    leads = {verdict.values["lead_appearance"] for verdict in published}
    passages = {appearance.values["passage"] for name, appearance in records[APPEARANCES].items() if name in leads}
    texts = {passage.values["text"] for name, passage in records[bundle.PASSAGES].items() if name in passages}
    articles |= {text.values["article"] for name, text in records[bundle.ARTICLE_TEXTS].items() if name in texts}
    return claims, articles


def _make_accounts(store: Store, users: Sequence[Record]) -> None:
    """Make accounts that nobody can sign in to, in the groups that the bundle names."""
    for user in users:
        account = User(username=user.name, is_active=False)
        account.set_unusable_password()
        account.save(force_insert=True)
        account.groups.set(Group.objects.filter(name__in=user.values["groups"]))
        store.keys(User)[user.name] = account.pk


def _check_deferred(directory: Path) -> None:
    """Check what the database would check at the end, while the bundle can still be named."""
    try:
        check_deferred_rules()
    except (IntegrityError, DatabaseError) as error:
        raise BundleError(directory, None, str(error)) from error
