"""In which language the program answers: the address decides for readers, the editor for the desk."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from rest.permalinks import permalink
from tests.claims.api.cast import make_story
from tests.claims.views.test_pages import addresses
from tests.factories import make_claim, make_editor

pytestmark = pytest.mark.django_db

RUSSIAN = {"accept-language": "ru"}
# What has one address for readers of all languages.
WITHOUT_LANGUAGE = ("/admin/", "/api/", "/static/", "/feeds/", "/exports/", "/claim-review/")


@pytest.fixture
def pages():
    """Return the English and the Russian address of one page of every kind."""
    return [(path, f"/ru{path}") for path in addresses(make_story()).values()]


def test_pages_below_ru_have_a_russian_interface(client, pages):
    for _english, russian in pages:
        response = client.get(russian)
        html = response.content.decode()

        assert (response.status_code, response["Content-Language"]) == (200, "ru"), russian
        assert '<html lang="ru">' in html, russian


def test_pages_name_each_other_as_the_same_in_another_language(client, pages, settings):
    for english, russian in pages:
        for path in (english, russian):
            html = client.get(f"{path}?utm_source=x").content.decode()
            alternates = dict(re.findall(r'<link rel="alternate" hreflang="([a-z-]+)" href="([^"]+)"', html))

            assert alternates == {
                "en": settings.SITE_URL + english,
                "ru": settings.SITE_URL + russian,
                "x-default": settings.SITE_URL + english,
            }
            assert f'<link rel="canonical" href="{settings.SITE_URL}{path}">' in html


def test_reader_can_switch_the_language_without_losing_their_search(client):
    html = client.get("/ru/claims/?q=bridge&kind=fact").content.decode()

    assert '<a href="/claims/?q=bridge&amp;kind=fact" lang="en" hreflang="en">English</a>' in html


def test_links_of_a_russian_page_stay_russian(client, pages):
    for english, russian in pages:
        html = client.get(russian).content.decode()
        inner = set(re.findall(r'<(?:a|form)\b[^>]* (?:href|action)="(/[^"]*)"', html))
        foreign = {link for link in inner - {english} if not link.startswith(("/ru/", *WITHOUT_LANGUAGE))}

        assert (english in inner, foreign) == (True, set()), russian


def test_redirect_to_the_slug_keeps_the_language(client):
    claim = make_claim(status="public", short_statement="The bridge is open")

    response = client.get(f"/ru/claims/{claim.pk}/")

    assert (response.status_code, response["Location"]) == (301, f"/ru{claim.get_absolute_url()}")


@pytest.mark.parametrize(
    ("path", "language"), [("/ru/nothing/", "ru"), ("/nothing/", "en"), ("/en/claims/", "en"), ("/ru/admin/", "ru")]
)
def test_error_pages_speak_the_language_of_the_address(client, path, language):
    response = client.get(path, headers=RUSSIAN)

    assert (response.status_code, response["Content-Language"]) == (404, language)
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("path", ["/ru/api/v1/", "/ru/healthz", "/ru/v1alpha1/claims:search"])
def test_what_programs_read_has_one_address(client, path):
    assert client.get(path).status_code == 404


def test_api_speaks_the_default_language_whatever_is_preferred(client):
    client.cookies["django_language"] = "ru"

    for path in ("/api/v1/claims/x/", "/claims/", "/api/v1/claims/?kind=nonsense"):
        preferred, plain = client.get(path, headers=RUSSIAN), client.get(path)

        assert preferred.content == plain.content, path
        assert not re.search("[а-я]{4}", preferred.content.decode().replace("Русский", "")), path


def test_permalinks_have_no_language(settings):
    with translation.override("ru"):
        assert reverse("claim-permalink", args=[7]) == "/ru/claims/7/"
        assert permalink("claim-permalink", 7) == f"{settings.SITE_URL}/claims/7/"


def test_desk_begins_in_the_language_of_the_browser(client):
    response = client.get(reverse("admin:login"), headers=RUSSIAN)

    assert response["Content-Language"] == "ru"
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_editor_switches_the_language_of_the_desk_and_stays_on_the_page(client):
    client.force_login(make_editor())

    switched = client.post(reverse("desk-language"), {"language": "ru", "next": "/admin/claims/claim/?q=bridge"})
    cookie = switched.cookies["django_language"]

    assert switched["Location"] == "/admin/claims/claim/?q=bridge"
    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("ru", "/admin/", True)
    desk = client.get("/admin/")
    assert desk["Content-Language"] == "ru"
    assert '<button name="language" value="en" lang="en">English</button>' in desk.content.decode()
    assert client.get("/")["Content-Language"] == "en"


def test_switch_leads_to_no_foreign_site(client):
    response = client.post(reverse("desk-language"), {"language": "ru", "next": "https://elsewhere.example/"})

    assert response["Location"] == "/ru/"


@pytest.mark.parametrize(("language", "words"), [("en", "22 November 2026"), ("ru", "22 ноября 2026 г.")])
def test_dates_are_written_as_the_language_has_it(language, words):
    with translation.override(language):
        assert date_format(datetime.date(2026, 11, 22)) == words


@pytest.mark.parametrize(("language", "words"), [("en", "June 2018"), ("ru", "июнь 2018")])
def test_uncertain_dates_are_written_in_the_interface_language(client, language, words):
    story = make_story()
    story.claim.speaks_of = "2018-06"
    story.claim.save()

    with translation.override(language):
        html = client.get(story.claim.get_absolute_url()).content.decode()

    assert words in html
