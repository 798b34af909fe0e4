"""The demo log-ins."""

import pytest
from django.contrib.auth.models import User

from claims.management.commands.create_demo_users import demo_password, make_demo_user

pytestmark = pytest.mark.django_db


def test_demo_user_can_sign_in_at_the_desk():
    make_demo_user("editor", "editors")

    user = User.objects.get(username="editor")
    assert user.check_password(demo_password("editor"))
    assert user.is_staff
    assert [group.name for group in user.groups.all()] == ["editors"]


def test_demo_user_with_a_password_of_their_own_keeps_it():
    User.objects.create_user("editor", password="their own")

    make_demo_user("editor", "editors")

    assert User.objects.get(username="editor").check_password("their own")


def test_user_named_by_a_bundle_becomes_a_demo_user():
    named = User.objects.create(username="reviewer", is_active=False)
    named.set_unusable_password()
    named.save()

    make_demo_user("reviewer", "reviewers")

    named.refresh_from_db()
    assert named.is_active
    assert named.check_password(demo_password("reviewer"))
