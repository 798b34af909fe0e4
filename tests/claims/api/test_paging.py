"""Pages join to exactly the list: with ties, with unknown dates, in both directions, while rows come and go."""

import datetime
from itertools import chain
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.api.routes import ENDPOINTS
from claims.api.search import RELEVANCE
from sources.models import Article
from tests.claims.api.cast import make_story
from tests.factories import NOON, make_article, make_claim, make_outlet, make_verdict

DAYS = ["2018-07-16", "", "2018-07-16", "2017", "", "2018-07-16", "2020-01", "", "2017"]


@pytest.fixture
def articles(db: None) -> list[Article]:
    """Return articles of which several share a day and several have none."""
    outlet = make_outlet()
    return [
        make_article(outlet=outlet, content=None, title=f"Article {number}", published=day)
        for number, day in enumerate(DAYS)
    ]


def walk(api: APIClient, address: str, direction: str = "next") -> list[list[int]]:
    """Return the ids of each page, from ``address`` on."""
    pages = []
    following: str | None = address
    while following:
        page: dict[str, Any] = api.get(following).json()
        pages.append([row["id"] for row in page["results"]])
        following = page[direction]
    return pages


def last_page(api: APIClient, address: str) -> str:
    """Return the address of the list's last page."""
    while following := api.get(address).json()["next"]:
        address = following
    return address


def by_day(articles: list[Article], *, newest_first: bool) -> list[int]:
    """Return the ids in the order of the days, unknown days last."""
    sign = -1 if newest_first else 1
    known = [article for article in articles if article.published_on]
    unknown = [article for article in articles if not article.published_on]

    def key(article: Article) -> tuple[int, int]:
        day = article.published_on
        return (sign * (day.toordinal() if day else 0), sign * article.pk)

    return [article.pk for article in sorted(known, key=key) + sorted(unknown, key=key)]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 9, 10])
@pytest.mark.parametrize("order", ["published_on", "-published_on"])
def test_pages_join_to_the_list(api: APIClient, articles: list[Article], order: str, size: int) -> None:
    pages = walk(api, f"/api/v1/articles/?ordering={order}&page_size={size}")

    assert list(chain(*pages)) == by_day(articles, newest_first=order.startswith("-"))
    assert {len(page) for page in pages[:-1]} <= {size}


@pytest.mark.parametrize("size", [1, 2, 4])
@pytest.mark.parametrize("order", ["published_on", "-published_on"])
def test_pages_backwards_join_to_the_list(api: APIClient, articles: list[Article], order: str, size: int) -> None:
    last = last_page(api, f"/api/v1/articles/?ordering={order}&page_size={size}")

    pages = walk(api, last, "previous")

    assert list(chain(*reversed(pages))) == by_day(articles, newest_first=order.startswith("-"))


# A word that every story has in a claim, and one in an article.
SEARCHED = {"claims": "bridge", "articles": "log"}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_order_of_every_list_is_exact(api: APIClient, name: str) -> None:
    for number in range(3):
        make_story(number)
    orders = ENDPOINTS[name][1].orders

    # Only a search has an order by relevance.
    addresses = {
        order: f"/api/v1/{name}/?ordering={order}" + (f"&q={SEARCHED[name]}" if order in RELEVANCE else "")
        for order in orders
    }

    joined = {order: list(chain(*walk(api, f"{address}&page_size=2"))) for order, address in addresses.items()}

    whole = {order: walk(api, f"{address}&page_size=200")[0] for order, address in addresses.items()}
    assert len(whole["id"]) >= 3
    assert joined == whole
    assert whole["-id"] == whole["id"][::-1] == sorted(whole["id"])[::-1]


def test_first_page_has_nothing_before_and_the_last_nothing_after(api: APIClient, articles: list[Article]) -> None:
    first = api.get("/api/v1/articles/?page_size=5").json()
    second = api.get(first["next"]).json()

    assert first["previous"] is None
    assert second["next"] is None
    assert api.get(second["previous"]).json()["results"] == first["results"]


def test_page_that_ends_with_the_list_has_no_next(api: APIClient, articles: list[Article]) -> None:
    assert api.get("/api/v1/articles/?page_size=9").json()["next"] is None


def test_next_page_is_exact_though_its_neighbour_has_gone(api: APIClient, articles: list[Article]) -> None:
    first = api.get("/api/v1/articles/?ordering=id&page_size=3").json()
    articles[2].withdraw()

    second = api.get(first["next"]).json()

    assert [row["id"] for row in second["results"]] == [article.pk for article in articles[3:6]]


def test_previous_is_null_once_all_before_has_gone(api: APIClient, articles: list[Article]) -> None:
    first = api.get("/api/v1/articles/?ordering=id&page_size=2").json()
    for article in articles[:2]:
        article.withdraw()

    assert api.get(first["next"]).json()["previous"] is None


def test_page_beyond_the_end_leads_back(api: APIClient, articles: list[Article]) -> None:
    first = api.get("/api/v1/articles/?ordering=id&page_size=7").json()
    for article in articles[7:]:
        article.withdraw()

    empty = api.get(first["next"]).json()

    assert (empty["results"], empty["next"]) == ([], None)
    assert api.get(empty["previous"]).json()["results"] == first["results"]


def test_links_keep_filters(api: APIClient, articles: list[Article]) -> None:
    pages = walk(api, "/api/v1/articles/?published_from=2018-01-01&ordering=id&page_size=1")

    assert pages == [[articles[0].pk], [articles[2].pk], [articles[5].pk], [articles[6].pk]]


def test_claims_without_a_verdict_come_last(api: APIClient) -> None:
    silent, early, late = make_claim(), make_claim(), make_claim()
    make_verdict(claim=early)
    make_verdict(claim=late, now=NOON + datetime.timedelta(microseconds=1))

    pages = {
        order: walk(api, f"/api/v1/claims/?ordering={order}&page_size=1") for order in ("published_at", "-published_at")
    }

    assert pages == {
        "published_at": [[early.pk], [late.pk], [silent.pk]],
        "-published_at": [[late.pk], [early.pk], [silent.pk]],
    }
