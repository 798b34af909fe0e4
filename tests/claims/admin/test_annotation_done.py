"""The way to say that an article is annotated, from the screen on which it is."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from sources.models import Reading
from tests.claims.admin.desk import told, url, verb_url
from tests.factories import make_article, make_editor, make_user

pytestmark = pytest.mark.django_db


def test_screen_leads_to_saying_so(client):
    article = make_article()
    client.force_login(make_editor())

    screen = client.get(url("sources_article_annotate", article.pk))
    done = client.post(verb_url(article, "annotated"), follow=True)

    assertContains(screen, f'action="{verb_url(article, "annotated")}"')
    assert told(done) == ["Done: the article no longer waits to be annotated. A later text of it will."]
    assert Reading.objects.get().text == article.current_text


def test_reader_of_the_screen_is_not_offered_it(client):
    article, reader = make_article(), make_user(username="reader")
    codes = ["view_article", "view_appearance"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(reader)

    screen = client.get(url("sources_article_annotate", article.pk))

    assertNotContains(screen, verb_url(article, "annotated"))
    assert client.post(verb_url(article, "annotated")).status_code == 403


def test_page_of_the_article_offers_what_is_possible(client):
    article = make_article()
    client.force_login(make_editor())
    page = reverse("admin:sources_article_change", args=[article.pk])

    before = client.get(page).content.decode()
    client.post(verb_url(article, "annotated"))
    after = client.get(page).content.decode()

    assert (verb_url(article, "annotated") in before, verb_url(article, "annotate-on") in before) == (True, False)
    assert (verb_url(article, "annotated") in after, verb_url(article, "annotate-on") in after) == (False, True)
