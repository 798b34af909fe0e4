"""What takes something away asks first; what acts at once can be taken back."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from tests.claims.api.cast import make_story

pytestmark = pytest.mark.django_db

# What acts at once, and the verb beside it that takes it back.
TAKEN_BACK_BY = {
    ("derivation", "confirm"): "reject",
    ("derivation", "reject"): "confirm",
    ("mark", "confirm"): "reject",
    ("mark", "reject"): "confirm",
    ("article", "publish"): "withdraw",
    ("article", "annotated"): "annotate-on",
    ("article", "annotate-on"): "annotated",
    ("appearance", "approve"): "reopen",
    ("evidence", "approve"): "reopen",
    ("claim", "publish"): "withdraw",
}
# Saving the translation again takes the check back.
BY_EDITING = {("translation", "check")}


def verbs():
    """Yield every verb of the desk with its table."""
    for model, shown in admin.site._registry.items():
        for verb in getattr(shown, "verbs", ()):
            yield model, shown, verb


@pytest.fixture
def story(client):
    """A public claim with all that belongs to it; an administrator is signed in."""
    story = make_story()
    client.force_login(User.objects.create_superuser("root"))
    return story


def test_what_acts_at_once_can_be_taken_back():
    names = {(model._meta.model_name, verb.name) for model, _shown, verb in verbs()}
    at_once = {(model._meta.model_name, verb.name) for model, _shown, verb in verbs() if not verb.asks}

    assert at_once - BY_EDITING == set(TAKEN_BACK_BY)
    assert {(table, back) for (table, _name), back in TAKEN_BACK_BY.items()} <= names


def test_what_takes_something_away_asks(client, story):
    asked = []
    for model, shown, verb in verbs():
        row = model._default_manager.first()
        if not verb.is_destructive or row is None:
            continue
        before = model._default_manager.filter(pk=row.pk).values().get()

        html = client.get(shown.verb_url(verb, row)).content.decode()

        assert "No, take me back" in html, verb.name
        assert model._default_manager.filter(pk=row.pk).values().get() == before
        asked.append((model._meta.model_name, verb.name))

    assert sorted(asked) == [
        ("appearance", "withdraw"), ("article", "withdraw"), ("claim", "merge"), ("claim", "withdraw"),
        ("evidence", "withdraw"), ("verdict", "retract"),
    ]  # fmt: skip


def test_deleting_asks_and_names_what_goes_with_it(client, story):
    asked = 0
    for model, shown in admin.site._registry.items():
        row = model._default_manager.first()
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}_delete"
        if row is None or not shown.has_delete_permission(client.get("/admin/").wsgi_request, row):
            continue

        response = client.get(reverse(address, args=[row.pk]))

        assert response.status_code == 200, address
        assert model._default_manager.filter(pk=row.pk).exists(), address
        asked += 1

    assert asked > 5
