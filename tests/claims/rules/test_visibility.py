"""Whatever the desk does, three answers agree: ``.public()``, the views of the change log, and the log's last word."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test

from changes.models import Change, PendingChange
from claims.actions.appearance import approve_appearance, reopen_appearance, withdraw_appearance
from claims.actions.claim import publish_claim, withdraw_claim
from claims.actions.evidence import approve_evidence, withdraw_evidence
from claims.actions.inquiry import inquire
from claims.actions.merge import merge_claim
from claims.actions.verdict import edit_verdict, retract_verdict
from claims.models import Appearance, Claim, Claimant, Evidence, Topic, Verdict
from sources.models import Article, Outlet
from sources.rules import Refusal
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
)
from tests.rules import at_commit

MODELS = {
    "appearance": Appearance, "article": Article, "claim": Claim, "claimant": Claimant, "evidence": Evidence,
    "outlet": Outlet, "topic": Topic, "verdict": Verdict,
}  # fmt: skip
STATUS = st.sampled_from(["draft", "public", "withdrawn"])


class Desk(RuleBasedStateMachine):
    """Editors at work, in any order; what a rule refuses simply did not happen."""

    claims = Bundle("claims")
    articles = Bundle("articles")
    claimants = Bundle("claimants")
    topics = Bundle("topics")
    appearances = Bundle("appearances")
    evidence = Bundle("evidence")
    verdicts = Bundle("verdicts")

    def __init__(self):
        super().__init__()
        self.day = transaction.atomic()
        self.day.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.day.__exit__(None, None, None)

    @rule(target=articles, status=STATUS)
    def article(self, status):
        return make_article(status=status).pk

    @rule(target=claimants)
    def claimant(self):
        return make_claimant().pk

    @rule(target=topics)
    def topic(self):
        return make_topic().pk

    @rule(target=claims, status=STATUS)
    def claim(self, status):
        return make_claim(status=status).pk

    @rule(claim=claims, topic=topics, is_added=st.booleans())
    def file_under(self, claim, topic, is_added):
        topics = Claim.objects.get(pk=claim).topics
        (topics.add if is_added else topics.remove)(topic)

    @rule(target=appearances, claim=claims, article=articles, speaker=claimants, relay=claimants, status=STATUS)
    def appear(self, claim, article, speaker, relay, status):
        steps = [(Claimant.objects.get(pk=relay), "says")] if relay != speaker else []
        already = Appearance.objects.filter(claim=claim, passage__text__article=article, claimant=speaker).first()
        return (already or make_appearance(
            claim=Claim.objects.get(pk=claim), passage=make_passage(article=Article.objects.get(pk=article)),
            claimant=Claimant.objects.get(pk=speaker), status=status, steps=steps,
        )).pk  # fmt: skip

    @rule(target=evidence, claim=claims, article=articles, status=STATUS)
    def cite(self, claim, article, status):
        return make_evidence(
            claim=Claim.objects.get(pk=claim), article=Article.objects.get(pk=article), status=status
        ).pk

    @rule(claim=claims, claimant=claimants, is_public=st.booleans())
    def ask(self, claim, claimant, is_public):
        claim, claimant = Claim.objects.get(pk=claim), Claimant.objects.get(pk=claimant)
        inquire(claim=claim, addressee=claimant, asked_at=NOON, is_public=is_public, by=make_editor())

    @rule(
        target=verdicts,
        claim=claims,
        state=st.sampled_from(["draft", "submitted", "approved", "published", "retracted"]),
    )
    def judge(self, claim, state):
        try:
            return make_verdict(claim=Claim.objects.get(pk=claim), state=state).pk
        except Refusal:
            return None

    @rule(verdict=verdicts, verb=st.sampled_from([retract_verdict, edit_verdict]))
    def change_verdict(self, verdict, verb):
        found = Verdict.objects.filter(pk=verdict).first()
        fields = {"note": "Because."} if verb is retract_verdict else {"summary": "Other words."}
        if found:
            self.attempt(lambda: verb(verdict=found, by=make_reviewer("third"), **fields))

    @rule(claim=claims, verb=st.sampled_from([publish_claim, withdraw_claim]))
    def decide_claim(self, claim, verb):
        self.attempt(lambda: verb(claim=Claim.objects.get(pk=claim), by=make_reviewer()))

    @rule(article=articles, verb=st.sampled_from(["publish", "withdraw"]))
    def decide_article(self, article, verb):
        self.attempt(getattr(Article.objects.get(pk=article), verb))

    @rule(appearance=appearances, verb=st.sampled_from([approve_appearance, reopen_appearance, withdraw_appearance]))
    def decide_appearance(self, appearance, verb):
        self.attempt(lambda: verb(appearance=Appearance.objects.get(pk=appearance), by=make_reviewer()))

    @rule(evidence=evidence, verb=st.sampled_from([approve_evidence, withdraw_evidence]))
    def decide_evidence(self, evidence, verb):
        self.attempt(lambda: verb(evidence=Evidence.objects.get(pk=evidence), by=make_reviewer()))

    @rule(loser=consumes(claims), winner=claims, is_opposite=st.booleans())
    def merge(self, loser, winner, is_opposite):
        loser, winner = Claim.objects.get(pk=loser), Claim.objects.get(pk=winner)
        self.attempt(lambda: merge_claim(claim=loser, into=winner, is_opposite=is_opposite, by=make_reviewer()))

    def attempt(self, deed):
        try:
            deed()
        except Refusal:
            return

    @invariant()
    def all_answers_agree(self):
        at_commit()
        assert not PendingChange.objects.exists()
        for name, model in MODELS.items():
            public = set(model.objects.public().values_list("pk", flat=True))
            assert rows_of_view(name) == public, name
            assert last_word_of_log(name) == public, name


def rows_of_view(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM changes_state_{name} WHERE is_public")
        return {row[0] for row in cursor.fetchall()}


def last_word_of_log(name):
    last = {row.object_id: row.kind for row in Change.objects.filter(object_type=name).order_by("seq")}
    return {number for number, kind in last.items() if kind in ("created", "changed", "retracted")}


@pytest.mark.django_db
def test_whatever_the_desk_does_all_answers_agree():
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=5,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
