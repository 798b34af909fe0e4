"""The desk's front page and its door."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def sign_in(client, password: str):
    return client.post(reverse("admin:login"), {"username": "editor", "password": password})


def test_tables_are_grouped_by_the_work(client):
    client.force_login(make_editor())

    groups = client.get(reverse("admin:index")).context["app_list"]

    assert [str(group["name"]) for group in groups] == [
        "Claims", "Sources", "Names and scales", "Kept by the program",
    ]  # fmt: skip
    assert groups[0]["models"][0]["object_name"] == "Claim"


def test_wrong_password_is_told(client):
    User.objects.create_user("editor", password="right", is_staff=True)

    response = sign_in(client, "wrong")

    assertContains(response, "Please enter the correct username and password")


def test_many_wrong_passwords_close_the_door_with_a_clear_page(client, settings):
    settings.AXES_FAILURE_LIMIT = 3
    User.objects.create_user("editor", password="right", is_staff=True)

    for _attempt in range(3):
        closed = sign_in(client, "wrong")
    with_the_right_one = sign_in(client, "right")

    assertContains(closed, "Too many attempts to sign in", status_code=429)
    assertContains(with_the_right_one, "Wait a quarter of an hour", status_code=429)


def test_desk_is_served_under_a_policy_without_inline_code(client):
    client.force_login(make_editor())

    response = client.get(reverse("admin:claims_claim_add"))

    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assertNotContains(response, "style=")
    assertNotContains(response, "onclick")
