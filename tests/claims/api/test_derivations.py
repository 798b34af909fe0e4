"""/api/v1/derivations/"""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from sources.actions.article import withdraw_article
from sources.actions.derivation import decide_derivation
from sources.enums import Decision, DerivationKind, Publication
from tests.claims.api.asking import check_filters, flat, found, results
from tests.factories import make_article, make_derivation, make_editor, make_outlet

HOST = "http://testserver"
API = f"{HOST}/api/v1"


def test_list_shows_which_article_was_made_from_which(api: APIClient) -> None:
    agency, paper = make_outlet(name="The Agency"), make_outlet(name="Газета")
    original = make_article(outlet=agency, title="The bridge is shut")
    article = make_article(outlet=paper, title="Мост закрыт")
    derivation = make_derivation(article=article, original=original, kind=DerivationKind.TRANSLATES)

    assert results(api, "derivations") == [
        {
            "id": derivation.pk,
            "external_id": derivation.external_id,
            "url": f"{API}/derivations/{derivation.pk}/",
            "html_url": f"{HOST}/articles/{article.pk}/",
            "kind": "translates",
            "article": {"id": article.pk, "url": f"{API}/articles/{article.pk}/", "label": "Мост закрыт"},
            "outlet": {"id": paper.pk, "url": f"{API}/outlets/{paper.pk}/", "label": "Газета"},
            "original": {"id": original.pk, "url": f"{API}/articles/{original.pk}/", "label": "The bridge is shut"},
            "original_outlet": {"id": agency.pk, "url": f"{API}/outlets/{agency.pk}/", "label": "The Agency"},
        }
    ]


def test_csv_shows_a_derivation_flat(api: APIClient) -> None:
    original, article = make_article(title="One, two"), make_article(title="Un, deux")
    derivation = make_derivation(article=article, original=original)

    assert flat(api, "derivations") == [
        {
            "id": str(derivation.pk),
            "external_id": derivation.external_id,
            "url": f"{API}/derivations/{derivation.pk}/",
            "html_url": f"{HOST}/articles/{article.pk}/",
            "kind": "republishes",
            "article_id": str(article.pk),
            "article": "Un, deux",
            "outlet_id": str(article.outlet_id),
            "outlet": article.outlet.name,
            "original_id": str(original.pk),
            "original": "One, two",
            "original_outlet_id": str(original.outlet_id),
            "original_outlet": original.outlet.name,
        }
    ]


@pytest.mark.parametrize("status", [Decision.SUGGESTED, Decision.REJECTED])
def test_what_nobody_confirmed_is_not_shown(api: APIClient, status: str) -> None:
    make_derivation(article=make_article(), original=make_article(), status=status)

    assert results(api, "derivations") == []


def test_what_is_not_between_public_articles_is_not_shown(api: APIClient) -> None:
    draft = make_article(status=Publication.DRAFT)
    make_derivation(article=draft, original=make_article())
    make_derivation(article=make_article(), original=draft)

    assert results(api, "derivations") == []


def test_each_filter_finds_its_derivation_alone(api: APIClient) -> None:
    article, original = make_article(title="Table 9"), make_article()
    derivation = make_derivation(article=article, original=original, kind=DerivationKind.EXCERPTS)
    make_derivation(article=make_article(), original=make_article(), kind=DerivationKind.SUMMARISES)

    check_filters(
        api,
        "derivations",
        derivation.pk,
        {
            "article": (article.pk, original.pk),
            "original": (original.pk, article.pk),
            "outlet": (article.outlet_id, original.outlet_id),
            "original_outlet": (original.outlet_id, article.outlet_id),
            "kind": ("excerpts", "translates"),
            "q": ("TABLE 9", "table unheard"),
        },
    )


def test_newest_come_first_when_asked(api: APIClient) -> None:
    first, second = (make_derivation(article=make_article(), original=make_article()) for _ in range(2))

    assert found(api, "derivations") == [first.pk, second.pk]
    assert found(api, "derivations", ordering="-id") == [second.pk, first.pk]


def test_derivation_is_gone_when_rejected_or_with_an_article(
    api: APIClient, end_transaction: Callable[[], None]
) -> None:
    rejected, orphaned = (make_derivation(article=make_article(), original=make_article()) for _ in range(2))
    end_transaction()

    decide_derivation(derivation=rejected, status=Decision.REJECTED, by=make_editor())
    withdraw_article(article=orphaned.original, by=make_editor())
    end_transaction()

    assert [api.get(f"/api/v1/derivations/{row.pk}/").status_code for row in (rejected, orphaned)] == [410, 410]
    assert api.get("/api/v1/derivations/987654/").status_code == 404


def test_root_leads_to_the_list(api: APIClient) -> None:
    assert api.get("/api/v1/").json()["derivations"] == f"{API}/derivations/"
