"""Whatever editors do: who took a release and follows the changes holds what the lists hold."""

import tempfile
from collections import Counter
from io import StringIO
from pathlib import Path
from random import Random
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
from claims.actions.translation import revise_translation
from claims.models import Appearance, Claim, Claimant, ExternalReview, Rating, RatingScale, Topic, Translation, Verdict
from sources.actions.derivation import decide_derivation, record_derivation
from sources.actions.mark import decide_mark
from sources.enums import Decision, DerivationKind
from sources.models import Article, Mark, Outlet
from sources.rules import Refusal
from tests.claims.api.mirror import Mirror, faults
from tests.claims.interchange.test_bundle_property import DEEDS, pick
from tests.factories import make_external_review, make_mark, make_reviewer, make_text, make_topic, make_translation
from tests.releases import releases_in
from tests.rules import acting, at_commit

STEPS, RUNS = 200, 10
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


def review(by: Any, number: int, other: int) -> None:
    """Record another desk's review at the desk, one that shows everything it can."""
    make_external_review(
        claim=pick(Claim, number), publisher=pick(Outlet, other), url=f"https://checks.example/desk/{other}",
        rating=pick(Rating, other), said="2018-07", created_by=by,
    )  # fmt: skip


def translate(number: int, other: int) -> None:
    """Translate a claim, with the summary of its verdict where one stands."""
    claim = pick(Claim, number)
    verdict = Verdict.objects.published().filter(claim=claim).first()
    summary = "Sie war zu." if verdict else ""
    make_translation(claim=claim, language=("de", "fr", "ru")[other % 3], summary=summary, verdict=verdict)


def drop(number: int) -> None:
    """Remove a review for good."""
    ExternalReview.objects.filter(pk=pick(ExternalReview, number).pk).delete()


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
    "review": review,
    "relabel": lambda by, a, b: rename(pick(ExternalReview, a), label=f"Label {b}"),
    "map": lambda by, a, b: ExternalReview.objects.filter(pk=pick(ExternalReview, a).pk).update(rating=pick(Rating, b)),
    "move": lambda by, a, b: ExternalReview.objects.filter(pk=pick(ExternalReview, a).pk).update(claim=pick(Claim, b)),
    "drop": lambda by, a, b: drop(a),
    "site": lambda by, a, b: rename(pick(Outlet, a), domain=f"site{b}.example"),
    "rating": lambda by, a, b: rename(pick(Rating, a), label=f"Label {b}"),
    "scale": lambda by, a, b: rename(pick(RatingScale, a), name=f"Scale {b}"),
    "translate": lambda by, a, b: translate(a, b),
    "reword": lambda by, a, b: revise_translation(translation=pick(Translation, a), statement=f"Satz {b}.", by=by),
    "take in": lambda by, a, b: take_in(by, b),
    "ask": lambda by, a, b: inquire(
        claim=pick(Claim, a), addressee=pick(Claimant, b), reason_not_asked="A test.", is_public=True, by=by
    ),
}


# What mirrors do between two deeds of the editors, a little more often than each of these.
BETWEEN = {"begin": 1, "follow": 3}
# What leads somewhere, and what the rules refuse most of the time, is tried more often than the rest.
OFTEN = {
    "carry": 6, "merge": 6, "publish claim": 4, "appear": 3, "approve appearance": 3, "cite": 3, "publish article": 3,
    "copied": 3, "review": 3, "translate": 2, "retract": 2, "claim": 2,
}  # fmt: skip
WEIGHTS = dict.fromkeys([*DEEDS, *LABELS], 1) | OFTEN | BETWEEN


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
        self.steps = 0
        self.mirrors: list[Mirror] = []
        self.begin()

    def begin(self) -> None:
        """Write a release, from which another mirror begins."""
        if len(self.mirrors) < MIRRORS:
            at_commit()
            call_command("release", verbosity=0, stdout=StringIO())
            self.mirrors.append(Mirror())

    @rule(seed=st.integers(0, 2**32))
    def do(self, seed: int) -> None:
        """Do something at random: hypothesis's own choices lean to the first of a list and to small numbers."""
        self.steps += 1
        chance = Random(f"{seed} {self.steps}")
        (name,) = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))
        a, b = chance.randrange(30), chance.randrange(30)
        if name == "begin":
            self.begin()
        elif name == "follow":
            self.mirrors[a % len(self.mirrors)].follow()
        else:
            self.work_on(name, a, b, chance.choice(["reviewer", "second", "third"]))

    def work_on(self, name: str, a: int, b: int, who: str) -> None:
        """Do what an editor asks for, to the end of a transaction, unless the rules refuse it."""
        by = make_reviewer(who)
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
                assert faults(mirror) == []
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

    assert sum(Desk.done.values()) > 1_000
    assert {"merge", "withdraw claim", "retract", "carry", "take in", "copied", "title"} <= set(Desk.done)
    assert {"ask", "translate", "reword"} <= set(Desk.done)
    assert {"review", "relabel", "map", "move", "drop", "site", "rating", "scale"} <= set(Desk.done)
