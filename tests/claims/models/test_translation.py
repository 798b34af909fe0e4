"""What one row of a translation must satisfy."""

import pytest

from claims.models import Translation
from tests.factories import NOON, make_claim, make_editor, make_verdict
from tests.rules import Case, accepted, failing, made, passing, refused

pytestmark = pytest.mark.django_db

CASES = [
    Case("translation_language_bcp47", good=[{"language": "ru"}], bad=[{"language": ""}, {"language": "Russian"}]),
    Case("translation_statement_given", good=[{"statement": "Мост открыт."}], bad=[{"statement": ""}]),
    Case("translation_origin_known", good=[{"origin": "machine"}], bad=[{"origin": "dog"}]),
    Case(
        "translation_checked_by_and_at",
        good=[{}, {"checked_by": make_editor, "checked_at": NOON}],
        bad=[{"checked_by": make_editor}, {"checked_at": NOON}],
    ),
]


def create(**fields):
    return Translation.objects.create(
        **{"claim": make_claim(), "language": "ru", "statement": "Мост открыт.", "origin": "person", **made(fields)}
    )


@passing(*CASES)
def test_translation_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert Translation.objects.count() == 1


@failing(*CASES)
def test_translation_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_claim_is_translated_once_into_a_language():
    claim = make_claim()

    with accepted("translation_once"):
        create(claim=claim, language="ru")
        create(claim=claim, language="de")
    with refused("translation_once"):
        create(claim=claim, language="ru")


def test_summary_comes_with_its_verdict():
    verdict = make_verdict()

    with accepted("translation_summary_and_verdict"):
        create(claim=verdict.claim, summary="Он был закрыт.", verdict=verdict)
    with refused("translation_summary_and_verdict"):
        create(claim=verdict.claim, language="de", summary="Sie war gesperrt.")
    with refused("translation_summary_and_verdict"):
        create(claim=verdict.claim, language="de", verdict=verdict)


def test_verdict_is_one_of_the_translated_claim():
    verdict = make_verdict()

    with accepted("translation_verdict_of_claim"):
        translation = create(claim=verdict.claim, summary="Он был закрыт.", verdict=verdict)
    with refused("translation_verdict_of_claim"):
        create(summary="Он был закрыт.", verdict=verdict)
    with refused("translation_verdict_of_claim"):
        Translation.objects.filter(pk=translation.pk).update(claim=make_claim())
