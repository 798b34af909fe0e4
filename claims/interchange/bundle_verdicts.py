"""Verdicts of a bundle: drafted, and walked through their events in the order in which these happened."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.contrib.auth.models import User

from claims.enums import PUBLIC_STATES, VerdictEventKind, VerdictState
from claims.interchange.bundle_tables import APPEARANCES, EVENTS, EVIDENCE
from claims.models import Evidence, Verdict, VerdictContributor, VerdictEvent, VerdictEvidence
from sources.interchange.bundle_store import Store, oldest_first
from sources.interchange.bundle_table import Record, Table

# What each event finds, and what it makes of it.
WAY = {
    ("draft", "submitted"): "submitted",
    ("submitted", "returned"): "draft",
    ("submitted", "approved"): "approved",
    ("approved", "returned"): "draft",
    ("approved", "published"): "published",
    ("published", "superseded"): "superseded",
    ("published", "retracted"): "retracted",
}
# What a verdict takes from its record with each event.
TAKEN: Mapping[str, tuple[str, ...]] = {
    "submitted": ("submitted_at",),
    "approved": ("reviewer_id", "decided_at"),
    "published": ("published_at",),
    "superseded": (),
    "retracted": (),
}
NOT_YET: Mapping[str, Any] = {
    "state": VerdictState.DRAFT, "digest": "", "reviewer_id": None,
    "submitted_at": None, "decided_at": None, "published_at": None,
}  # fmt: skip
LETTING_GO = (VerdictEventKind.SUPERSEDED, VerdictEventKind.RETRACTED)
DIGEST = re.compile(r"[0-9a-f]{64}")


def events_by_verdict(verdicts: Mapping[str, Record], events: Iterable[Record]) -> dict[str, list[Record]]:
    """Return the events of each verdict in their order; each belongs to a verdict of the bundle."""
    of_verdict: dict[str, list[Record]] = {name: [] for name in verdicts}
    for event in events:
        if event.name not in of_verdict:
            raise event.line.refuse(f"verdict: “{event.name}” is not in this bundle; it travels with its events.")
        of_verdict[event.name].append(event)
    return of_verdict


def check_way(verdict: Record, events: Sequence[Record]) -> None:
    """Refuse a verdict whose events do not lead from a draft to its state."""
    state = "draft"
    for event in events:
        kind = event.values["kind"]
        if (state, kind) not in WAY:
            raise event.line.refuse(f"kind: a verdict that is {state} cannot be {kind}. Mend the order of the events.")
        if event.values["digest"] and not DIGEST.fullmatch(event.values["digest"]):
            raise event.line.refuse("digest: 64 hexadecimal digits in lower case belong here.")
        state = WAY[state, kind]
    if verdict.values["state"] != state:
        raise verdict.line.refuse(
            f"state: “{verdict.values['state']}”, but after its {len(events)} events “{verdict.name}” is {state}."
        )


def check_superseded(verdict: Record, verdicts: Iterable[Record]) -> None:
    """Refuse a superseded verdict that no newer version has taken the place of."""
    if verdict.values["state"] != VerdictState.SUPERSEDED:
        return
    claim, version = verdict.values["claim"], verdict.values["version"]
    newer = (
        other.values["claim"] == claim and other.values["version"] > version and other.values["state"] in PUBLIC_STATES
        for other in verdicts
    )  # fmt: skip
    stored = Verdict.objects.filter(claim__external_id=claim, version__gt=version, state__in=PUBLIC_STATES)
    if not any(newer) and not stored.exists():
        raise verdict.line.refuse("state: superseded, but there is no newer version that was published.")


def check_same_events(verdicts: Mapping[str, Record], events: Mapping[str, Sequence[Record]]) -> None:
    """Refuse stored verdicts that have other events than the bundle gives them."""
    stored: dict[str, list[dict[str, Any]]] = {name: [] for name in verdicts}
    for row in EVENTS.rows(verdicts):
        stored[row["verdict"]].append(row)
    for name, verdict in verdicts.items():
        if [event.json for event in events[name]] != stored[name]:
            raise verdict.line.refuse(
                f"“{name}” is stored with other events than the bundle has. A record stays as it is."
            )


def last_reliance(verdicts: Sequence[Record], events: Sequence[Record]) -> dict[tuple[Table, str], Record]:
    """Return, for appearances and evidence, the event with which the last published verdict let go of them.

    Until then they must be public; what was withdrawn was withdrawn later, and before an open verdict cited it.
    """
    named = {verdict.name: verdict for verdict in verdicts}
    last: dict[tuple[Table, str], Record] = {}
    for event in events:
        if event.values["kind"] in LETTING_GO:
            verdict = named[event.name]
            last |= {(EVIDENCE, name): event for name in verdict.values["evidence"]}
            last[APPEARANCES, verdict.values["lead_appearance"]] = event
    return last


def replay(store: Store, verdicts: Sequence[Record], events: Sequence[Record]) -> Iterator[Record]:
    """Add verdicts and their events in the order of the chain, yielding each event that was; to be run to its end.

    Each verdict is drafted before its first event. What happened before it was last returned is recorded while
    it is a draft: the words that it had then are not in the bundle. From its last submission on it takes each step
    again, by the rules of the database.
    """
    waiting = {verdict.name: verdict for verdict in verdicts}
    drafted = dict(waiting)
    final = _final_events(events)
    for event in events:
        if event.name in waiting:
            _draft(store, waiting.pop(event.name))
        if event in final:
            _move(store, drafted[event.name], event)
        store.write([event], event.values["by"], partial(_record, store))
        yield event
    for verdict in oldest_first(waiting.values()):
        _draft(store, verdict)
    _check_digests(verdicts, events)


def _final_events(events: Sequence[Record]) -> set[Record]:
    """Return the events after the last return of their verdict."""
    final: dict[str, list[Record]] = {}
    for event in events:
        if event.values["kind"] == VerdictEventKind.RETURNED:
            final[event.name] = []
        else:
            final.setdefault(event.name, []).append(event)
    return {event for some in final.values() for event in some}


def _draft(store: Store, verdict: Record) -> None:
    store.insert([verdict], by="author", **NOT_YET)
    store.write([verdict], verdict.values["author"], partial(_link, store))


def _link(store: Store, verdicts: Sequence[Record]) -> None:
    for verdict in verdicts:
        pk = store.keys(Verdict)[verdict.name]
        VerdictEvidence.objects.bulk_create(
            VerdictEvidence(verdict_id=pk, evidence_id=store.keys(Evidence)[name])
            for name in verdict.values["evidence"]
        )
        VerdictContributor.objects.bulk_create(
            VerdictContributor(verdict_id=pk, user_id=store.keys(User)[name]) for name in verdict.values["contributors"]
        )


def _move(store: Store, verdict: Record, event: Record) -> None:
    kind = event.values["kind"]
    values = store.columns(verdict)
    taken = {name: values[name] for name in TAKEN[kind]}
    rows = Verdict.objects.filter(pk=store.keys(Verdict)[verdict.name])
    store.write([verdict], event.values["by"], lambda _: rows.update(state=kind, **taken))


def _record(store: Store, events: Sequence[Record]) -> None:
    VerdictEvent.objects.bulk_create(VerdictEvent(**store.columns(event)) for event in events)


def _check_digests(verdicts: Sequence[Record], events: Sequence[Record]) -> None:
    """Refuse a digest that is not that of what the database now holds."""
    names = [verdict.name for verdict in verdicts]
    stored = dict(Verdict.objects.filter(external_id__in=names).values_list("external_id", "digest"))
    for verdict in verdicts:
        if verdict.values["digest"] != stored[verdict.name]:
            raise verdict.line.refuse(
                "digest: it does not match what readers would see. The verdict, its evidence or the appearance that "
                "leads it was changed after it was submitted."
            )
    rows = VerdictEvent.objects.filter(verdict__external_id__in=names).order_by("pk")
    for event, digest in zip(events, rows.values_list("digest", flat=True), strict=True):
        if event.values["digest"] != digest:
            raise event.line.refuse("digest: it does not match what the verdict said at this step.")
