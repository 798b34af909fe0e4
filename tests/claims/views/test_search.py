"""Searching on the pages of claims and articles."""

import re
from html import unescape

import pytest

from claims.actions.lexemes import fold_lexemes
from claims.search.total import COUNTED_UP_TO
from claims.views import listing
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_topic,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_claim_found_is_shown_with_its_words_marked(client):
    make_claim(statement="<b>Bridges</b> were opened.", language="en")

    html = html_of(client, "/claims/?q=bridge+open")

    assert 'lang="en">&lt;b&gt;<mark>Bridges</mark>&lt;/b&gt; were <mark>opened</mark>.</a>' in html


def test_claim_found_by_verdict_and_quote_shows_both(client):
    article = make_article(content="He said: the tunnel is flooded. That was all.")
    claim = make_claim(statement="The road is closed.")
    make_appearance(claim=claim, passage=make_passage(article=article, exact="the tunnel is flooded"))
    make_verdict(claim=claim, title="The tunnel was open", evidence=[make_evidence(claim=claim)])

    html = html_of(client, "/claims/?q=tunnel")

    assert '<p class="snippet" lang="en">The <mark>tunnel</mark> was open</p>' in html
    assert '<blockquote class="snippet" lang="en">the <mark>tunnel</mark> is flooded</blockquote>' in html


def test_quote_with_words_of_somebody_else_is_not_excerpted(client):
    article = make_article(content="He said: the tunnel is flooded. That was all.")
    make_mark(text=article.current_text, exact="flooded", inserted_by=make_outlet())
    make_appearance(passage=make_passage(article=article, exact="the tunnel is flooded"))

    html = html_of(client, "/claims/?q=tunnel")

    assert "1 found" in html
    assert "<blockquote" not in html


def test_quote_that_is_no_longer_public_leaves_no_trace(client):
    appearance = make_appearance()
    found = html_of(client, "/claims/?q=minister+-zebra")
    quoted = html_of(client, "/claims/?q=%22bridge+is+open%22")
    appearance.withdraw()

    assert "Nothing fits." in found
    assert "1 found" in quoted
    assert "Nothing fits." in html_of(client, "/claims/?q=%22bridge+is+open%22")


def test_best_hit_stands_first_until_the_newest_is_asked_for(client):
    make_claim(statement="Ada saw the minister of health.")
    make_claim(statement="The minister was seen by somebody else who spoke for a long time about the public health.")

    best = html_of(client, "/claims/?q=minister+health")
    newest = html_of(client, "/claims/?q=minister+health&sort=newest")

    assert best.index("Ada saw") < best.index("somebody else")
    assert newest.index("somebody else") < newest.index("Ada saw")
    assert '<a href="?q=minister+health&amp;sort=newest">Newest first</a>' in best
    assert '<input type="hidden" name="sort" value="newest">' in newest


@pytest.mark.parametrize("sort", ["", "&sort=newest"])
def test_hits_are_paged_there_and_back_again(client, monkeypatch, sort):
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    for number in range(5):
        make_claim(statement=f"Bridge number {number}.")

    def walk(address, relation):
        pages = []
        while True:
            html = html_of(client, address)
            pages.append(re.findall(r"number (\d)", html))
            link = re.search(rf'rel="{relation}" href="([^"]+)"', html)
            if not link:
                return pages, address
            address = "/claims/" + unescape(link[1])

    forth, last = walk(f"/claims/?q=bridge{sort}", "next")
    back, _first = walk(last, "prev")

    assert forth == [["4", "3"], ["2", "1"], ["0"]]
    assert [row for page in reversed(back) for row in page] == ["4", "3", "2", "1", "0"]


def test_facets_count_the_hits_and_keep_the_search(client):
    topic = make_topic(name="Rivers")
    claim = make_claim(statement="The bridge is open.", topics=[topic])
    make_verdict(claim=claim, rating=rating("truth-true"), evidence=[make_evidence(claim=claim)])
    make_appearance(claim=claim, claimant=make_claimant(name="Ada"), said="2018")
    make_claim(statement="A tower.", topics=[topic])

    html = html_of(client, "/claims/?q=bridge")

    for address, label in ((f"topic={topic.pk}", "Rivers"), ("year=2018", "2018"), ("verdict=true", "true")):
        assert f'<a href="?q=bridge&amp;{address}">{label}</a> <span class="count">1</span>' in html
    assert ">Ada</a>" in html
    assert ">English</a>" in html


def test_chosen_facet_can_be_taken_back(client):
    make_claim(kind="fact")
    make_claim(kind="rule")

    html = html_of(client, "/claims/?kind=rule")

    assert '<a href="?">all</a>' in html
    assert '<a href="?kind=rule" aria-current="true">rule</a> <span class="count">1</span>' in html
    assert '<a href="?kind=fact">fact</a> <span class="count">1</span>' in html


def test_facet_of_what_is_not_public_names_nobody(client):
    hidden = make_claimant(name="Secret Witness")
    make_claim()

    html = html_of(client, f"/claims/?claimant={hidden.pk}")

    assert "Secret Witness" not in html
    assert "Nothing fits." in html


@pytest.mark.parametrize(
    "query", ["claimant=x", "topic=0", "year=20x", "language=..", "rating=-1", "outlet=" + "9" * 30]
)
def test_facet_that_cannot_be_is_refused(client, query):
    assert client.get(f"/claims/?{query}").status_code == 400


def test_misspelt_word_is_said_and_can_be_insisted_on(client):
    make_claim(statement="The bridge fell.")

    html = html_of(client, "/claims/?q=brigde")
    exact = html_of(client, "/claims/?q=brigde&exact=1")

    assert "Nothing was found for “brigde”. Shown is what was found for “bridge”." in html
    assert '<a href="?q=brigde&amp;exact=1">' in html
    assert "Nothing fits." in exact


def test_claims_with_some_of_the_words_are_offered_where_none_has_all(client):
    make_claim(statement="The aqueduct collapsed.")
    make_claim(statement="Vaccines contain aluminium.")
    make_claim(statement="The aqueduct is secret.", status="draft")
    make_claim(statement="Rivers freeze.")
    fold_lexemes()

    html = html_of(client, "/claims/?q=aqueduct+vaccines")
    found, offered = html.split("Claims with some of these words")

    assert "Nothing fits." in found
    assert "aqueduct</mark> collapsed" in offered
    assert "Vaccines</mark> contain" in offered
    assert "secret" not in html
    assert "Rivers" not in html


@pytest.mark.parametrize("query", ["q=aqueduct", "q=aqueduct+vaccines&kind=rule", "q=volcano+-vaccines", "q=bridges"])
def test_no_other_claims_are_offered(client, query):
    make_claim(statement="The bridge contains vaccines.")
    fold_lexemes()

    assert "Claims with some of these words" not in html_of(client, f"/claims/?{query}")


def test_stop_words_alone_are_explained(client):
    make_claim(statement="It is the bridge.")

    assert "These words stand in nearly every text" in html_of(client, "/claims/?q=the+is")


def test_hits_are_counted_up_to_a_limit(client, monkeypatch):
    monkeypatch.setattr("claims.search.box.NEWEST", 1)
    for _ in range(3):
        make_claim(statement="A bridge.")

    exact = html_of(client, "/claims/?q=bridge")
    monkeypatch.setattr("claims.search.total.COUNTED_UP_TO", 2)
    more = html_of(client, "/claims/?q=bridge")

    assert COUNTED_UP_TO == 10_000
    assert "3 found" in exact
    assert "More than 2 found" in more


def test_claimants_of_that_name_are_named_if_they_are_public(client):
    make_appearance(claimant=make_claimant(name="Юлия Скрипаль"))
    make_claimant(name="Сергей Скрипаль")

    html = html_of(client, "/claims/?q=скрипаль")

    assert ">Юлия Скрипаль</a>" in html
    assert "Сергей" not in html


@pytest.mark.parametrize("words", ["ада", "АДА", "да Лав", "%", "_", "\\"])
def test_claimants_are_listed_by_any_part_of_their_name(client, words):
    make_appearance(claimant=make_claimant(name="Ада Лавлейс 5%_\\"))
    make_appearance(claimant=make_claimant(name="Берта"))

    html = client.get("/claimants/", {"q": words}).content.decode()

    assert "Ада Лавлейс" in html
    assert "Берта" not in html


def test_articles_are_searched_and_narrowed(client):
    outlet = make_outlet(name="Gazette")
    make_article(title="Floods in spring", outlet=outlet, published="2018")
    make_article(title="Floods in autumn", published="2019")

    html = html_of(client, f"/articles/?q=flood&outlet={outlet.pk}")

    assert "Floods in spring" in html
    assert "Floods in autumn" not in html
    assert '>Gazette</a> <span class="count">1</span>' in html


@pytest.mark.parametrize("count", [1, 3, 20])
def test_search_asks_the_same_however_many_are_found(client, django_assert_num_queries, count):
    for number in range(count):
        claim = make_claim(statement=f"The bridge {number}.", topics=[make_topic()])
        make_appearance(claim=claim, claimant=make_claimant())
        make_verdict(claim=claim, evidence=[make_evidence(claim=claim)])

    with django_assert_num_queries(19):
        html = html_of(client, "/claims/?q=bridge")

    assert html.count('<article class="claim-card">') == count
