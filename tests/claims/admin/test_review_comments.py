"""What colleagues say to each other on the review page, and that nobody else hears it."""

import pytest
from pytest_django.asserts import assertContains

from claims.models import VerdictComment
from tests.claims.admin.reviewing import done, objections, opened
from tests.factories import make_comment, make_editor, make_reviewer, make_verdict

pytestmark = pytest.mark.django_db


def section(page, name):
    return next(section for section in page.context["sections"] if section.name == name)


def test_comment_stands_beside_the_part_that_it_is_about(client):
    verdict = make_verdict(state="submitted")
    opened(client, verdict)

    page = done(client, verdict, "comment", field="rationale", text="Какой <b>лог</b>?")

    assert [comment.text for comment in section(page, "rationale").comments] == ["Какой <b>лог</b>?"]
    assert [comment.created_by for comment in VerdictComment.objects.all()] == [make_reviewer()]
    assertContains(page, "Какой &lt;b&gt;лог&lt;/b&gt;?")
    assertContains(page, "1 comment is not settled.")


def test_comment_on_the_whole_stands_apart(client):
    verdict = make_verdict(state="submitted")
    opened(client, verdict)

    page = done(client, verdict, "comment", field="", text="Well done.")

    assert [comment.text for comment in page.context["comments"]] == ["Well done."]


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ({"field": "title", "text": " "}, "Write the comment first."),
        ({"field": "weather", "text": "My words."}, "Select a valid choice."),
    ],
)
def test_comment_that_cannot_be_kept_says_why(client, typed, remark):
    verdict = make_verdict(state="submitted")
    opened(client, verdict)

    page = done(client, verdict, "comment", **typed)

    assert remark in objections(page)[0]
    assert not VerdictComment.objects.exists()


def test_author_settles_a_comment_and_opens_it_again(client):
    comment = make_comment()
    opened(client, comment.verdict, by=make_editor())

    settled = done(client, comment.verdict, "settle", comment=comment.pk)
    comment.refresh_from_db()
    by = comment.resolved_by
    done(client, comment.verdict, "unsettle", comment=comment.pk)

    assertContains(settled, "settled by editor")
    assert settled.context["open_comments"] == 0
    comment.refresh_from_db()
    assert (by, comment.resolved_by) == (make_editor(), None)


def test_comment_of_another_verdict_is_not_settled_here(client):
    comment, verdict = make_comment(), make_verdict(state="submitted")
    opened(client, verdict)

    page = done(client, verdict, "settle", comment=comment.pk)

    assert objections(page) == ["This comment is on another verdict."]
    assert VerdictComment.objects.open().exists()


def test_comment_leaves_review_and_approval_as_they_are(client):
    verdict = make_verdict(state="approved")
    opened(client, verdict, by=make_editor())

    done(client, verdict, "comment", field="title", text="A word more?")

    verdict.refresh_from_db()
    assert (verdict.state, verdict.reviewer) == ("approved", make_reviewer())


def test_comments_are_never_public(client):
    comment = make_comment(verdict=make_verdict(), text="Only between us.")
    verdict = comment.verdict
    client.logout()

    pages = [
        verdict.claim.get_absolute_url(), verdict.get_absolute_url(), f"/api/v1/verdicts/{verdict.pk}/",
        f"/api/v1/claims/{verdict.claim_id}/", "/api/v1/verdicts/?format=csv",
        f"/claims/{verdict.claim_id}/claim-review.json",
    ]  # fmt: skip

    for address in pages:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, address
        assert b"Only between us" not in body, address
