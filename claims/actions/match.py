"""Suggest which claims belong together, and decide whether they do."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.closeness import Near, find_near
from claims.enums import MatchDecision, Polarity
from claims.models import Appearance, Claim, ClaimMatch
from claims.polarity import compare, primary_tag
from claims.rules import refusing, require_permission

LEAST_CLOSE = 0.6  # below it a pair is not worth an editor's time
CANDIDATES = 10  # looked at for each text of a claim


def decide_match(
    *, match: ClaimMatch, decision: MatchDecision, by: User, now: datetime.datetime | None = None
) -> ClaimMatch:
    """Record what an editor says of the pair; merging is a step of its own."""
    require_permission(by, "claims.change_claimmatch")
    with refusing(by=by):
        match.decide(decision, by=by, at=now or timezone.now())
    return match


@dataclass(frozen=True)
class Progress:
    """How far a run has come: claims looked at, pairs added, and the id of the last claim."""

    claims: int
    pairs: int
    last: int


def suggest_matches(
    *,
    since: datetime.datetime | None = None,
    after: int = 0,
    limit: int | None = None,
    batch: int = 100,
    report: Callable[[Progress], object] = lambda _progress: None,
) -> Progress:
    """Fill the tray with pairs of claims that may belong together, the claims in the order of their ids.

    Only claims changed ``since``, with an id above ``after``, ``limit`` of them at most. Each batch is committed by
    itself; a pair that is suggested or decided already stays as it is, so a run can be repeated, or go on ``after``
    the last claim of one that was stopped.
    """
    progress = Progress(0, 0, after)
    for claims in batches(since=since, after=after, limit=limit, size=batch):
        found = {pair.key: pair for claim in claims for pair in pairs_of(claim)}
        added = add_pairs(found.values())
        progress = Progress(progress.claims + len(claims), progress.pairs + added, claims[-1].pk)
        report(progress)
    return progress


def batches(*, since: datetime.datetime | None, after: int, limit: int | None, size: int) -> Iterator[list[Claim]]:
    """Yield the claims to look at, each batch read anew, so that a long run sees what has changed meanwhile."""
    left = limit
    while left is None or left > 0:
        claims = Claim.objects.unmerged().filter(pk__gt=after).order_by("pk")
        if since:
            claims = claims.filter(updated_at__gte=since)
        rows = list(islice(claims[: min(size, left) if left else size], size))
        if not rows:
            return
        yield rows
        after = rows[-1].pk
        left = None if left is None else left - len(rows)


@dataclass(frozen=True)
class Pair:
    """Two claims that may be one, the older first."""

    key: tuple[int, int]
    score: float
    method: str
    polarity: Polarity


def pairs_of(claim: Claim) -> Iterator[Pair]:
    """Yield the pairs of ``claim`` with the claims close to its statement or to one of its quotes."""
    others = Claim.objects.unmerged().exclude(pk=claim.pk)
    best: dict[int, Near] = {}
    for text in {claim.statement: None, **dict.fromkeys(quotes_of(claim))}:
        for near in find_near(text, language=claim.language, among=others, least=LEAST_CLOSE, limit=CANDIDATES):
            if near.claim.pk not in best or near.score > best[near.claim.pk].score:
                best[near.claim.pk] = near
    for near in best.values():
        first, second = sorted((claim.pk, near.claim.pk))
        yield Pair((first, second), round(near.score, 4), near.method, polarity_of(claim, near.claim))


def polarity_of(one: Claim, other: Claim) -> Polarity:
    """Compare two statements; what is not seen from both sides alike is not known."""
    here = compare(one.statement, one.language, other.statement, other.language, coverage=1.0)
    there = compare(other.statement, other.language, one.statement, one.language, coverage=1.0)
    return here if here == there else Polarity.UNKNOWN


def quotes_of(claim: Claim) -> list[str]:
    """Return the words in which the claim was asserted, in its own language."""
    rows = Appearance.objects.not_withdrawn().filter(claim=claim, stance="asserts")
    same = rows.filter(passage__text__article__language__startswith=primary_tag(claim.language))
    return list(same.order_by("pk").values_list("passage__exact", flat=True))


def add_pairs(pairs: Iterable[Pair]) -> int:
    """Store the pairs that are not there yet and whose claims can still be worked on; return how many."""
    wanted = {pair.key: pair for pair in pairs}
    ids = {claim for key in wanted for claim in key}
    with transaction.atomic():
        # A claim that is being merged or withdrawn is waited for, in the order of ids.
        alive = set(
            Claim.objects.unmerged().filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
            .values_list("pk", flat=True)
        )  # fmt: skip
        known = set(ClaimMatch.objects.filter(first__in=ids, second__in=ids).values_list("first", "second"))
        new = [
            ClaimMatch(first_id=key[0], second_id=key[1], method=pair.method, score=pair.score, polarity=pair.polarity)
            for key, pair in sorted(wanted.items())
            if key not in known and alive.issuperset(key)
        ]
        ClaimMatch.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
