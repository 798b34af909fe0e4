"""Scales and ratings at the desk."""

import pytest

from claims.models import Rating, RatingScale
from tests.claims.admin.desk import errors, inline, url
from tests.factories import make_administrator, make_verdict, rating

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(make_administrator())


def typed(row, **fields):
    """What an administrator types for a rating."""
    names = ("position", "label", "definition", "value", "normalised")
    return {"scale": row.scale.pk, **{name: getattr(row, name) for name in names}, **fields}


def test_rating_that_a_verdict_uses_is_not_reworded(client):
    used = make_verdict().rating

    response = client.post(url("claims_rating_change", used.pk), typed(used, label="Wrong"))

    assert "A verdict uses this rating." in errors(response)
    assert Rating.objects.get(pk=used.pk).label == used.label


def test_unused_rating_is_reworded(client):
    unused = rating("truth-true")

    client.post(url("claims_rating_change", unused.pk), typed(unused, definition="It is so."))

    assert Rating.objects.get(pk=unused.pk).definition == "It is so."


def test_number_beyond_the_scale_is_refused_beside_its_field(client):
    unused = rating("truth-true")

    response = client.post(url("claims_rating_change", unused.pk), typed(unused, value=6))

    assert response.context["adminform"].form.errors["value"] == ["The value is a number from 1 to 5, or left empty."]


def test_kinds_that_a_scale_serves_are_ticked(client):
    scale = RatingScale.objects.get(name="outcome")

    client.post(
        url("claims_ratingscale_change", scale.pk),
        {"name": "outcome", "kinds": ["promise", "prediction"], **inline("ratings")},
    )

    assert sorted(RatingScale.objects.get(pk=scale.pk).kinds) == ["prediction", "promise"]
