"""Record that one article was made from another, and decide such suggestions."""

import pytest

from sources.actions.derivation import decide_derivation, record_derivation
from sources.models import Derivation
from tests.factories import NOON, make_article, make_derivation, make_editor
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_derivation_counts_once_it_is_confirmed():
    copy, original, editor = make_article(), make_article(), make_editor()

    derivation = record_derivation(article=copy, original=original, kind="translates", by=editor, now=NOON)
    before = list(copy.origins.values_list("root", flat=True))
    decided = decide_derivation(derivation=derivation, status="confirmed", by=editor, now=NOON)

    assert (before, list(copy.origins.values_list("root", flat=True))) == ([copy.pk], [original.pk])
    assert (decided.decided_by, decided.decided_at, decided.method) == (editor, NOON, "editor")


def test_confirmed_derivation_is_rejected_later():
    derivation = make_derivation(article=make_article(), original=make_article())

    decide_derivation(derivation=derivation, status="rejected", by=make_editor())

    assert not Derivation.objects.confirmed().exists()


def test_cycle_is_refused_in_words():
    copy, original = make_article(), make_article()
    make_derivation(article=copy, original=original)

    with refused("derivation_no_cycle"):
        record_derivation(article=original, original=copy, kind="republishes", by=make_editor())
