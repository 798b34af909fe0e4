"""The change log tells of public rows, in the order of commits, and of nothing else."""

import psycopg
import pytest
from django.db import transaction

from changes.models import Change, PendingChange
from claims.actions.appearance import approve_appearance, reopen_appearance, withdraw_appearance
from claims.actions.claim import publish_claim, revise_claim, withdraw_claim
from claims.actions.inquiry import inquire
from claims.actions.merge import merge_claim
from claims.actions.verdict import edit_verdict, retract_verdict
from claims.models import Claim, Claimant, Translation
from sources.actions.article import withdraw_article
from sources.actions.derivation import decide_derivation
from tests.committed import another_connection, committed_database  # noqa: F401  # a fixture
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
)
from tests.rules import Case, accepted, at_commit, failing, made, passing, refused, run, triggers_off

database = pytest.mark.django_db

KIND = Case("change_kind_known", good=[{"kind": "merged"}], bad=[{"kind": "praised"}])


def news(since=None):
    """Return what the log says from now on: (type, id, kind), or since a number."""
    at_commit()
    seq = news.seq if since is None else since
    rows = list(Change.objects.since(seq))
    news.seq = rows[-1].seq if rows else seq
    return {(row.object_type, row.object_id, row.kind) for row in rows}


@pytest.fixture
def quiet():
    """Start reading at the end of what the arrangement wrote."""

    def read_up_to_now():
        news.seq = 0
        news()

    return read_up_to_now


@database
@passing(KIND)
def test_change_is_accepted(rule, fields):
    with accepted(rule), triggers_off():
        Change.objects.create(seq=9_000_000, object_type="claim", object_id=1, at=NOON, **made(fields))


@database
@failing(KIND)
def test_change_is_refused(rule, fields):
    with refused(rule), triggers_off():
        Change.objects.create(seq=9_000_000, object_type="claim", object_id=1, at=NOON, **made(fields))


@database
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM changes_change",
        "UPDATE changes_change SET kind = 'withdrawn'",
        "INSERT INTO changes_change VALUES (9999, 'claim', 1, 'created', now())",
    ],
)
def test_log_is_written_by_the_database_alone(statement):
    with accepted("change_append_only"):
        make_claim()

    with refused("change_append_only"):
        run(statement)


@database
def test_publishing_and_changing_a_claim(quiet):
    claim = make_claim(status="draft")
    quiet()

    publish_claim(claim=claim, by=make_reviewer())
    assert news() == {("claim", claim.pk, "created")}
    revise_claim(claim=claim, statement="The bridge was open all day.", by=make_editor())
    assert news() == {("claim", claim.pk, "changed")}
    withdraw_claim(claim=claim, by=make_reviewer())
    assert news() == {("claim", claim.pk, "withdrawn")}


@database
def test_what_comes_and_goes_in_one_transaction_is_not_told(quiet):
    claim = make_claim(status="draft")
    quiet()

    publish_claim(claim=claim, by=make_reviewer())
    withdraw_claim(claim=claim, by=make_reviewer())

    assert news() == set()


@database
def test_several_changes_in_one_transaction_are_told_once(quiet):
    claim = make_claim()
    quiet()

    for statement in ("One.", "Two.", "Three."):
        revise_claim(claim=claim, statement=statement, by=make_editor())

    assert news() == {("claim", claim.pk, "changed")}


def draft_appearance(claim):
    elsewhere = make_passage(article=claim.evidence.first().article)
    steps = [(make_outlet(), "reports")]
    make_appearance(claim=claim, claimant=Claimant.objects.first(), passage=elsewhere, status="draft", steps=steps)


def draft_evidence(claim):
    make_evidence(claim=claim, article=claim.evidence.first().article, status="draft")


def draft_of_a_verdict(claim):
    verdict = make_verdict(claim=claim, evidence=[claim.evidence.first()], state="approved")
    edit_verdict(verdict=verdict, summary="Other words.", by=make_editor())


def note_of_the_desk(claim):
    revise_claim(claim=claim, note="Ask again.", priority="high", assignee=make_editor(), by=make_editor())


def save_without_a_change(claim):
    claim.save()
    claim.evidence.first().article.save()


def question_that_is_not_public(claim):
    inquire(claim=claim, addressee=Claimant.objects.first(), asked_at=NOON, by=make_editor())


def unchecked_translation(claim):
    Translation.objects.create(claim=claim, language="ru", statement="Мост открыт.", origin="machine")


def suggested_derivation(claim):
    make_derivation(article=claim.evidence.first().article, original=make_article(status="draft"), status="suggested")


def suggested_mark(claim):
    undecided = {"status": "suggested", "decided_by": None, "decided_at": None}
    make_mark(text=claim.appearances.first().passage.text, exact="bridge", **undecided)


def draft_claim_with_a_public_topic(claim):
    make_claim(status="draft", topics=[claim.topics.first()])


def draft_article_of_a_public_outlet(claim):
    make_article(outlet=claim.evidence.first().article.outlet, status="draft")


@database
@pytest.mark.parametrize(
    "work",
    [
        draft_appearance, draft_evidence, draft_of_a_verdict, note_of_the_desk, save_without_a_change,
        question_that_is_not_public, unchecked_translation, suggested_derivation, suggested_mark,
        draft_claim_with_a_public_topic, draft_article_of_a_public_outlet,
    ],
)  # fmt: skip
def test_work_at_the_desk_is_not_told(work, quiet):
    claim = make_claim(topics=[make_topic()])
    make_appearance(claim=claim)
    make_evidence(claim=claim)
    quiet()

    work(claim)

    assert news() == set()


@database
def test_withdrawn_claim_takes_all_that_belongs_to_it_along(quiet):
    topic = make_topic()
    claim = make_claim(topics=[topic])
    relay = make_claimant()
    appearance = make_appearance(claim=claim, steps=[(relay, "says")])
    evidence = make_evidence(claim=claim)
    draft = make_evidence(claim=claim, status="draft")
    verdict = make_verdict(claim=claim, evidence=[evidence])
    make_appearance(claim=make_claim(), claimant=relay)
    quiet()

    withdraw_claim(claim=claim, by=make_reviewer())

    assert news() == {
        ("claim", claim.pk, "withdrawn"),
        ("appearance", appearance.pk, "withdrawn"),
        ("claimant", appearance.claimant_id, "withdrawn"),
        ("claimant", relay.pk, "changed"),
        ("evidence", evidence.pk, "withdrawn"),
        ("verdict", verdict.pk, "withdrawn"),
        ("topic", topic.pk, "withdrawn"),
    }
    assert ("evidence", draft.pk) not in set(Change.objects.values_list("object_type", "object_id"))


@database
def test_withdrawn_article_takes_all_that_rests_on_it_along(quiet):
    claim, article = make_claim(), make_article()
    appearance = make_appearance(claim=claim, passage=make_passage(article=article))
    evidence = make_evidence(claim=claim, article=article)
    quiet()

    withdraw_article(article=article, by=make_editor())

    assert news() == {
        ("article", article.pk, "withdrawn"),
        ("outlet", article.outlet_id, "withdrawn"),
        ("appearance", appearance.pk, "withdrawn"),
        ("claimant", appearance.claimant_id, "withdrawn"),
        ("evidence", evidence.pk, "withdrawn"),
        ("claim", claim.pk, "changed"),
    }


@database
def test_appearance_brings_its_speakers(quiet):
    relay = make_claimant()
    appearance = make_appearance(status="draft", steps=[(relay, "says")])
    quiet()

    approve_appearance(appearance=appearance, by=make_reviewer())
    assert news() == {
        ("appearance", appearance.pk, "created"),
        ("claimant", appearance.claimant_id, "created"),
        ("claimant", relay.pk, "created"),
        ("claim", appearance.claim_id, "changed"),
    }
    appearance.refresh_from_db()
    reopen_appearance(appearance=appearance, by=make_reviewer())
    assert {kind for _, _, kind in news()} == {"withdrawn", "changed"}


@database
def test_claimant_is_public_by_a_public_inquiry(quiet):
    claim, claimant = make_claim(), make_claimant()
    quiet()

    inquire(claim=claim, addressee=claimant, asked_at=NOON, is_public=True, by=make_editor())

    assert news() == {("claimant", claimant.pk, "created"), ("claim", claim.pk, "changed")}


@database
def test_topic_becomes_public_and_ceases_to_be(quiet):
    topic, claim = make_topic(), make_claim()
    quiet()

    claim.topics.add(topic)
    assert news() == {("topic", topic.pk, "created"), ("claim", claim.pk, "changed")}
    claim.topics.clear()
    assert news() == {("topic", topic.pk, "withdrawn"), ("claim", claim.pk, "changed")}


@database
def test_outlet_becomes_public_and_ceases_to_be(quiet):
    article = make_article(status="draft")
    quiet()

    article.publish()
    assert news() == {("article", article.pk, "created"), ("outlet", article.outlet_id, "created")}
    article.withdraw()
    assert news() == {("article", article.pk, "withdrawn"), ("outlet", article.outlet_id, "withdrawn")}


@database
def test_merged_claim_is_told_as_merged(quiet):
    loser, winner = make_claim(), make_claim()
    verdict = make_verdict(claim=loser, state="retracted")
    appearance = make_appearance(claim=loser)
    quiet()

    merge_claim(claim=loser, into=winner, by=make_reviewer())

    told = news()
    assert ("claim", loser.pk, "merged") in told
    assert ("claim", winner.pk, "changed") in told
    assert ("appearance", appearance.pk, "changed") in told
    assert ("verdict", verdict.pk, "withdrawn") in told


@database
def test_verdict_is_created_superseded_and_retracted(quiet):
    claim = make_claim()
    quiet()

    first = make_verdict(claim=claim)
    assert ("verdict", first.pk, "created") in news()
    second = make_verdict(claim=claim)
    told = news()
    assert {("verdict", first.pk, "changed"), ("verdict", second.pk, "created")} <= told
    retract_verdict(verdict=second, note="Another bridge.", by=make_reviewer())
    assert news() == {("verdict", second.pk, "retracted"), ("claim", claim.pk, "changed")}


@database
def test_retraction_is_told_once_and_returns_with_its_claim(quiet):
    verdict = make_verdict(state="retracted")
    quiet()

    withdraw_claim(claim=verdict.claim, by=make_reviewer())
    assert ("verdict", verdict.pk, "withdrawn") in news()
    publish_claim(claim=verdict.claim, by=make_reviewer())
    assert ("verdict", verdict.pk, "created") in news()


@database
def test_decided_derivation_changes_the_numbers_of_a_claim(quiet):
    claim, original, copy = make_claim(), make_article(), make_article()
    for article in (original, copy):
        make_appearance(claim=claim, passage=make_passage(article=article))
    derivation = make_derivation(article=copy, original=original, status="suggested")
    quiet()

    decide_derivation(derivation=derivation, status="confirmed", by=make_editor())

    assert news() == {
        ("article", copy.pk, "changed"),
        ("article", original.pk, "changed"),
        ("claim", claim.pk, "changed"),
    }


@database
def test_confirmed_mark_changes_what_it_touches(quiet):
    inside, outside = make_appearance(), make_appearance()
    quiet()

    make_mark(text=inside.passage.text, exact="bridge", inserted_by=make_outlet())

    assert news() == {("appearance", inside.pk, "changed")}
    assert outside.pk != inside.pk


@database
def test_withdrawn_appearance_is_told_and_a_withdrawn_draft_is_not(quiet):
    shown, hidden = make_appearance(), make_appearance(status="draft")
    quiet()

    withdraw_appearance(appearance=hidden, by=make_editor())
    assert news() == set()
    withdraw_appearance(appearance=shown, by=make_editor())
    assert ("appearance", shown.pk, "withdrawn") in news()


@database
def test_pending_changes_are_gone_at_the_end_of_the_transaction():
    make_verdict()
    assert PendingChange.objects.exists()

    at_commit()

    assert not PendingChange.objects.exists()


@database
def test_undone_work_is_not_told(quiet):
    quiet()

    with transaction.atomic():
        make_claim()
        transaction.set_rollback(True)

    assert news() == set()


SLOW = """
INSERT INTO claims_claim (external_id, created_at, statement, short_statement, language, kind, speaks_of, context,
    status, priority, note)
VALUES (%s, now(), 'S', 's', 'en', 'fact', '', '', 'public', 'normal', '')
"""


def told(*, since):
    return list(Change.objects.since(since).values_list("object_id", flat=True))


def test_numbers_are_in_the_order_of_commits(committed_database):  # noqa: F811  # the fixture
    begin = Change.objects.latest("seq").seq
    with another_connection() as early:
        early.execute(SLOW, ["begun-first"])
        late = make_claim()
        read = Change.objects.latest("seq").seq
        assert told(since=begin) == [late.pk]
        early.commit()

    begun_first = Claim.objects.get(external_id="begun-first")
    assert begun_first.pk < late.pk
    assert told(since=read) == [begun_first.pk]


def test_nobody_overtakes_a_transaction_that_has_its_numbers(committed_database):  # noqa: F811  # the fixture
    begin = Change.objects.latest("seq").seq
    with another_connection() as slow, another_connection() as fast:
        slow.execute(SLOW, ["has-numbers"])
        slow.execute("SET CONSTRAINTS ALL IMMEDIATE")
        fast.execute("SET lock_timeout = '200ms'")
        fast.execute(SLOW, ["wants-numbers"])

        with pytest.raises(psycopg.errors.LockNotAvailable):
            fast.commit()
        assert told(since=begin) == []
        slow.commit()

    assert told(since=begin) == [Claim.objects.get().pk]


def test_nothing_pending_is_ever_committed(committed_database):  # noqa: F811  # the fixture
    make_verdict(state="retracted")

    assert Change.objects.filter(object_type="verdict").exists()
    assert not PendingChange.objects.exists()
