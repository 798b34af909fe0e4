"""Pages for what cannot be shown."""

import pytest
from django.test import Client

from claims.views import home
from tests.factories import make_claim

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/nothing/", "/claims/x/", "/claims/1/a/b/", "/claims/-1/", "/topics/7/", "/articles/7/", "/outlets/7/"]
)
def test_unknown_address_is_404_and_helps_on(client, address):
    response = client.get(address)
    html = response.content.decode()

    assert response.status_code == 404
    assert "There is no such page" in html
    assert 'href="/claims/"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_withdrawn_page_is_410(client):
    response = client.get(make_claim(status="withdrawn").get_absolute_url())

    assert response.status_code == 410
    assert "This has been withdrawn" in response.content.decode()


def test_failure_is_500_without_detail_and_without_the_database(monkeypatch, settings):
    def fail():
        raise RuntimeError("the secret detail")

    monkeypatch.setattr(home, "latest_verdicts", fail)
    client = Client(raise_request_exception=False)

    response = client.get("/")
    html = response.content.decode()

    assert response.status_code == 500
    assert "Something went wrong here" in html
    assert "secret detail" not in html
    assert "RuntimeError" not in html


def test_failure_page_asks_the_database_nothing(django_assert_num_queries, rf):
    from claims.views import errors

    with django_assert_num_queries(0):
        assert errors.failed(rf.get("/")).status_code == 500


def test_form_without_a_token_is_a_readable_403():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert response.status_code == 403
    assert "This is not open to you" in response.content.decode()


def test_error_pages_are_in_one_language(client):
    response = client.get("/nothing/", headers={"accept-language": "ru"})

    assert response["Content-Language"] == "en"
    assert '<html lang="en">' in response.content.decode()


def test_address_without_its_slash_leads_to_the_page(client):
    response = client.get("/claims")

    assert (response.status_code, response["Location"]) == (301, "/claims/")


def test_icon_is_found_where_browsers_look_for_it(client):
    assert client.get("/favicon.ico")["Location"] == "/static/favicon.svg"
