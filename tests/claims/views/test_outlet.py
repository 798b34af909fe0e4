"""Outlets: the list and one page."""

import pytest

from tests.factories import make_article, make_derivation, make_outlet

pytestmark = pytest.mark.django_db


def test_outlet_shows_its_articles_with_what_they_copy_and_who_copies_them(read):
    outlet = make_outlet(name="Die Zeitung", country="DE", domain="zeitung.example", description="A daily.")
    article = make_article(outlet=outlet, title="The bridge", byline=["A. Author"], published="2018-07-16~")
    make_derivation(article=article, original=make_article(title="The wire story"), kind="translates")
    make_derivation(article=make_article(title="The copy"), original=article)

    words = read(outlet.get_absolute_url())

    assert "Outlet · newspaper · DE Die Zeitung A daily. zeitung.example" in words
    assert "A. Author, The bridge, Die Zeitung, about 16 July 2018" in words
    assert "It translates: The wire story," in words
    assert "Another article republishes it: The copy," in words


@pytest.mark.parametrize(("copies", "is_more"), [(3, False), (4, True)])
def test_lists_name_three_copies_of_an_article_and_lead_to_the_rest(client, copies, is_more):
    original = make_article(title="The wire story")
    for number in range(copies):
        make_derivation(article=make_article(title=f"Copy {number}"), original=original)

    for address in (original.outlet.get_absolute_url(), "/articles/?outlet={original.outlet.pk}"):
        html = client.get(address.format(original=original)).content.decode()

        assert html.count("Another article republishes it:") == 3
        assert (f'<a href="{original.get_absolute_url()}">and more: see the article’s page</a>' in html) is is_more


def test_article_folds_what_goes_beyond_three_copies(client):
    original = make_article(title="The wire story")
    for number in range(5):
        make_derivation(article=make_article(title=f"Copy {number}"), original=original)

    html = client.get(original.get_absolute_url()).content.decode()
    shown, _, folded = html.partition("<summary>and more</summary>")

    assert [part.count("Another article republishes it:") for part in (shown, folded)] == [3, 2]


def test_outlet_shows_the_newest_article_first_and_unknown_dates_last(read):
    outlet = make_outlet()
    for title, published in (("Undated", ""), ("Older", "2017"), ("Newer", "2018-05")):
        make_article(outlet=outlet, title=title, published=published)

    words = read(outlet.get_absolute_url())

    assert words.index("Newer") < words.index("Older") < words.index("Undated")


def test_outlet_keeps_suggested_derivations_and_drafts_to_the_desk(read):
    article = make_article(title="The bridge")
    make_derivation(article=article, original=make_article(title="Suggested original"), status="suggested")
    make_derivation(article=make_article(title="Draft copy", status="draft"), original=article)
    make_article(outlet=article.outlet, title="Draft of the same outlet", status="draft")

    words = read(article.outlet.get_absolute_url())

    assert "The bridge" in words
    assert "Suggested original" not in words
    assert "Draft" not in words


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_outlet_without_a_public_article_is_404(client, status):
    outlet = make_article(status=status).outlet

    assert client.get(outlet.get_absolute_url()).status_code == 404


def test_outlet_list_finds_names_and_domains(read):
    make_article(outlet=make_outlet(name="Die Zeitung", domain="zeitung.example"))
    make_article(outlet=make_outlet(name="ИноСМИ", domain="inosmi.example"))

    assert "ИноСМИ" in read("/outlets/?q=иносми")
    assert "Die Zeitung" not in read("/outlets/?q=иносми")
    assert "Die Zeitung" in read("/outlets/?q=tung.ex")
