"""Pages of lists: complete, in order, and without doubles."""

import re
from html import unescape

import pytest

from claims.views import listing
from tests.factories import make_appearance, make_article, make_claim, make_claimant, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_rows_a_page(monkeypatch):
    monkeypatch.setattr(listing, "PAGE_SIZE", 3)


def rows(html, prefix):
    return list(dict.fromkeys(re.findall(rf'href="({prefix}\d+/[^"]*)"', html)))


def walk_rows(client, address, prefix, relation="next"):
    """Return the rows' addresses page by page, following the links, and the last page's address."""
    base = address.partition("?")[0]
    pages = []
    while True:
        html = client.get(address).content.decode()
        pages.append(rows(html, prefix))
        link = re.search(rf'rel="{relation}" href="([^"]+)"', html)
        if not link:
            return pages, address
        address = base + unescape(link[1])


def test_claims_are_paged_newest_first_and_back_again(client):
    wanted = [make_claim().get_absolute_url() for _ in range(7)][::-1]

    forth, last = walk_rows(client, "/claims/", "/claims/")
    back, _ = walk_rows(client, last, "/claims/", relation="prev")

    assert forth == [wanted[:3], wanted[3:6], wanted[6:]]
    assert [row for page in reversed(back) for row in page] == wanted


def test_articles_are_paged_with_ties_and_unknown_dates(client):
    published = ["2018-07-17", "", "2018-07", "2018-07-01", "", "2017", "2018-07-17", ""]
    articles = [make_article(content=None, published=date) for date in published]
    known = sorted((a for a in articles if a.published), key=lambda a: (a.published_on, -a.pk), reverse=True)
    wanted = [a.get_absolute_url() for a in [*known, *(a for a in articles if not a.published)]]

    forth, last = walk_rows(client, "/articles/", "/articles/")
    back, _ = walk_rows(client, last, "/articles/", relation="prev")

    assert [row for page in forth for row in page] == wanted
    assert [row for page in reversed(back) for row in page] == wanted


def test_claimants_of_one_name_are_all_listed(client):
    for name in ["Ада", "Smith", "Smith", "Smith", "Smith", "zeta", "O’Neil \u00ad"]:
        make_appearance(claimant=make_claimant(name=name))

    pages, _ = walk_rows(client, "/claimants/", "/claimants/")

    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({row for page in pages for row in page}) == 7


def test_page_of_a_claimant_is_paged_by_the_day_it_was_said(client):
    ada = make_claimant()
    said = ["2018", "2020-05-01", "", "2019", "2020-05-01"]
    claims = [make_appearance(claimant=ada, said=day, claim=make_claim()).claim for day in said]
    wanted = [claims[index].get_absolute_url() for index in (4, 1, 3, 0, 2)]

    pages, _ = walk_rows(client, ada.get_absolute_url(), "/claims/")

    assert [row for page in pages for row in page] == wanted


def test_pages_keep_search_words_and_facets(client):
    topic = make_topic()
    for number in range(4):
        make_claim(statement=f"Bridge & tower {number}", topics=[topic])
    make_claim(statement="Bridge & tower of another kind", kind="opinion")

    pages, last = walk_rows(client, "/claims/?q=%26+tower&kind=fact", "/claims/")

    assert [len(page) for page in pages] == [3, 1]
    assert "q=%26+tower" in last
    assert "kind=fact" in last


def test_page_beyond_the_end_is_empty_and_leads_nowhere(client):
    claims = [make_claim() for _ in range(4)]
    _, last = walk_rows(client, "/claims/", "/claims/")
    claims[0].withdraw()

    html = client.get(last).content.decode()

    assert rows(html, "/claims/") == []
    assert '<a href="/claims/">Begin at its first page</a>' in html
    assert 'rel="next"' not in html


def test_cursor_of_another_list_is_refused(client):
    for _ in range(4):
        make_article()
    html = client.get("/articles/").content.decode()
    (cursor,) = re.findall(r'rel="next" href="([^"]+)"', html)

    assert client.get(f"/articles/{unescape(cursor)}").status_code == 200
    assert client.get(f"/claims/{unescape(cursor)}").status_code == 400
    assert client.get(f"/articles/{unescape(cursor).replace('after', 'before')}").status_code == 400
