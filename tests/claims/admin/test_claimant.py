"""Claimants and their roles at the desk."""

import pytest

from claims.models import Claimant
from tests.claims.admin.desk import errors, inline, url
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def test_claimant_is_recorded_with_other_names_and_roles(client):
    client.force_login(make_editor())
    role = inline("affiliations", {"title": "mayor", "organisation": "City", "since": "2024~"})

    client.post(
        url("claims_claimant_add"),
        {"kind": "person", "name": "Anna Petrova", "aliases": "Анна Петрова\r\nA. Petrova\r\n", **role},
    )

    claimant = Claimant.objects.get()
    assert claimant.aliases == ["Анна Петрова", "A. Petrova"]
    assert [str(affiliation) for affiliation in claimant.affiliations.all()] == ["mayor, City"]
    assert claimant.affiliations.get().created_by == make_editor()


def test_anonymous_source_without_its_article_is_refused(client):
    client.force_login(make_editor())

    response = client.post(
        url("claims_claimant_add"),
        {"kind": "anonymous_source", "name": "a former official", **inline("affiliations")},
    )

    assert "belongs to one article: choose it" in errors(response)


def test_uncertain_date_of_a_role_that_is_none_is_refused_and_nothing_is_stored(client):
    client.force_login(make_editor())
    role = inline("affiliations", {"title": "mayor", "since": "long ago"})

    client.post(url("claims_claimant_add"), {"kind": "person", "name": "Anna Petrova", **role})

    assert not Claimant.objects.exists()
