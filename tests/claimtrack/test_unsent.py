"""Forms that arrive after the session has ended: nothing that was typed is lost."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Topic
from claimtrack.unsent import Unsent
from tests.factories import make_claim, make_editor

pytestmark = pytest.mark.django_db

ADD = "/admin/claims/topic/add/?_changelist_filters=q%3Dx"
TYPED = {"name": "Мосты & «мосты»\r\nand more", "slug": "bridges", "_save": "Save"}
PASSWORD = "known-to-this-test"


@pytest.fixture
def editor(db):
    user = make_editor()
    user.set_password(PASSWORD)
    user.save()
    return user


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of the page's last form, as a browser would send them."""
    form = page.split("<main", 1)[-1]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def sign_in(client: Client, page: str, password: str = PASSWORD):
    fields = {**hidden(page), "username": "editor", "password": password}
    return client.post(reverse("admin:login"), fields)


def test_form_after_the_session_is_kept_until_it_is_sent_again(client, editor):
    asked = client.post(ADD, TYPED)
    assert asked.status_code == 403
    assert "what you typed is kept" in asked.content.decode()

    offered = sign_in(client, asked.content.decode())
    page = offered.content.decode()
    assert (offered.status_code, hidden(page)) == (200, TYPED)
    assert 'action="/admin/claims/topic/add/?_changelist_filters=q%3Dx"' in page

    client.post(ADD, hidden(page))
    assert Topic.objects.get().slug == "bridges"


def test_wrong_password_keeps_it_too(client, editor):
    asked = client.post(ADD, TYPED)
    refused = sign_in(client, asked.content.decode(), password="wrong")

    offered = sign_in(client, refused.content.decode())

    assert "errornote" in refused.content.decode()
    assert hidden(offered.content.decode()) == TYPED


def test_form_that_is_older_than_the_sign_in_is_kept(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    client.get(ADD)
    stale = {**TYPED, "csrfmiddlewaretoken": "x" * 64}

    response = client.post(ADD, stale, headers={"origin": "http://testserver"})

    assert response.status_code == 403
    assert hidden(response.content.decode()) == TYPED
    assert Topic.objects.count() == 0


@pytest.mark.parametrize("origin", [{}, {"origin": "https://elsewhere.example"}])
def test_form_from_elsewhere_is_not_offered(editor, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    response = client.post(ADD, TYPED, headers=origin)

    assert response.status_code == 403
    assert "This is not open to you" in response.content.decode()


def test_page_is_asked_for_as_before(client):
    response = client.get(ADD)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


def test_passwords_are_never_repeated(client):
    address = reverse("admin:password_change")

    response = client.post(address, {"old_password": "old", "new_password1": "new", "new_password2": "new"})

    assert (response.status_code, response["Location"]) == (302, f"{reverse('admin:login')}?next={address}")


def test_script_that_keeps_for_itself_is_led_to_the_sign_in(client):
    response = client.post(ADD, TYPED, headers={"sec-fetch-mode": "cors"})

    assert response.status_code == 302


def test_lost_file_is_named(client, editor):
    asked = client.post(ADD, {**TYPED, "file": SimpleUploadedFile("page.html", b"<p>")})

    offered = sign_in(client, asked.content.decode())

    assert "choose them again" in offered.content.decode()


def test_who_may_not_do_it_still_may_not(client, editor):
    claim = make_claim()
    editor.groups.clear()
    asked = client.post(f"/admin/claims/claim/{claim.pk}/change/", {"statement": "Changed."})
    offered = sign_in(client, asked.content.decode())

    sent = client.post(f"/admin/claims/claim/{claim.pk}/change/", hidden(offered.content.decode()))

    assert sent.status_code == 403
    claim.refresh_from_db()
    assert claim.statement != "Changed."


@pytest.mark.parametrize(
    "packed", ["", "x", "[]", '["https://elsewhere.example/", [], false]', '["/claims/", [], false]']
)
def test_what_was_not_packed_here_is_nothing(packed):
    assert Unsent.unpack(packed) is None
