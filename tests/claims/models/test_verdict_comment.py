"""Comments on verdicts: what one row must satisfy, and that what was written stays."""

import pytest

from claims.models import VerdictComment
from tests.factories import NOON, make_comment, make_editor, make_reviewer, make_verdict
from tests.rules import Case, accepted, acting, at_commit, failing, made, passing, refused, run

pytestmark = pytest.mark.django_db

CASES = [
    Case("comment_text_given", good=[{"text": "Какой мост?"}], bad=[{"text": ""}]),
    Case("comment_signed", good=[{"created_by": make_editor}], bad=[{"created_by": None}]),
    Case("comment_field_known", good=[{"field": ""}, {"field": "evidence"}], bad=[{"field": "weather"}]),
    Case(
        "comment_resolved_by_and_at",
        good=[{}, {"resolved_by": make_editor, "resolved_at": NOON}],
        bad=[{"resolved_by": make_editor}, {"resolved_at": NOON}],
    ),
]


def create(**fields):
    start = {"verdict": make_verdict(state="draft"), "text": "Which log?", "created_by": make_editor()}
    return VerdictComment.objects.create(**start | made(fields))


@passing(*CASES)
def test_comment_is_accepted(rule, fields):
    with accepted(rule):
        create(**fields)

    assert VerdictComment.objects.count() == 1


@failing(*CASES)
def test_comment_is_refused(rule, fields):
    with refused(rule):
        create(**fields)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words."},
        {"field": "title"},
        {"created_at": "2020-01-01T00:00Z"},
        {"external_id": "another"},
        {"created_by": make_editor},
        {"verdict": make_verdict},
    ],
    ids=lambda change: next(iter(change)),
)
def test_comment_is_not_rewritten(change):
    comment = make_comment()
    changed = made(change)

    with refused("comment_append_only"):
        VerdictComment.objects.filter(pk=comment.pk).update(**changed)


def test_comment_is_settled_and_opened_again_with_its_history():
    comment, editor = make_comment(), make_editor()

    with accepted("comment_append_only"), acting(editor):
        comment.resolve(by=editor, at=NOON)
        comment.reopen()

    kept = comment.history.order_by("pgh_id").values_list("pgh_label", "resolved_by")
    assert list(kept) == [("insert", None), ("update", editor.pk), ("update", None)]


def test_comment_is_kept_with_its_verdict():
    comment = make_comment(verdict=make_verdict(state="draft"))

    with refused("comment_kept"):
        run("DELETE FROM claims_verdictcomment")
    with accepted("comment_kept"):
        comment.verdict.delete()

    assert not VerdictComment.objects.exists()


def test_comment_makes_nobody_a_contributor_and_leaves_the_digest():
    verdict, reviewer = make_verdict(state="submitted"), make_reviewer("second")

    make_comment(verdict=verdict, by=reviewer)
    at_commit()

    verdict.refresh_from_db()
    assert verdict.state == "submitted"
    assert not verdict.contributors.filter(user=reviewer).exists()


def test_open_comments_are_those_not_settled():
    settled, waiting = make_comment(), make_comment()
    settled.resolve(by=make_editor(), at=NOON)

    assert list(VerdictComment.objects.open()) == [waiting]
