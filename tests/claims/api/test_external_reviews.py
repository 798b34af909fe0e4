"""/api/v1/external-reviews/"""

import datetime
from collections.abc import Callable

from rest_framework.test import APIClient

from claims.actions.claim import withdraw_claim
from claims.api.routes import ENDPOINTS
from tests.claims.api.asking import check_filters, flat, found, results
from tests.claims.api.cast import Story
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_external_review,
    make_outlet,
    make_reviewer,
    make_topic,
    make_verdict,
    rating,
)

HOST = "http://testserver"
LIST = f"{HOST}/api/v1/external-reviews"
SOURCES = ["https://a.example/1?x=1&y=2", "https://b.example/“2”"]


def test_list_shows_what_another_desk_said_as_its_own_word(api: APIClient) -> None:
    claim, publisher = make_claim(), make_outlet(name="Проверка, “Факты”", domain="checks.example")
    mapped = rating("truth-mostly-false")
    review = make_external_review(
        claim=claim, publisher=publisher, url="https://checks.example/мост", title="The bridge", label="On\nfire",
        rating=mapped, reviewed_on=datetime.date(2018, 7, 20), language="ru", claimant_name="Ada", said="2018-07",
        sources=SOURCES,
    )  # fmt: skip

    assert results(api, "external-reviews") == [
        {
            "id": review.pk,
            "external_id": review.external_id,
            "url": f"{LIST}/{review.pk}/",
            "html_url": f"{HOST}/claims/{claim.pk}/#review-{review.pk}",
            "claim": {"id": claim.pk, "url": f"{HOST}/api/v1/claims/{claim.pk}/", "label": str(claim)},
            "publisher": {"id": publisher.pk, "url": None, "label": "Проверка, “Факты”"},
            "publisher_site": "checks.example",
            "review_url": "https://checks.example/мост",
            "title": "The bridge",
            "label": "On\nfire",
            "mapped_rating": {
                "id": mapped.pk,
                "url": f"{HOST}/api/v1/ratings/{mapped.pk}/",
                "scale": "truth",
                "label": "mostly false",
                "value": 2,
                "normalised": "false",
                "code": "rated-mostly-false",
            },
            "reviewed_on": "2018-07-20",
            "language": "ru",
            "claimant_name": "Ada",
            "said": "2018-07",
            "said_on": "2018-07-01",
            "sources": SOURCES,
        }
    ]


def test_csv_shows_the_review_flat_and_our_mapping_by_its_name(api: APIClient) -> None:
    claim, publisher = make_claim(), make_outlet(name="Checkers", domain="checks.example")
    review = make_external_review(
        claim=claim, publisher=publisher, url="https://checks.example/1", label="=False", rating=rating(), said="2018~",
        sources=SOURCES,
    )  # fmt: skip

    (row,) = flat(api, "external-reviews")

    assert row["url"] == f"{LIST}/{review.pk}/"
    assert row["html_url"] == f"{HOST}/claims/{claim.pk}/#review-{review.pk}"
    assert (row["claim_id"], row["claim"]) == (str(claim.pk), claim.short_statement)
    assert (row["publisher_id"], row["publisher"]) == (str(publisher.pk), "Checkers")
    assert (row["publisher_site"], row["review_url"]) == ("checks.example", "https://checks.example/1")
    assert row["label"] == "=False"
    assert (row["mapped_rating"], row["mapped_rating_scale"]) == ("rated-false", "truth")
    assert (row["mapped_rating_value"], row["mapped_rating_normalised"]) == ("1", "class-false")
    assert (row["said"], row["said_on"], row["reviewed_on"]) == ("2018~", "2018-01-01", "")
    assert row["sources"] == '["https://a.example/1?x=1&y=2", "https://b.example/“2”"]'


def test_no_column_takes_their_label_for_our_rating(api: APIClient, story: Story) -> None:
    (row,) = results(api, "external-reviews")
    (cells,) = flat(api, "external-reviews")

    assert "rating" not in {*row, *cells}
    assert (row["label"], row["mapped_rating"]["label"]) == ("Pants on fire", "mostly false")
    assert (cells["label"], cells["mapped_rating"]) == ("Pants on fire", "rated-mostly-false")


def test_label_that_we_take_for_nothing_has_no_rating(api: APIClient) -> None:
    make_external_review()

    assert [row["mapped_rating"] for row in results(api, "external-reviews")] == [None]
    (cells,) = flat(api, "external-reviews")
    assert [cells[name] for name in cells if name.startswith("mapped_rating")] == [""] * 5


def test_claim_shows_the_same_as_the_list(api: APIClient, story: Story) -> None:
    claim = api.get(f"/api/v1/claims/{story.claim.pk}/").json()

    assert claim["external_reviews"] == results(api, "external-reviews", claim=story.claim.pk)


def test_page_has_the_place_that_the_address_names(api: APIClient, story: Story) -> None:
    (row,) = results(api, "external-reviews")
    address, _, place = row["html_url"].partition("#")

    assert f'<li id="{place}">' in api.get(address, follow=True).content.decode()


def test_each_filter_finds_its_review_alone(api: APIClient) -> None:
    topic, claimant, publisher = make_topic(), make_claimant(), make_outlet(domain="checks.example")
    claim = make_claim(topics=[topic])
    make_appearance(claim=claim, claimant=claimant)
    make_verdict(claim=claim)
    review = make_external_review(
        claim=claim, publisher=publisher, label="Faux", rating=rating("truth-true"), language="pt-BR",
        reviewed_on=datetime.date(2001, 1, 1), title="Table 9",
    )  # fmt: skip
    make_external_review(claim=make_claim(kind="cause"), language="fr", reviewed_on=datetime.date(2000, 6, 1))
    make_external_review(claim=make_claim(kind="rule"))

    check_filters(
        api,
        "external-reviews",
        review.pk,
        {
            "claim": (claim.pk, 987_654),
            "claimant": (claimant.pk, 987_654),
            "topic": (topic.pk, 987_654),
            "kind": ("fact", "promise"),
            "rating": ("rated-false", "rated-true"),
            "normalised": ("false", "true"),
            "publisher": (publisher.pk, 987_654),
            "publisher_site": ("Checks.Example", "example"),
            "label": ("faux", "fau"),
            "mapped_rating": ("rated-true", "rated-false"),
            "mapped_normalised": ("true", "false"),
            "language": ("pt", "it"),
            "reviewed_from": ("2001-01-01", "2001-01-02"),
            "q": ("TABLE 9", "table unheard"),
        },
        elsewhere=["reviewed_to"],
    )


def test_reviews_are_found_up_to_a_day_and_those_of_no_day_are_not(api: APIClient) -> None:
    early, _late = (make_external_review(reviewed_on=datetime.date(year, 1, 1)) for year in (2000, 2001))
    make_external_review()

    assert found(api, "external-reviews", reviewed_to="2000-01-01") == [early.pk]
    assert found(api, "external-reviews", reviewed_to="1999-12-31") == []


def test_those_of_no_day_come_last_in_both_orders(api: APIClient) -> None:
    without = make_external_review()
    early, late = (make_external_review(reviewed_on=datetime.date(year, 1, 1)) for year in (2000, 2001))

    assert found(api, "external-reviews", ordering="reviewed_on") == [early.pk, late.pk, without.pk]
    assert found(api, "external-reviews", ordering="-reviewed_on") == [late.pk, early.pk, without.pk]
    assert found(api, "external-reviews") == [without.pk, early.pk, late.pk]


def test_publisher_with_an_article_here_is_led_to(api: APIClient) -> None:
    publisher = make_outlet()
    make_article(outlet=publisher)
    make_external_review(publisher=publisher)

    (row,) = results(api, "external-reviews")

    assert row["publisher"]["url"] == f"{HOST}/api/v1/outlets/{publisher.pk}/"


def test_review_is_gone_with_its_claim(api: APIClient, story: Story, end_transaction: Callable[[], None]) -> None:
    address = f"/api/v1/external-reviews/{story.review.pk}/"
    end_transaction()
    assert api.get(address).status_code == 200

    withdraw_claim(claim=story.claim, by=make_reviewer())
    end_transaction()

    assert api.get(address).status_code == 410
    assert found(api, "external-reviews") == []


def test_root_leads_to_the_list(api: APIClient) -> None:
    assert api.get("/api/v1/").json()["external-reviews"] == f"{LIST}/"
    assert ENDPOINTS["external-reviews"][1].noun == "external-reviews"
