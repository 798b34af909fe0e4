"""The annotation screen: what it refuses, and whom."""

import pytest
from django.test import Client

from claims.models import Appearance
from sources.models import Passage
from tests.claims.admin.annotating import appearance, page, send
from tests.claims.admin.desk import url
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_evidence,
    make_outlet,
    make_passage,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(client):
    """Return an article; an editor is signed in."""
    client.force_login(make_editor())
    return make_article()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"start": 22, "end": 40}, "does not stand at this place"),
        ({"exact": "The bridge is open"}, "does not stand at this place"),
        ({"end": 42}, "do not agree"),
        ({"start": 10**9, "end": 10**9 + 18}, "does not stand at this place"),
    ],
)
def test_selection_that_the_text_does_not_hold_is_refused(client, article, changed, words):
    response = send(client, article, "appearance", {**appearance(article), **changed})

    answer = response.json()
    assert response.status_code == 422
    assert words in answer["message"] + str(answer["errors"])
    assert Passage.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("statement", "", "word a new one"),
        ("claimant_name", "", "Say who makes the claim"),
        ("claimant", "claimant:999999", "not here any more"),
        ("claimant", "nobody", "not here any more"),
        ("stance", "shouts", "not one of the available choices"),
        ("said", "last Monday", "date"),
        ("original_article", "#999999", "Cite it first"),
        ("original_article", "https://nowhere.example/", "Cite it first"),
        ("steps", [{"speaker": "", "verb": "reports"}], "names a speaker and a verb"),
        ("steps", "x", "cannot be read"),
        ("steps", [1], "cannot be read"),
        ("claim", "999999", "not one of the available choices"),
        ("exact", "x" * 2001, "at most 2000"),
        ("exact", "a\0b", "Null"),
        ("text", "", "required"),
    ],
)
def test_faults_are_told_beside_their_field(client, article, field, value, words):
    response = send(client, article, "appearance", {**appearance(article), field: value})

    key = "claimant" if field == "claimant_name" else field
    assert response.status_code == 422
    assert words in " ".join(response.json()["errors"][key])
    assert Appearance.objects.count() == 0


def test_text_of_another_article_is_refused(client, article):
    other = make_article()

    response = send(client, article, "appearance", appearance(other))

    assert "not one of the article" in str(response.json()["errors"]["text"])


def test_older_text_is_refused_and_says_so(client, article):
    values = appearance(article)
    make_text(article=article, content="It is shut.")

    response = send(client, article, "appearance", values)

    assert response.status_code == 409
    assert "newer text" in response.json()["message"]


@pytest.mark.parametrize("body", ["", "[]", "no json", "null", "[" * 100_000])
def test_unreadable_body_is_refused(client, article, body):
    assert send(client, article, "appearance", body).json()["message"].startswith("What the page sent cannot be read")


@pytest.mark.parametrize("deed", ["appearance", "evidence", "mark", "decision", "reanchor", "undo"])
def test_empty_form_is_refused_by_every_deed(client, article, deed):
    assert send(client, article, deed, {}).status_code == 422


def test_deeds_are_posted(client, article):
    assert client.get(f"{url('sources_article_annotate', article.pk)}do/mark/").status_code == 405
    assert send(client, article, "unknown", {}).status_code == 404


def test_screen_is_for_those_who_may_read_the_desk(client, article):
    client.force_login(make_user(username="guest"))

    assert page(client, article).status_code == 403
    assert send(client, article, "appearance", appearance(article)).status_code == 403


def test_reader_of_the_desk_may_not_write(client, article):
    reader = make_user(username="reader")
    for app, codename in (("sources", "view_article"), ("claims", "view_appearance")):
        reader.user_permissions.add(permission(app, codename))
    client.force_login(reader)

    response = send(client, article, "appearance", appearance(article))

    assert page(client, article).status_code == 200
    assert response.status_code == 403
    assert "Ask an administrator" in response.json()["message"]


def permission(app, codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.get(content_type__app_label=app, codename=codename)


def test_nobody_signed_in_is_led_to_the_sign_in(client, article):
    client.logout()

    assert send(client, article, "appearance", appearance(article)).status_code == 302
    assert Appearance.objects.count() == 0


def test_deed_without_the_token_of_the_form_is_refused(article):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_editor())

    assert send(strict, article, "appearance", appearance(article)).status_code == 403
    assert Appearance.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_screen_asks_the_same_for_more_annotations(client, article, django_assert_num_queries, count):
    for _ in range(count):
        row = make_appearance(passage=make_passage(article=article), status="draft", steps=[(make_outlet(), "reports")])
        make_evidence(article=article, passage=row.passage)

    with django_assert_num_queries(12):
        client.get(f"{url('sources_article_annotate', article.pk)}state/")
