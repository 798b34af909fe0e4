"""What comes and goes along with a row is told with it."""

from changes.models import Change
from claims.actions.appearance import approve_appearance, reopen_appearance, withdraw_appearance
from claims.actions.claim import publish_claim, withdraw_claim
from claims.actions.inquiry import inquire
from claims.actions.merge import merge_claim
from claims.actions.verdict import retract_verdict
from claims.models import Claim, Claimant
from sources.actions.article import withdraw_article
from sources.actions.derivation import decide_derivation
from sources.models import Article, Outlet
from tests.changes.news import database, news
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
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
    make_translation,
    make_verdict,
)


@database
def test_withdrawn_claim_takes_all_that_belongs_to_it_along(quiet):
    topic = make_topic()
    claim = make_claim(topics=[topic])
    relay = make_claimant()
    appearance = make_appearance(claim=claim, steps=[(relay, "says")])
    evidence = make_evidence(claim=claim)
    draft = make_evidence(claim=claim, status="draft")
    verdict = make_verdict(claim=claim, evidence=[evidence])
    review = make_external_review(claim=claim)
    inquiry = inquire(claim=claim, addressee=relay, asked_at=NOON, is_public=True, by=make_editor())
    inquire(claim=claim, addressee=relay, asked_at=NOON, by=make_editor())
    translation = make_translation(claim=claim)
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
        ("external_review", review.pk, "withdrawn"),
        ("inquiry", inquiry.pk, "withdrawn"),
        ("translation", translation.pk, "withdrawn"),
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

    inquiry = inquire(claim=claim, addressee=claimant, asked_at=NOON, is_public=True, by=make_editor())

    assert news() == {
        ("claimant", claimant.pk, "created"), ("claim", claim.pk, "changed"), ("inquiry", inquiry.pk, "created"),
    }  # fmt: skip


@database
def test_inquiry_is_told_anew_with_the_names_that_it_shows(quiet):
    claim, claimant = make_claim(), make_claimant()
    inquiry = inquire(claim=claim, addressee=claimant, asked_at=NOON, is_public=True, by=make_editor())
    quiet()

    Claimant.objects.filter(pk=claimant.pk).update(name="Renamed")
    assert ("inquiry", inquiry.pk, "changed") in news()
    Claim.objects.filter(pk=claim.pk).update(short_statement="Said shorter.")
    assert ("inquiry", inquiry.pk, "changed") in news()


@database
def test_translation_is_told_anew_when_the_verdict_of_its_summary_no_longer_stands(quiet):
    claim = make_claim()
    verdict = make_verdict(claim=claim)
    translation = make_translation(claim=claim, summary="Er war es nicht.", verdict=verdict)
    quiet()

    make_verdict(claim=claim)
    assert ("translation", translation.pk, "changed") in news()
    Claim.objects.filter(pk=claim.pk).update(short_statement="Said shorter.")
    assert ("translation", translation.pk, "changed") in news()


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
    moved, doubled = make_external_review(claim=loser), make_external_review(claim=loser)
    make_external_review(claim=winner, url=doubled.url)
    quiet()

    merge_claim(claim=loser, into=winner, by=make_reviewer())

    told = news()
    assert ("claim", loser.pk, "merged") in told
    assert ("claim", winner.pk, "changed") in told
    assert ("appearance", appearance.pk, "changed") in told
    assert ("verdict", verdict.pk, "withdrawn") in told
    assert ("external_review", moved.pk, "changed") in told
    assert ("external_review", doubled.pk, "withdrawn") in told


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
        ("derivation", derivation.pk, "created"),
    }


@database
def test_derivation_comes_and_goes_with_its_articles_and_is_told_anew_with_their_names(quiet):
    original, copy = make_article(), make_article()
    derivation = make_derivation(article=copy, original=original)
    quiet()

    Outlet.objects.filter(pk=original.outlet_id).update(name="Renamed")
    assert ("derivation", derivation.pk, "changed") in news()
    Article.objects.filter(pk=copy.pk).update(title="Another title")
    assert ("derivation", derivation.pk, "changed") in news()
    Article.objects.filter(pk=copy.pk).update(byline=["Nobody"])
    assert {sort for sort, _, _ in news()} == {"article", "outlet"}
    withdraw_article(article=original, by=make_editor())
    assert ("derivation", derivation.pk, "withdrawn") in news()


@database
def test_rejected_derivation_is_gone(quiet):
    derivation = make_derivation(article=make_article(), original=make_article())
    quiet()

    decide_derivation(derivation=derivation, status="rejected", by=make_editor())

    assert ("derivation", derivation.pk, "withdrawn") in news()


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
