"""Whatever the desk does, three answers agree: ``.public()``, the views of the change log, and the log's last word."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import Model
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from changes.models import Change, PendingChange
from claims.actions.appearance import approve_appearance, reopen_appearance, withdraw_appearance
from claims.actions.claim import publish_claim, withdraw_claim
from claims.actions.evidence import approve_evidence, reopen_evidence, withdraw_evidence
from claims.actions.inquiry import inquire, record_answer
from claims.actions.merge import merge_claim
from claims.actions.translation import check_translation, revise_translation, write_translation
from claims.actions.verdict import retract_verdict
from claims.models import Appearance, Claim, Claimant, Evidence, ExternalReview, Inquiry, Topic, Translation, Verdict
from sources.actions.derivation import decide_derivation
from sources.enums import Decision
from sources.models import Article, Derivation, Outlet
from sources.rules import Refusal
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_external_review,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
)
from tests.rules import at_commit

pytestmark = pytest.mark.django_db

MODELS = {
    "appearance": Appearance, "article": Article, "claim": Claim, "claimant": Claimant, "derivation": Derivation,
    "evidence": Evidence, "external_review": ExternalReview, "inquiry": Inquiry, "outlet": Outlet, "topic": Topic,
    "translation": Translation, "verdict": Verdict,
}  # fmt: skip


class Desk:
    """A small world in which everything is public, and editors who may do anything to any part of it."""

    def __init__(self):
        self.topics = [make_topic(), make_topic()]
        self.claims = [make_claim(topics=[topic]) for topic in self.topics]
        outlet = make_outlet()
        self.articles = [make_article(outlet=outlet), make_article(outlet=outlet), make_article()]
        self.relay, self.addressee = make_claimant(), make_claimant()
        self.appearances = [
            self.appearance(claim, article) for claim, article in zip(self.claims, self.articles[:2], strict=True)
        ]
        self.evidence = [
            make_evidence(claim=claim, article=article)
            for claim, article in zip(self.claims, self.articles[1:], strict=True)
        ]
        self.reviews = [make_external_review(claim=claim) for claim in self.claims]
        self.derivation = make_derivation(article=self.articles[1], original=self.articles[0])
        self.translation = write_translation(
            claim=self.claims[0], language="ru", statement="Мост открыт.", origin="person", by=make_editor()
        )
        self.inquiry = inquire(
            claim=self.claims[0], addressee=self.addressee, asked_at=NOON, is_public=True, by=make_editor()
        )

    def appearance(self, claim, article):
        steps = [(self.relay, "says")]
        return make_appearance(claim=claim, passage=make_passage(article=article), steps=steps)

    def deeds(self) -> list[Callable[[], object]]:
        """Return everything that may be done next, to rows as they are now."""
        reviewer, editor = make_reviewer(), make_editor()
        deeds: list[Callable[[], object]] = [
            lambda: merge_claim(claim=self.fresh(self.claims[1]), into=self.claims[0], by=reviewer),
            lambda: make_verdict(claim=self.fresh(self.claims[0]), evidence=[self.evidence[0]]),
            lambda: make_verdict(claim=self.fresh(self.claims[1]), state="approved"),
            lambda: retract_verdict(verdict=Verdict.objects.published().latest("id"), note="Wrong.", by=reviewer),
            lambda: record_answer(inquiry=self.fresh(self.inquiry), answer="No.", is_public=False, by=editor),
            lambda: record_answer(inquiry=self.fresh(self.inquiry), answer="No.", is_public=True, by=editor),
            lambda: self.appearance(self.fresh(self.claims[0]), self.articles[2]),
        ]
        for claim, topic in zip(self.claims, self.topics, strict=True):
            deeds += [partial(self.do, publish_claim, claim=claim), partial(self.do, withdraw_claim, claim=claim)]
            deeds += [partial(claim.topics.add, topic), partial(claim.topics.remove, topic)]
        for article in self.articles:
            deeds += [article.publish, article.withdraw]
        for row in self.appearances:
            deeds += [partial(self.do, verb, appearance=row) for verb in (approve_appearance, reopen_appearance)]
        for row in self.evidence:
            deeds += [partial(self.do, verb, evidence=row) for verb in (approve_evidence, reopen_evidence)]
        deeds += [
            partial(self.do, check_translation, translation=self.translation),
            partial(self.do, revise_translation, translation=self.translation),
        ]
        deeds += [
            partial(self.do, decide_derivation, derivation=self.derivation, status=status)
            for status in (Decision.REJECTED, Decision.CONFIRMED)
        ]
        deeds += [lambda: ExternalReview.objects.filter(pk=self.reviews[0].pk).delete()]
        deeds += [
            partial(ExternalReview.objects.filter(pk=self.reviews[1].pk).update, claim=claim) for claim in self.claims
        ]
        deeds += [lambda: withdraw_appearance(appearance=self.fresh(self.appearances[1]), by=reviewer)]
        deeds += [lambda: withdraw_evidence(evidence=self.fresh(self.evidence[1]), by=reviewer)]
        return deeds

    def do(self, verb, **rows):
        verb(
            **{name: self.fresh(row) if isinstance(row, Model) else row for name, row in rows.items()},
            by=make_reviewer(),
        )

    def fresh(self, row):
        return type(row).objects.get(pk=row.pk)


DEEDS = 38


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(numbers=st.lists(st.integers(0, DEEDS - 1), min_size=20, max_size=25))
def test_all_answers_agree_whatever_the_desk_does(numbers):
    with transaction.atomic():
        desk = Desk()
        deeds = desk.deeds()
        assert len(deeds) == DEEDS
        look(["the beginning"])

        for step, number in enumerate(numbers):
            try:
                with transaction.atomic():
                    deeds[number]()
            except (Refusal, Verdict.DoesNotExist):
                continue  # what a rule refuses did not happen
            look(numbers[: step + 1])

        transaction.set_rollback(True)


def look(story):
    """Compare the three answers for every row that there is."""
    at_commit()
    assert not PendingChange.objects.exists()
    for name, model in MODELS.items():
        public = set(model.objects.public().values_list("pk", flat=True))
        assert (name, story, rows_of_view(name)) == (name, story, public)
        assert (name, story, last_word_of_log(name)) == (name, story, public)


def rows_of_view(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM changes_state_{name} WHERE is_public")
        return {row[0] for row in cursor.fetchall()}


def last_word_of_log(name):
    last = {row.object_id: row.kind for row in Change.objects.filter(object_type=name).order_by("seq")}
    return {number for number, kind in last.items() if kind in ("created", "changed", "retracted")}
