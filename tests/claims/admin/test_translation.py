"""Translations at the desk."""

import pytest

from claims.actions.translation import check_translation, write_translation
from claims.models import Translation
from tests.claims.admin.desk import do, errors, url
from tests.factories import make_claim, make_editor

pytestmark = pytest.mark.django_db


def make_translation(**fields):
    """Return an unchecked Russian translation."""
    given = {"claim": make_claim(), "language": "ru", "statement": "Мост открыт.", "origin": "person", **fields}
    return write_translation(**given, by=make_editor())


def typed(translation, **fields):
    """What an editor types."""
    names = ("language", "statement", "origin")
    return {"claim": translation.claim.pk, **{name: getattr(translation, name) for name in names}, **fields}


def test_translation_is_shown_to_readers_once_checked(client):
    translation = make_translation()
    client.force_login(make_editor("second"))

    do(client, translation, "check")

    translation.refresh_from_db()
    assert translation.checked_by == make_editor("second")
    assert list(Translation.objects.public()) == [translation]


def test_changed_translation_must_be_checked_again(client):
    translation = check_translation(translation=make_translation(), by=make_editor())
    client.force_login(make_editor())

    client.post(url("claims_translation_change", translation.pk), typed(translation, statement="Мост был открыт."))

    translation.refresh_from_db()
    assert (translation.statement, translation.checked_at) == ("Мост был открыт.", None)


def test_summary_without_its_verdict_is_refused(client):
    translation = make_translation()
    client.force_login(make_editor())

    response = client.post(url("claims_translation_change", translation.pk), typed(translation, summary="Да."))

    assert "belongs to a version of the verdict" in errors(response)


def test_second_translation_into_a_language_is_refused_in_words(client):
    translation = make_translation()
    client.force_login(make_editor())

    response = client.post(url("claims_translation_add"), typed(translation))

    assert "already; change that one" in errors(response)
