"""Every page of the desk: nothing serious for axe, and no sideways scrolling, on a telephone and on a desk."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User

from tests.claims.api.cast import make_story
from tests.e2e.walking import faults, pages_of, signed_in

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
OWN = ("/admin/", "/admin/password_change/", "/admin/?nothing")


@pytest.fixture
def desk(browser, live_server, transactional_db):
    """A page at the desk, signed in as an administrator, with a row in most tables."""
    make_story()
    context = signed_in(browser, live_server.url, User.objects.create_superuser("root"))
    yield context.new_page()
    context.close()


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_pages_of_a_table_are_open_to_everybody(desk, model):
    addresses = list(pages_of(model))

    wrong = [fault for address in addresses for fault in faults(desk, address)]

    assert "\n".join(wrong) == ""
    assert len(addresses) > 1


def test_front_pages_are_open_to_everybody(desk):
    wrong = [fault for address in OWN for fault in faults(desk, address)]

    assert "\n".join(wrong) == ""
