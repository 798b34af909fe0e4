"""Later versions on the review page: what changed, why, and what readers see of it."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from claims.actions.verdict import retract_verdict
from claims.models import Verdict
from tests.claims.admin.reviewing import done, objections, opened
from tests.factories import make_claim, make_editor, make_evidence, make_reviewer, make_verdict, rating, walk_verdict

pytestmark = pytest.mark.django_db


def later(first, **fields):
    """Return a draft of the version after ``first``, with nothing said of the change yet."""
    return make_verdict(
        claim=first.claim, state="draft",
        **{"evidence": first.evidence.all(), "change_kind": "", "change_note": "", **fields},
    )  # fmt: skip


def test_each_part_that_changed_shows_both_wordings(client):
    first = make_verdict(summary="It was closed that day.")
    second = later(first, summary="It was closed that night.", rating=rating("truth-mostly-false"))

    page = opened(client, second)

    assertContains(page, "Compared with version 1, which is published.")
    assertContains(page, 'closed that <del><span class="aloud" lang="en">[removed: </span>day<span')
    assertContains(page, '<ins><span class="aloud" lang="en">[added: </span>night<span')
    changed = [section.name for section in page.context["sections"] if section.differences]
    assert changed == ["rating", "summary"]


def test_evidence_that_came_and_went_is_named(client):
    first = make_verdict()
    added = make_evidence(claim=first.claim)
    second = later(first, evidence=[added])

    page = opened(client, second)

    gone = first.evidence.get().article
    assertContains(page, f"<del>supports: {gone}, {gone.outlet}</del>")
    assertContains(page, f"<ins>supports: {added.article}, {added.article.outlet}</ins>")


def test_version_without_a_change_says_so(client):
    assertContains(opened(client, later(make_verdict())), "Readers would see no difference.")


def test_later_version_is_submitted_with_what_changed_and_why(client):
    second = later(make_verdict())
    opened(client, second, by=make_editor())

    page = done(client, second, "submit", change_kind="error_corrected", change_note="The log was of another day.")

    second.refresh_from_db()
    assert (second.state, second.change_kind, second.change_note) == (
        "submitted", "error_corrected", "The log was of another day.",
    )  # fmt: skip
    assertContains(page, "The log was of another day.")


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ({"change_note": "The log was of another day."}, "This field is required."),
        ({"change_kind": "wording"}, "This field is required."),
        ({"change_kind": "weather", "change_note": "x"}, "Select a valid choice."),
    ],
)
def test_later_version_is_not_submitted_without_it_and_keeps_what_was_typed(client, typed, remark):
    second = later(make_verdict())
    opened(client, second, by=make_editor())

    page = done(client, second, "submit", **typed)

    assert remark in objections(page)[0]
    assertContains(page, typed.get("change_note", "Public note on the change"))
    second.refresh_from_db()
    assert (second.state, second.change_kind, second.change_note) == ("draft", "", "")


def test_refused_submission_leaves_the_change_unwritten(client):
    second = later(make_verdict(), summary="")
    opened(client, second, by=make_editor())

    page = done(client, second, "submit", change_kind="wording", change_note="Shorter.")

    assert "Write the summary" in objections(page)[0]
    second.refresh_from_db()
    assert second.change_note == ""


def test_first_version_is_submitted_without_a_note(client):
    verdict = make_verdict(state="draft")

    page = opened(client, verdict, by=make_editor())
    done(client, verdict, "submit")

    assertNotContains(page, "Public note on the change")
    verdict.refresh_from_db()
    assert verdict.state == "submitted"


def test_what_a_draft_lacks_is_listed(client):
    verdict = make_verdict(state="draft", title="", evidence=[])

    page = opened(client, verdict, by=make_editor())

    assertContains(page, "Give the verdict a title.")
    assertContains(page, "A verdict relies on at least one piece of evidence.")


def test_superseding_says_what_readers_see_of_both(client):
    first = make_verdict(title="It was closed")
    draft = later(first, title="It was shut", change_kind="wording", change_note="Shorter.")
    second = walk_verdict(draft, state="published")

    old, new = opened(client, first), opened(client, second)

    assertContains(old, "On the claim’s page readers see version 2, “It was shut”")
    assertContains(old, "This version stays readable at an address of its own")
    assertContains(new, "Readers see this version")


def test_retraction_wants_a_reason_and_says_what_readers_see(client):
    verdict = make_verdict()
    opened(client, verdict)

    refused = done(client, verdict, "retract", note="")
    page = done(client, verdict, "retract", note="The log was of another bridge.")

    assert objections(refused) == ["This field is required."]
    assert Verdict.objects.get().state == "retracted"
    assertContains(page, "Readers see that this verdict was taken back")
    assertContains(page, "The log was of another bridge.")


def test_new_version_after_a_retraction_says_what_readers_see_meanwhile(client):
    first = make_verdict()
    retract_verdict(verdict=first, note="Another bridge.", by=make_reviewer())

    page = opened(client, later(first))

    assertContains(page, "Compared with version 1, which is retracted.")
    assertContains(page, "readers see that version 1 was retracted, and why")


def test_draft_of_a_claim_that_is_no_page_yet_says_so(client):
    verdict = make_verdict(claim=make_claim(status="draft"), state="submitted")

    page = opened(client, verdict)

    assertContains(page, "Readers do not see the claim, nor any verdict on it.")
    assertContains(page, "Publish the claim before its verdict.")
