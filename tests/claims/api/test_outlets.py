"""/api/v1/outlets/"""

from rest_framework.test import APIClient

from sources.enums import OutletKind
from tests.claims.api.asking import check_filters, flat, results
from tests.factories import make_article, make_outlet

HOST = "http://testserver"
FIELDS = {
    "name": "Die Zeitung",
    "domain": "zeitung.example",
    "kind": OutletKind.AGENCY,
    "country": "DE",
    "language": "de",
    "wikidata_id": "Q42",
    "description": "A daily.",
}


def test_list_shows_an_outlet(api: APIClient) -> None:
    outlet = make_outlet(**FIELDS)
    make_article(outlet=outlet)

    assert results(api, "outlets") == [
        {
            "id": outlet.pk,
            "external_id": outlet.external_id,
            "url": f"{HOST}/api/v1/outlets/{outlet.pk}/",
            "html_url": f"{HOST}/outlets/{outlet.pk}/",
            **FIELDS,
            "articles_url": f"{HOST}/api/v1/articles/?outlet={outlet.pk}",
        }
    ]


def test_csv_shows_an_outlet_flat(api: APIClient) -> None:
    outlet = make_outlet(**FIELDS)
    make_article(outlet=outlet)

    assert flat(api, "outlets") == [
        {
            "id": str(outlet.pk),
            "external_id": outlet.external_id,
            "url": f"{HOST}/api/v1/outlets/{outlet.pk}/",
            "html_url": f"{HOST}/outlets/{outlet.pk}/",
            **FIELDS,
        }
    ]


def test_outlet_without_a_public_article_is_not_listed(api: APIClient) -> None:
    make_article(status="draft")
    make_outlet()

    assert results(api, "outlets") == []


def test_list_is_in_the_order_of_names(api: APIClient) -> None:
    for name in ("Zeit", "Ars", "Время"):
        make_article(outlet=make_outlet(name=name))

    assert [row["name"] for row in results(api, "outlets")] == ["Ars", "Zeit", "Время"]
    assert [row["name"] for row in results(api, "outlets", ordering="-name")] == ["Время", "Zeit", "Ars"]


def test_each_filter_finds_its_outlets_alone(api: APIClient) -> None:
    outlet = make_outlet(**FIELDS)
    make_article(outlet=outlet)
    make_article(outlet=make_outlet(name="Le Journal", country="FR", language="fr"))

    check_filters(
        api,
        "outlets",
        outlet.pk,
        {
            "kind": ("agency", "broadcaster"),
            "country": ("de", "IT"),
            "language": ("de", "it"),
            "q": ("zeitung.example", "Zeitung weekly"),
        },
    )
