"""Whatever editors do: who took a release and follows the changes holds what the lists hold."""

import tempfile
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from claims.actions.appearance import revise_appearance
from claims.actions.claim import revise_claim
from claims.actions.inquiry import inquire
from claims.models import Appearance, Claim, Claimant, Topic
from sources.actions.derivation import decide_derivation, record_derivation
from sources.actions.mark import decide_mark
from sources.enums import Decision, DerivationKind
from sources.models import Article, Mark, Outlet
from sources.rules import Refusal
from tests.claims.api.mirror import Mirror, current
from tests.claims.interchange.test_bundle_property import DEEDS, names, pick, small
from tests.factories import make_mark, make_reviewer, make_text, make_topic
from tests.releases import releases_in
from tests.rules import acting, at_commit

STEPS, RUNS = 100, 10
MIRRORS = 3  # in a run


def rename(row: Any, **fields: str) -> None:
    """Give a row another label."""
    type(row).objects.filter(pk=row.pk).update(**fields)


def take_in(by: Any, number: int) -> None:
    """Take in a file of others' reviews: the same file for the same number."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "claims.csv"
        file.write_text(f"statement,label,url\nBridge {number} was open.,Wrong,https://checks.example/{number}\n")
        call_command("import_claims", file, f"--user={by.username}", stdout=StringIO(), stderr=StringIO())


def copied(by: Any, number: int, other: int) -> None:
    """Confirm, or deny, that one article is a copy of another."""
    derivation = record_derivation(
        article=pick(Article, number), original=pick(Article, other), kind=DerivationKind.TRANSLATES, by=by
    )
    decide_derivation(derivation=derivation, status=(Decision.CONFIRMED, Decision.REJECTED)[other % 2], by=by)


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
    "copied": copied,
    "take in": lambda by, a, b: take_in(by, b),
    "ask": lambda by, a, b: inquire(
        claim=pick(Claim, a), addressee=pick(Claimant, b), reason_not_asked="A test.", is_public=True, by=by
    ),
}


# What mirrors do between two deeds of the editors, a little more often than each of these.
BETWEEN = ("begin", "follow", "follow")
# What the rules refuse most of the time is tried more often.
RARE = ["merge", "merge", "withdraw claim", "publish claim", "retract", "copied"]
NAMES = st.one_of(names, st.sampled_from([*LABELS, *BETWEEN, *RARE]))


class Desk(RuleBasedStateMachine):
    """Editors at work, whose database is put back afterwards, and mirrors that begin and follow meanwhile."""

    done: Counter[str] = Counter()  # in all runs

    def __init__(self) -> None:
        super().__init__()
        cache.clear()
        self.work = transaction.atomic()
        self.work.__enter__()
        make_topic()
        for name in ("claim", "article", "appear", "cite"):
            DEEDS[name](make_reviewer(), 0, 1)
        self.mirrors: list[Mirror] = []
        self.begin()

    def begin(self) -> None:
        """Write a release, from which another mirror begins."""
        if len(self.mirrors) < MIRRORS:
            at_commit()
            call_command("release", verbosity=0, stdout=StringIO())
            self.mirrors.append(Mirror())

    @rule(
        name=st.one_of(names, st.sampled_from([*LABELS, *BETWEEN, *RARE])), a=small, b=small, who=st.sampled_from("xyz")
    )
    def do(self, name: str, a: int, b: int, who: str) -> None:
        """Do what an editor asks for, to the end of a transaction, unless the rules refuse it."""
        if name in BETWEEN:
            self.begin() if name == "begin" else self.mirrors[a % len(self.mirrors)].follow()
            return
        by = make_reviewer({"x": "reviewer", "y": "second", "z": "third"}[who])
        try:
            with transaction.atomic(), acting(by):
                (DEEDS | LABELS)[name](by, a, b)
                at_commit()
            self.done[name] += 1
        except (Refusal, IntegrityError):
            pass

    def teardown(self) -> None:
        """Follow to the end, and compare."""
        try:
            for mirror in self.mirrors:
                mirror.follow()
                assert mirror.rows == current(mirror.api)
        finally:
            transaction.set_rollback(True)
            self.work.__exit__(None, None, None)


def run(runs: int, **options: Any) -> None:
    """Let hypothesis choose what the editors do in so many runs."""
    chosen = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        **options,
    )
    run_state_machine_as_test(Desk, settings=chosen)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.django_db
def test_mirror_that_begins_with_a_release_and_follows_the_changes_equals_the_lists(settings, tmp_path) -> None:
    settings.SITE_URL = "http://testserver"
    releases_in(settings, tmp_path)
    Desk.done.clear()

    run(RUNS, derandomize=True)

    assert sum(Desk.done.values()) > RUNS * STEPS / 3
    assert {"merge", "withdraw claim", "retract", "carry", "take in", "copied", "title"} <= set(Desk.done)
