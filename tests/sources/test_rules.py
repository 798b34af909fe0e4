"""The database's refusals in words."""

import pytest

from claims.actions.appearance import revise_appearance
from sources.rules import Refusal
from tests.factories import make_appearance, make_editor

pytestmark = pytest.mark.django_db


def test_value_that_is_too_long_is_refused_and_nothing_changes():
    appearance = make_appearance(status="draft", occasion="A speech")

    with pytest.raises(Refusal, match="value too long") as refusal:
        revise_appearance(appearance=appearance, occasion="x" * 301, by=make_editor())

    appearance.refresh_from_db()
    assert refusal.value.code == "data"
    assert appearance.occasion == "A speech"
