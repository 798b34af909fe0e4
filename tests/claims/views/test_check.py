"""The page that checks a statement."""

import pytest

from claims.actions.lexemes import fold_lexemes
from tests.factories import make_claim, make_verdict


@pytest.fixture
def bridge(db):
    """Return a claim with a verdict, beside another claim, both counted."""
    claim = make_verdict(claim=make_claim(statement="The bridge over the Neva was closed in 2026.")).claim
    make_claim(statement="The central bank of Norway sold its gold in 2004.")
    fold_lexemes()
    return claim


def test_empty_page_says_how_it_works_and_may_be_found(client, read, settings):
    settings.IS_WORKED_EXAMPLE = False

    words = read("/check/")

    assert "How this works" in words
    assert "not stored" in words
    assert "noindex" not in client.get("/check/").content.decode()


def test_closest_claim_is_shown_with_verdict_polarity_and_words(read, bridge):
    words = read("/check/?text=The+bridge+over+the+NEVA+was+closed+in+2026")

    assert "Says the same as your text The bridge over the Neva was closed in 2026. false 1 January 2026" in words
    assert "Found by: bridge NEVA closed 2026" in words
    assert "read as English" in words
    assert "Norway" not in words


def test_opposite_is_said_and_its_verdict_explained(read, bridge):
    words = read("/check/?text=The+bridge+over+the+Neva+was+not+closed+in+2026")

    assert "Says the opposite of your text" in words
    assert "about the opposite of yours" in words


def test_text_that_is_not_here_is_told_what_to_do(read, bridge, settings):
    settings.CONTACT_EMAIL = "desk@example.org"

    words = read("/check/?text=Penguins+fly")

    assert "Nothing here comes close" in words
    assert "Send it to the editors" in words
    assert "Found by" not in words


def test_no_address_is_offered_where_there_is_none(read, bridge, settings):
    settings.CONTACT_EMAIL = ""

    assert "Send it to the editors" not in read("/check/?text=Penguins+fly")


def test_russian_statement_is_read_as_russian(read, db):
    make_claim(statement="Мост через Неву был закрыт в 2026 году.", language="ru")
    fold_lexemes()

    words = read("/check/?text=Мосты через Неву закрыты")

    assert "read as Russian" in words
    assert "Found by: Мосты Неву" in words


def test_result_is_kept_by_no_search_engine_and_no_cache(client, bridge, settings):
    settings.IS_WORKED_EXAMPLE = False

    response = client.get("/check/?text=bridge")

    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert f'<link rel="canonical" href="{settings.SITE_URL}/check/">' in response.content.decode()


def test_long_text_comes_back_whole_with_what_to_do(client, bridge):
    text = "bridge " * 200

    response = client.get("/check/", {"text": text})

    html = response.content.decode()
    assert response.status_code == 400
    assert "This is 399 characters too long." in html
    assert text.strip() in html
    assert "Found by" not in html


def test_markup_and_nul_are_shown_as_text(client, bridge):
    html = client.get("/check/", {"text": "<b>bridge\0</b>"}).content.decode()

    assert "&lt;b&gt;bridge&lt;/b&gt;</textarea>" in html
    assert "<b>" not in html


def test_too_many_texts_are_told_when_to_come_back(client, bridge, allow):
    allow(match="1/min")
    assert client.get("/check/?text=bridge").status_code == 200

    response = client.get("/check/?text=bridge")

    assert (response.status_code, 0 < int(response["Retry-After"]) <= 60) == (429, True)
    assert "That was a lot at once" in response.content.decode()
    assert client.get("/check/").status_code == 200


def test_drafts_are_not_matched(read, bridge):
    make_claim(statement="The tunnel under the Neva collapsed.", status="draft")
    fold_lexemes()

    assert "tunnel under" not in read("/check/?text=collapsed")


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_for_more_hits(client, django_assert_max_num_queries, db, count):
    for number in range(count):
        make_verdict(claim=make_claim(statement=f"The tunnel number {number} was closed."))
    fold_lexemes()

    with django_assert_max_num_queries(14):
        assert client.get("/check/?text=tunnel").content.decode().count('<div class="match">') == count
