"""What one row of evidence must satisfy."""

import pytest

from claims.models import Evidence
from tests.factories import make_article, make_claim, make_editor, make_evidence, make_passage, make_reviewer
from tests.rules import Case, accepted, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

APPROVED = {"created_by": make_editor, "approved_by": make_reviewer}
CASES = [
    Case("evidence_stance_known", good=[{"stance": "context"}], bad=[{"stance": "hints"}]),
    Case("evidence_status_known", good=[{"status": "draft"}], bad=[{"status": "hidden", **APPROVED}]),
    Case(
        "evidence_public_is_approved",
        good=[{"status": "draft"}, {"status": "public", **APPROVED}],
        bad=[{"status": "public", "created_by": make_editor}, {"status": "public", "approved_by": make_reviewer}],
    ),
    Case(
        "evidence_four_eyes",
        good=[{"status": "public", **APPROVED}],
        bad=[
            {"status": "public", "created_by": make_reviewer, "approved_by": make_reviewer},
            {"status": "public", **APPROVED, "edited_by": make_reviewer},
        ],
    ),
]


def create(**fields):
    return Evidence.objects.create(
        **{"claim": make_claim(), "article": make_article(), "stance": "supports", **made(fields)}
    )


@passing(*CASES)
def test_evidence_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert Evidence.objects.count() == 1


@failing(*CASES)
def test_evidence_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


def test_passage_or_locator_or_neither_is_accepted():
    article = make_article()

    with accepted("evidence_passage_or_locator"):
        create(article=article)
        create(article=article, locator="p. 12")
        create(article=article, passage=make_passage(article=article))


def test_passage_and_locator_together_are_refused():
    article = make_article()

    with refused("evidence_passage_or_locator"):
        create(article=article, passage=make_passage(article=article), locator="p. 12")


def test_passage_of_the_article_is_accepted():
    article = make_article()

    with accepted("evidence_passage_of_article"):
        create(article=article, passage=make_passage(article=article))


@pytest.mark.parametrize("way", ["create", "update article", "update passage"])
def test_passage_of_another_article_is_refused(way):
    article = make_article()
    evidence = make_evidence(article=article, passage=make_passage(article=article), status="draft")

    with refused("evidence_passage_of_article"):
        match way:
            case "create":
                create(passage=make_passage())
            case "update article":
                Evidence.objects.filter(pk=evidence.pk).update(article=make_article())
            case "update passage":
                run("UPDATE claims_evidence SET passage_id = %s WHERE id = %s", make_passage().pk, evidence.pk)
