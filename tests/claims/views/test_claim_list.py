"""The list of claims, and the home page."""

import datetime

import pytest

from tests.factories import (
    NOON,
    make_appearance,
    make_claim,
    make_claimant,
    make_evidence,
    make_passage,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db


def test_claim_list_shows_the_newest_first_with_verdict_and_speaker(read):
    older, newer = make_claim(statement="Older claim."), make_claim(statement="Newer claim.")
    make_appearance(claim=newer, claimant=make_claimant(name="Ada"))
    make_verdict(claim=older, evidence=[make_evidence(claim=older)])

    words = read("/claims/")

    assert "Newer claim. no verdict fact Ada asserts: 1 article, 1 independent source" in words
    assert words.index("Newer claim.") < words.index("Older claim. false 1 January 2026 fact")


def test_claim_list_names_who_said_it_first(read):
    claim = make_claim()
    for name, said, status in (("Later", "2019", "public"), ("First", "2017", "public"), ("Draft", "2016", "draft")):
        make_appearance(claim=claim, claimant=make_claimant(name=name), said=said, status=status)

    words = read("/claims/")

    assert "fact First asserts" in words
    assert "Draft" not in words


def test_claim_list_names_the_lead_that_was_chosen_only_if_it_is_public(read):
    chosen, hidden = make_claim(), make_claim()
    make_appearance(claim=chosen, claimant=make_claimant(name="First"), said="2017")
    lead = make_appearance(claim=chosen, claimant=make_claimant(name="Chosen"), said="2018")
    draft = make_appearance(claim=hidden, claimant=make_claimant(name="Hidden"), status="draft")
    for claim, appearance in ((chosen, lead), (hidden, draft)):
        claim.lead_appearance = appearance
        claim.save()

    words = read("/claims/")

    assert "fact Chosen asserts" in words
    assert "Hidden" not in words


def test_claim_list_finds_words_in_whatever_case(read):
    make_claim(statement="Мост через Неву был открыт.")
    make_claim(statement="A tower was shut.")

    words = read("/claims/?q=НЕВУ")

    assert "Мост через Неву" in words
    assert "tower" not in words


def test_claim_list_takes_a_percent_sign_literally(read):
    make_claim(statement="Prices rose by 5% in 2020.")
    make_claim(statement="Prices rose by 50 roubles.")

    assert "roubles" not in read("/claims/?q=5%25")


@pytest.mark.parametrize("query", ["q=nothing-like-this", "q=%00", "q=" + "x" * 5000, "kind=rule&verdict=true"])
def test_claim_list_that_finds_nothing_helps_on(read, query):
    words = read(f"/claims/?{query}")

    assert "Nothing fits." in words or "There is nothing public here yet." in words


def test_claim_list_without_any_claim_says_so(read):
    assert "There is nothing public here yet." in read("/claims/")


def test_claim_list_is_narrowed_by_verdict_and_kind(read):
    for statement, kind, label in (
        ("Wrong fact.", "fact", "truth-mostly-false"),
        ("Right fact.", "fact", "truth-true"),
        ("Wrong rule.", "rule", "truth-false"),
    ):
        claim = make_claim(statement=statement, kind=kind)
        make_verdict(claim=claim, rating=rating(label), evidence=[make_evidence(claim=claim)])

    words = read("/claims/?verdict=false&kind=fact")

    assert "Wrong fact." in words
    assert "Right fact." not in words
    assert "Wrong rule." not in words


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "retracted"])
def test_claim_list_is_not_narrowed_by_a_verdict_that_does_not_stand(read, state):
    verdict = make_verdict(state=state)

    assert verdict.claim.statement not in read("/claims/?verdict=false")


def test_claim_list_is_not_narrowed_by_a_superseded_rating(read):
    claim = make_claim(statement="It was revised.")
    evidence = [make_evidence(claim=claim)]
    make_verdict(claim=claim, evidence=evidence, rating=rating("truth-false"))
    make_verdict(claim=claim, evidence=evidence, rating=rating("truth-true"))

    assert "It was revised." in read("/claims/?verdict=true")
    assert "It was revised." not in read("/claims/?verdict=false")


def test_claim_list_keeps_search_and_facets_together(client):
    claim = make_claim(statement="The bridge is open.")
    make_verdict(claim=claim, rating=rating("truth-true"), evidence=[make_evidence(claim=claim)])

    html = client.get("/claims/?q=bridge&kind=fact").content.decode()

    assert '<input type="hidden" name="kind" value="fact">' in html
    assert 'href="?q=bridge&amp;kind=fact&amp;verdict=true"' in html
    assert 'href="?q=bridge" aria-current' not in html


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "verdict=TRUE", "after=nonsense", "after=bm9uc2Vuc2U", "before=W10"]
)
def test_claim_list_refuses_what_no_link_says(client, query):
    response = client.get(f"/claims/?{query}")

    assert response.status_code == 400
    assert "This address cannot be read" in response.content.decode()


def test_home_shows_the_latest_verdicts_first(read):
    for day, statement in enumerate(["First judged.", "Second judged."]):
        claim = make_claim(statement=statement)
        evidence = [make_evidence(claim=claim)]
        make_verdict(claim=claim, evidence=evidence, now=NOON + datetime.timedelta(days=day))
    make_claim(statement="Not judged.")

    words = read("/")

    assert words.index("Second judged. false 2 January 2026") < words.index("First judged. false 1 January 2026")
    assert "Not judged." not in words


def test_home_without_verdicts_says_so(read):
    assert "No verdict has been published yet." in read("/")


def test_home_shows_ten_verdicts_at_most(client):
    for _ in range(11):
        claim = make_claim()
        make_verdict(claim=claim, evidence=[make_evidence(claim=claim)])

    assert client.get("/").content.decode().count('<article class="claim-card">') == 10


def test_claim_in_the_passage_of_a_draft_article_has_no_speaker(read):
    appearance = make_appearance(claimant=make_claimant(name="Hidden"), passage=make_passage())
    article = appearance.passage.text.article
    article.withdraw()

    assert "Hidden" not in read("/claims/")
