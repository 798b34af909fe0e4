"""Whatever editors do: who took every list once and follows the changes holds what the lists hold."""

from collections import defaultdict
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from rest_framework.test import APIClient

from changes.models import Change
from claims.actions.appearance import revise_appearance
from claims.actions.claim import revise_claim
from claims.actions.inquiry import inquire
from claims.api.routes import ENDPOINTS
from claims.models import Appearance, Claim, Claimant, Topic
from sources.actions.mark import decide_mark
from sources.enums import Decision
from sources.models import Article, Mark, Outlet
from sources.rules import Refusal
from tests.claims.api.asking import flat, results
from tests.claims.interchange.test_bundle_property import DEEDS, names, pick, small
from tests.factories import make_mark, make_reviewer, make_text, make_topic
from tests.rules import acting, at_commit

LISTS = {noun: name for name, (noun, _) in ENDPOINTS.items()}
STEPS, RUNS = 100, 10


def rename(row: Any, **fields: str) -> None:
    """Give a row another label."""
    type(row).objects.filter(pk=row.pk).update(**fields)


# What flat rows show of other rows, beside what the deeds of an editor change already.
LABELS = {
    "outlet": lambda by, a, b: rename(pick(Outlet, a), name=f"Outlet {b}"),
    "claimant": lambda by, a, b: rename(pick(Claimant, a), name=f"Claimant {b}"),
    "topic": lambda by, a, b: rename(pick(Topic, a), name=f"Topic {a} {b}"),
    "title": lambda by, a, b: rename(pick(Article, a), title=f"Title {b}"),
    "wording": lambda by, a, b: revise_claim(claim=pick(Claim, a), short_statement=f"Short {b}", by=by),
    "topics": lambda by, a, b: revise_claim(claim=pick(Claim, a), topics=[make_topic(), pick(Topic, b)], by=by),
    "speaks for": lambda by, a, b: Claimant.objects.filter(pk=pick(Claimant, a).pk).update(outlet=pick(Outlet, b)),
    "original": lambda by, a, b: revise_appearance(
        appearance=pick(Appearance, a), original_article=pick(Article, b), by=by
    ),
    "mark": lambda by, a, b: make_mark(
        text=pick(Article, a).current_text, exact="that the bridge", inserted_by=pick(Outlet, b)
    ),
    "unmark": lambda by, a, b: decide_mark(mark=pick(Mark, a), status=Decision.REJECTED, by=by),
    "text": lambda by, a, b: make_text(article=pick(Article, a), content="Corrected: he says that the bridge is open."),
    "ask": lambda by, a, b: inquire(
        claim=pick(Claim, a), addressee=pick(Claimant, b), reason_not_asked="A test.", is_public=True, by=by
    ),
}


class Mirror:
    """A client's copy of every list."""

    def __init__(self) -> None:
        """Note the last number, then take every list."""
        self.api = APIClient()
        last = results(self.api, "changes", ordering="-seq", page_size=1)
        self.seq = last[0]["seq"] if last else 0
        self.rows = current(self.api)

    def follow(self) -> None:
        """Read the changes since, and fetch the rows that they name."""
        touched = defaultdict(set)
        while page := results(self.api, "changes", since=self.seq, page_size=200):
            self.seq = page[-1]["seq"]
            for change in page:
                touched[change["type"]].add(change["id"])
        for noun, ids in touched.items():
            wanted = sorted(ids)
            for begin in range(0, len(wanted), 200):
                self.replace(noun, wanted[begin : begin + 200])

    def replace(self, noun: str, ids: list[int]) -> None:
        """Put the rows as they are now in the place of those that are held."""
        kept = self.rows[noun]
        for pk in ids:
            kept.pop(str(pk), None)
        kept |= {row["id"]: row for row in flat(self.api, LISTS[noun], id=",".join(map(str, ids)))}


def current(api: APIClient) -> dict[str, dict[str, dict[str, str]]]:
    """Return every flat list by id."""
    return {noun: {row["id"]: row for row in flat(api, name)} for noun, name in LISTS.items()}


class Desk(RuleBasedStateMachine):
    """Editors at work, whose database is put back afterwards."""

    def __init__(self) -> None:
        super().__init__()
        cache.clear()
        self.work = transaction.atomic()
        self.work.__enter__()
        make_topic()
        for name in ("claim", "article", "appear", "cite"):
            DEEDS[name](make_reviewer(), 0, 1)
        at_commit()
        self.mirror = Mirror()

    @rule(name=st.one_of(names, st.sampled_from(sorted(LABELS))), a=small, b=small, who=st.sampled_from("xyz"))
    def do(self, name: str, a: int, b: int, who: str) -> None:
        """Do what an editor asks for, to the end of a transaction, unless the rules refuse it."""
        by = make_reviewer({"x": "reviewer", "y": "second", "z": "third"}[who])
        try:
            with transaction.atomic(), acting(by):
                (DEEDS | LABELS)[name](by, a, b)
                at_commit()
        except (Refusal, IntegrityError):
            pass

    def teardown(self) -> None:
        """Follow, and compare."""
        try:
            self.mirror.follow()
            assert self.mirror.rows == current(self.mirror.api)
            assert Change.objects.count() > STEPS / 10
        finally:
            transaction.set_rollback(True)
            self.work.__exit__(None, None, None)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.django_db
def test_mirror_that_follows_the_changes_equals_the_lists() -> None:
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
