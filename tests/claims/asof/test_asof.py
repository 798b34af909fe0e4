"""Inside `as_of`, the models answer as they would have on that day, less what has been withdrawn since."""

import pytest
from django.utils import timezone

from claims.actions.appearance import withdraw_appearance
from claims.actions.claim import revise_claim, withdraw_claim
from claims.actions.merge import merge_claim
from claims.actions.verdict import retract_verdict
from claims.asof import as_of, history_began
from claims.models import Appearance, Claim, Claimant, ExternalReview, Inquiry, SourceCount, Topic, Translation, Verdict
from sources.actions.article import withdraw_article
from sources.models import ArticleOrigin
from tests.claims.api.cast import make_story
from tests.claims.asof.days import ago, let_pass, today
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_derivation,
    make_editor,
    make_evidence,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
)

pytestmark = pytest.mark.django_db


def reword(claim, statement):
    """Change what a claim says."""
    return revise_claim(claim=claim, statement=statement, short_statement=statement, by=make_editor())


def test_claim_says_what_it_said_on_the_day():
    claim = make_claim(statement="The bridge was open.")
    let_pass(days=5)
    reword(claim, "The bridge was shut.")

    with as_of(ago(2)):
        then = Claim.objects.public().get()
    with as_of(today()):
        now = Claim.objects.public().get()

    assert (then.pk, then.statement) == (claim.pk, "The bridge was open.")
    assert now.statement == "The bridge was shut."


def test_no_day_is_now():
    make_claim(statement="The bridge was open.")

    with as_of(None):
        assert Claim.objects.public().get().statement == "The bridge was open."


def test_last_of_several_versions_of_a_day_counts():
    claim = make_claim(statement="One.")
    reword(claim, "Two.")
    reword(claim, "Three.")
    let_pass(days=3)

    with as_of(ago(3)):
        assert Claim.objects.get().statement == "Three."
    with as_of(ago(4)):
        assert not Claim.objects.exists()


def test_claim_is_not_there_before_it_was_public():
    make_claim(statement="The tower was open.")
    let_pass(days=5)
    claim = make_claim(status="draft")
    let_pass(days=2)
    Claim.objects.get(pk=claim.pk).publish()

    with as_of(ago(1)):
        assert not Claim.objects.public().filter(pk=claim.pk).exists()
        assert Claim.objects.filter(pk=claim.pk).exists()


def test_withdrawn_claim_is_not_shown_on_any_day():
    claim = make_appearance().claim
    let_pass(days=5)
    withdraw_claim(claim=claim, by=make_reviewer())

    with as_of(ago(2)):
        assert not Claim.objects.filter(pk=claim.pk).exists()
        assert not Appearance.objects.public().exists()


@pytest.mark.parametrize("withdraw", [withdraw_appearance, None], ids=["appearance", "its article"])
def test_what_was_withdrawn_takes_along_what_rested_on_it(withdraw):
    appearance = make_appearance()
    let_pass(days=5)
    if withdraw:
        withdraw(appearance=appearance, by=make_reviewer())
    else:
        withdraw_article(article=appearance.passage.text.article, by=make_reviewer())

    with as_of(ago(2)):
        assert not Appearance.objects.public().exists()
        assert not Claimant.objects.public().exists()
        assert not SourceCount.objects.exists()
        assert Claim.objects.public().exists()


def test_merged_claim_stands_alone_before_it_was_merged():
    lost, kept = make_appearance().claim, make_claim(statement="The tower was open.")
    let_pass(days=5)
    merge_claim(claim=lost, into=kept, by=make_reviewer())

    with as_of(ago(2)):
        assert set(Claim.objects.public()) == {lost, kept}
        assert [appearance.claim_id for appearance in Appearance.objects.public()] == [lost.pk]
    with as_of(today()):
        assert list(Claim.objects.public()) == [kept]
        assert [appearance.claim_id for appearance in Appearance.objects.public()] == [kept.pk]


def test_verdict_stands_from_and_until_its_own_times():
    claim = make_claim()
    let_pass(days=9)
    first = make_verdict(claim=claim, now=timezone.now())
    let_pass(days=3)
    second = make_verdict(claim=claim, now=timezone.now())
    let_pass(days=2)
    retract_verdict(verdict=second, note="Another bridge.", by=make_reviewer(), now=timezone.now())

    states = {}
    for days in (6, 5, 2, 0):
        with as_of(ago(days)):
            states[days] = {verdict.pk: verdict.state for verdict in Verdict.objects.public()}

    assert states == {
        6: {},
        5: {first.pk: "published"},
        2: {first.pk: "superseded", second.pk: "published"},
        0: {first.pk: "superseded", second.pk: "retracted"},
    }


def test_reply_review_and_translation_are_those_of_the_day():
    story = make_story()
    let_pass(days=4)

    with as_of(ago(1)):
        then = [model.objects.public().count() for model in (Inquiry, ExternalReview, Translation)]
    ExternalReview.objects.all().delete()
    Translation.objects.update(checked_at=None, checked_by=None)
    Inquiry.objects.filter(claim=story.claim).update(is_public=False)
    with as_of(ago(1)):
        withdrawn = [model.objects.public().count() for model in (Inquiry, ExternalReview, Translation)]

    assert (then, withdrawn) == ([1, 1, 1], [0, 0, 0])


def test_topics_are_those_of_the_day():
    river, road = make_topic(name="Rivers"), make_topic(name="Roads")
    claim = make_claim(topics=[river])
    let_pass(days=4)
    revise_claim(claim=claim, topics=[road], by=make_editor())

    with as_of(ago(1)):
        assert list(Topic.objects.public()) == [river]
        assert list(Claim.objects.get().topics.all()) == [river]


def test_sources_are_counted_as_of_the_day():
    claim, wire, copy = make_claim(), make_article(), make_article()
    for article in (wire, copy):
        make_appearance(claim=claim, passage=make_passage(article=article))
    make_evidence(claim=claim)
    let_pass(days=3)
    make_derivation(article=copy, original=wire)

    def counts():
        return set(SourceCount.objects.values_list("claim", "stance", "articles", "sources"))

    with as_of(ago(1)):
        apart = counts()
    with as_of(today()):
        together = counts()

    assert apart == {(claim.pk, "asserts", 2, 2), (claim.pk, "supports", 1, 1)}
    assert together == {(claim.pk, "asserts", 2, 1), (claim.pk, "supports", 1, 1)} == counts()


def test_origins_of_today_are_those_that_the_database_keeps():
    first, second, third = make_article(), make_article(), make_article()
    make_derivation(article=third, original=second)
    make_derivation(article=second, original=first)
    make_derivation(article=third, original=make_article(), status="suggested")
    stored = set(ArticleOrigin.objects.values_list("article", "root"))

    with as_of(today()):
        assert set(ArticleOrigin.objects.values_list("article", "root")) == stored


def test_nothing_is_written_on_an_earlier_day():
    make_claim()

    with as_of(today()), pytest.raises(ValueError, match="Only queries may look at an earlier day"):
        Claim.objects.update(note="x")


def test_history_begins_with_the_first_claim():
    assert history_began() is None

    make_claim()
    let_pass(days=4)
    make_claim()

    assert history_began().date() == ago(4)
