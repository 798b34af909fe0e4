"""What one row of an outlet must satisfy."""

import pytest

from sources.models import Outlet
from tests.factories import make_article, make_outlet
from tests.rules import Case, accepted, failing, made, passing, refused, still_referenced

pytestmark = pytest.mark.django_db

CASES = [
    Case("outlet_name_given", good=[{"name": "Neva Post"}], bad=[{"name": ""}]),
    Case("outlet_kind_known", good=[{"kind": "agency"}], bad=[{"kind": "blog"}, {"kind": ""}]),
    Case(
        "outlet_domain_plain",
        good=[{"domain": None}, {"domain": "neva.example"}, {"domain": "пример.рф"}],
        bad=[{"domain": "Neva.example"}, {"domain": "https://neva.example"}, {"domain": "neva"}, {"domain": ""}],
    ),
    Case("outlet_country_iso", good=[{"country": ""}, {"country": "GB"}], bad=[{"country": "gb"}, {"country": "G"}]),
    Case(
        "outlet_language_bcp47",
        good=[{"language": ""}, {"language": "zh-Hant-TW"}],
        bad=[{"language": "English"}, {"language": "e"}],
    ),
    Case(
        "outlet_wikidata_id",
        good=[{"wikidata_id": ""}, {"wikidata_id": "Q42"}],
        bad=[{"wikidata_id": "42"}, {"wikidata_id": "Q042"}],
    ),
]


@passing(*CASES)
def test_outlet_is_accepted(rule, fields):
    with accepted(rule):
        Outlet.objects.create(**{"name": "Neva Post", "kind": "newspaper", **made(fields)})

    assert Outlet.objects.count() == 1


@failing(*CASES)
def test_outlet_is_refused(rule, fields):
    with refused(rule):
        Outlet.objects.create(**{"name": "Neva Post", "kind": "newspaper", **made(fields)})


def test_domain_belongs_to_one_outlet():
    make_outlet(domain="neva.example")

    with refused("sources_outlet_domain_key"):
        make_outlet(domain="neva.example")


def test_outlet_with_an_article_is_not_deleted():
    article = make_article()

    with still_referenced():
        Outlet.objects.filter(pk=article.outlet_id)._raw_delete("default")


def test_outlet_is_public_with_a_public_article():
    make_article(status="draft")
    make_article(status="withdrawn")
    shown = make_article(status="public")

    assert list(Outlet.objects.public()) == [shown.outlet]
