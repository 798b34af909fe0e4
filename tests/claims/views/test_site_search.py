"""One box over claims, claimants and articles."""

import pytest

from tests.claims.api.cast import SECRET, make_secrets
from tests.factories import make_appearance, make_article, make_claim, make_claimant, make_outlet, make_passage

pytestmark = pytest.mark.django_db


def test_search_finds_claims_claimants_and_articles(read):
    article = make_article(title="The bridge of sighs", outlet=make_outlet(name="Bridge Post"))
    make_appearance(
        claim=make_claim(statement="The bridge was shut."),
        claimant=make_claimant(name="Ada Bridge"),
        passage=make_passage(article=article),
    )

    words = read("/search/?q=bridge")

    assert "Claimants Ada Bridge person" in words
    assert "Claims 1 found The bridge was shut." in words
    assert "Articles 1 found The bridge of sighs, Bridge Post" in words


def test_search_marks_the_words_and_leads_to_the_whole_lists(client):
    make_claim(statement="The bridge was shut.")

    html = client.get("/search/?q=bridge").content.decode()

    assert "The <mark>bridge</mark> was shut." in html
    assert '<a href="/claims/?q=bridge">' in html


def test_search_shows_the_best_five_of_all(client):
    for number in range(7):
        make_claim(statement=f"Bridge number {number}.")

    html = client.get("/search/?q=bridge").content.decode()

    assert html.count('<article class="claim-card">') == 5
    assert "7 found" in html


def test_search_finds_a_misspelt_word_and_says_so(read):
    make_claim(statement="The parliament was shut.")

    assert "found for “parliament”: 1 found" in read("/search/?q=parlament")


def test_search_that_finds_nothing_says_what_to_do(client, read):
    words = read("/search/?q=xylophone")

    assert "Nothing was found. Every word must stand in what is found" in words
    assert 'href="/check/?text=xylophone"' in client.get("/search/?q=xylophone").content.decode()


def test_search_without_words_shows_the_box_alone(read):
    words = read("/search/")

    assert "Search claims, claimants and articles" in words
    assert "Nothing was found" not in words


def test_search_in_russian_finds_other_forms_of_the_word(read):
    make_claim(statement="Мост через Неву открыт.", language="ru")

    assert "Мост через Неву открыт." in read("/ru/search/?q=моста")


@pytest.mark.parametrize("words", ['"', "-", "*", "%", "\\", "a" * 300, "'; DROP TABLE", "\x00"])
def test_search_for_anything_answers(client, words):
    assert client.get("/search/", {"q": words}).status_code == 200


def test_search_tells_nothing_that_is_not_public(client):
    make_secrets()

    unknown = client.get("/search/", {"q": "Qwertzuiop"}).content.decode()
    html = client.get("/search/", {"q": SECRET}).content.decode()

    assert html == unknown.replace("Qwertzuiop", SECRET)


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_the_same_however_much_is_found(client, django_assert_num_queries, count):
    for number in range(count):
        article = make_article(title=f"The bridge {number}")
        make_appearance(
            claim=make_claim(statement=f"Bridge {number}."),
            claimant=make_claimant(name=f"Bridge {number}"),
            passage=make_passage(article=article),
        )

    with django_assert_num_queries(23):
        assert client.get("/search/?q=bridge").status_code == 200


def test_list_of_claims_leads_to_the_same_list_as_data(client, story):
    address = f"/claims/?q=bridge&verdict=false&year=2018&claimant={story.claimant.pk}"

    html = client.get(address).content.decode()

    data = (
        f"/api/v1/claims/?q=bridge&normalised=false&claimant={story.claimant.pk}"
        "&said_from=2018-01-01&said_to=2018-12-31"
    )
    assert f'<a href="{data.replace("&", "&amp;")}">JSON</a>' in html
    assert [row["id"] for row in client.get(data).json()["results"]] == [story.claim.pk]


NARROWER = "one and the same statement fits"


@pytest.mark.parametrize("chosen", ["claimant=1", "outlet=1&verdict=false", "year=2018&topic=1", "q=bridge"])
def test_list_as_data_that_is_the_same_list_says_nothing_more(read, story, chosen):
    assert NARROWER not in read(f"/claims/?{chosen}")


def test_list_as_data_that_holds_less_than_the_page_says_so(client, read, story):
    claim = make_claim(statement="The tower was shut.")
    for name, said in (("Carl", "2017"), ("Dora", "2019")):
        spoken = make_appearance(claim=claim, claimant=make_claimant(name=name), said=said)
    address = f"/claims/?claimant={spoken.claimant.pk}&year=2017"

    words = read(address)
    data = client.get(f"/api/v1/claims/?claimant={spoken.claimant.pk}&said_from=2017-01-01&said_to=2017-12-31")

    assert "The tower was shut." in words
    assert NARROWER in words
    assert data.json()["results"] == []


def test_list_as_data_is_in_the_spelling_that_found_something(client, story):
    html = client.get("/claims/?q=brigde").content.decode()

    assert "Shown is what was found for" in html
    assert '<a href="/api/v1/claims/?q=bridge">JSON</a>' in html


def test_list_of_articles_leads_to_the_same_list_as_data(client, story):
    html = client.get(f"/articles/?outlet={story.outlet.pk}&year=2018").content.decode()

    data = f"/api/v1/articles/?outlet={story.outlet.pk}&published_from=2018-01-01&published_to=2018-12-31"
    assert f'<a href="{data.replace("&", "&amp;")}">JSON</a>' in html
    assert [row["id"] for row in client.get(data).json()["results"]] == [story.article.pk]


@pytest.mark.parametrize("query", ["", "&q=bridge"])
def test_list_of_claims_reads_the_oldest_first_and_on_from_there(client, monkeypatch, query):
    monkeypatch.setattr("claims.views.listing.PAGE_SIZE", 2)
    for number in range(5):
        make_claim(statement=f"Bridge number {number}.")

    first = client.get(f"/claims/?sort=oldest{query}").context["page"]
    second = client.get(f"/claims/{first.next}").context["page"]
    back = client.get(f"/claims/{second.previous}").context["page"]

    assert [str(row) for row in first.rows] == ["Bridge number 0.", "Bridge number 1."]
    assert [str(row) for row in second.rows] == ["Bridge number 2.", "Bridge number 3."]
    assert back.rows == first.rows
