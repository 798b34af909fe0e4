"""Remarks of colleagues on a verdict."""

import pytest

from claims.actions.verdict_comment import comment_on_verdict, reopen_comment, resolve_comment
from claims.models import VerdictComment
from claims.rules import Refusal
from tests.factories import NOON, make_comment, make_editor, make_reviewer, make_user, make_verdict

pytestmark = pytest.mark.django_db


def test_comment_is_on_the_whole_or_on_a_field():
    verdict, editor = make_verdict(state="submitted"), make_editor()

    comment_on_verdict(verdict=verdict, text="  Well done. ", by=editor, now=NOON)
    comment_on_verdict(verdict=verdict, text="Which log?", field="rationale", by=editor, now=NOON)

    kept = VerdictComment.objects.values_list("field", "text", "created_by", "created_at")
    assert list(kept) == [("", "Well done.", editor.pk, NOON), ("rationale", "Which log?", editor.pk, NOON)]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_comment_is_refused(text):
    verdict = make_verdict(state="submitted")

    with pytest.raises(Refusal) as refusal:
        comment_on_verdict(verdict=verdict, text=text, by=make_editor())

    assert refusal.value.code == "comment_text_given"
    assert not VerdictComment.objects.exists()


def test_comment_on_an_unknown_field_is_refused():
    verdict = make_verdict(state="submitted")

    with pytest.raises(Refusal) as refusal:
        comment_on_verdict(verdict=verdict, text="x", field="weather", by=make_editor())

    assert refusal.value.code == "comment_field_known"


def test_who_settled_a_comment_first_is_kept_until_it_is_opened_again():
    comment, editor, reviewer = make_comment(), make_editor(), make_reviewer()

    resolve_comment(comment=comment, by=editor, now=NOON)
    settled = resolve_comment(comment=comment, by=reviewer)
    opened = reopen_comment(comment=comment, by=reviewer)

    assert (settled.resolved_by, settled.resolved_at) == (editor, NOON)
    assert (opened.resolved_by, opened.resolved_at) == (None, None)


def test_somebody_without_permission_comments_and_settles_nothing():
    comment, outsider = make_comment(), make_user(username="outsider")

    deeds = [
        lambda: comment_on_verdict(verdict=comment.verdict, text="x", by=outsider),
        lambda: resolve_comment(comment=comment, by=outsider),
        lambda: reopen_comment(comment=comment, by=outsider),
    ]

    for deed in deeds:
        with pytest.raises(Refusal) as refusal:
            deed()
        assert refusal.value.code == "permission"
