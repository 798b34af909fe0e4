"""The review page: everything that an approval covers, and what is decided there."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from claims.actions.verdict import edit_verdict
from claims.models import Verdict, VerdictEvent
from tests.claims.admin.desk import told, url
from tests.claims.admin.reviewing import done, objections, offered, opened
from tests.factories import make_claim, make_editor, make_evidence, make_reviewer, make_user, make_verdict
from tests.rules import at_commit, triggers_off

pytestmark = pytest.mark.django_db


def test_page_shows_everything_that_the_digest_covers(client):
    claim = make_claim()
    evidence = make_evidence(claim=claim, locator="Table 3", comment="The log of that day.")
    verdict = make_verdict(
        claim=claim, evidence=[evidence], state="submitted", title="Мост был закрыт", summary="Короткое.",
        rationale="# Log\n\n<b>x</b>", review_by=datetime.date(2026, 2, 3),
    )  # fmt: skip

    page = opened(client, verdict)

    for words in (
        "Мост был закрыт", "Короткое.", "<h3>Log</h3>", "&lt;b&gt;x&lt;/b&gt;", "3 February 2026", "1 January 2026",
        "The log of that day.", "Table 3", evidence.article.title, verdict.statement, verdict.rating.definition,
        verdict.digest, "This is the first version",
    ):  # fmt: skip
        assertContains(page, words)


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("draft", ["submit"]),
        ("submitted", ["approve", "return"]),
        ("approved", ["return", "publish"]),
        ("published", ["retract"]),
        ("retracted", []),
    ],
)
def test_each_state_offers_its_steps(client, state, steps):
    page = opened(client, make_verdict(state=state))

    assert offered(page) == steps


def test_reviewer_approves_and_publishes(client):
    verdict = make_verdict(state="submitted")
    opened(client, verdict)

    approved = done(client, verdict, "approve", digest=verdict.digest, note="Fine.")
    published = done(client, verdict, "publish")

    assertRedirects(approved, url("claims_verdict_review", verdict.pk) + "#decision")
    assert told(approved) == ["Approved. It can be published."]
    verdict.refresh_from_db()
    assert (verdict.state, verdict.reviewer) == ("published", make_reviewer())
    assertContains(published, "Readers see this version")
    kept = list(verdict.events.values_list("kind", "note"))
    assert kept == [("submitted", ""), ("approved", "Fine."), ("published", "")]


def test_author_is_told_who_may_review_instead_and_is_refused(client):
    author, other = make_reviewer("author"), make_reviewer("boris")
    verdict = make_verdict(state="submitted", by=author)

    page = opened(client, verdict, by=author)
    refused = done(client, verdict, "approve", digest=verdict.digest)

    assert offered(page) == []
    assertContains(page, "You wrote this verdict, so another editor must review it.")
    assertContains(page, f"These may review it: {other}")
    assert "another editor must review it" in objections(refused)[0]
    assert Verdict.objects.get().state == "submitted"


def test_contributor_is_told_and_refused(client):
    helper = make_reviewer("helper")
    verdict = make_verdict(state="draft")
    edit_verdict(verdict=verdict, summary="Closed.", by=helper)
    client.force_login(make_editor())
    done(client, verdict, "submit")
    verdict.refresh_from_db()

    page = opened(client, verdict, by=helper)
    refused = done(client, verdict, "approve", digest=verdict.digest)

    assertContains(page, "You have edited this verdict")
    assert "You have edited this verdict" in objections(refused)[0]


def test_nobody_else_who_may_review_is_said(client):
    author = make_reviewer("author")
    verdict = make_verdict(state="submitted", by=author, evidence=[make_evidence(claim=(claim := make_claim()))],
                           claim=claim)  # fmt: skip
    make_reviewer().groups.clear()

    page = opened(client, verdict, by=author)

    assertContains(page, "Nobody else may review it yet.")


def test_editor_reads_the_page_and_decides_nothing(client):
    verdict = make_verdict(state="submitted")

    page = opened(client, verdict, by=make_editor("colleague"))
    refused = done(client, verdict, "approve", digest=verdict.digest)

    assert offered(page) == []
    assertContains(page, "approved by reviewers, and you are not one")
    assert refused.status_code == 403


def test_outsider_sees_nothing(client):
    page = opened(client, make_verdict(state="submitted"), by=make_user(username="outsider"))

    assert page.status_code == 403


@pytest.mark.parametrize("pk", ["999999", "x"])
def test_unknown_verdict_is_not_found(client, pk):
    client.force_login(make_reviewer())

    assert client.get(url("claims_verdict_review", pk)).status_code == 404


def test_unknown_deed_is_not_found(client):
    verdict = make_verdict(state="submitted")
    client.force_login(make_reviewer())

    assert done(client, verdict, "praise").status_code == 404


def test_page_of_something_refused_leads_back_when_it_is_opened_again(client):
    verdict = make_verdict(state="submitted")
    client.force_login(make_reviewer())

    answer = client.get(url("claims_verdict_review_do", verdict.pk, "return"))

    assertRedirects(answer, url("claims_verdict_review", verdict.pk))


def test_approval_of_what_has_changed_is_refused_and_the_page_shows_what_is_there_now(client):
    verdict = make_verdict(state="submitted")
    seen = verdict.digest
    edit_verdict(verdict=verdict, summary="Closed at night.", by=make_editor())
    client.force_login(make_editor())
    done(client, verdict, "submit")

    opened(client, verdict)
    page = done(client, verdict, "approve", digest=seen, note="My long note.")

    assert objections(page) == ["The verdict has changed since you opened it. Read it again before you approve."]
    assertContains(page, "Closed at night.")
    assertContains(page, "My long note.")
    assertContains(page, f'name="digest" value="{Verdict.objects.get().digest}"')
    assert Verdict.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("state", "heading"), [("submitted", "The submission is void"), ("approved", "The approval is")]
)
def test_edit_under_review_is_told_with_who_and_when(client, state, heading):
    verdict = make_verdict(state=state)
    edit_verdict(verdict=verdict, summary="Closed at night.", by=make_editor("meddler"))

    page = opened(client, verdict)

    assertContains(page, heading)
    assertContains(page, "meddler edited this version on")
    assert offered(page) == ["submit"]


def test_edit_by_a_statement_is_told_as_well(client):
    verdict = make_verdict(state="approved")
    Verdict.objects.filter(pk=verdict.pk).update(summary="Other words.")

    assertContains(opened(client, verdict), "The approval is void")


def test_version_returned_by_a_reviewer_is_not_called_void(client):
    verdict = make_verdict(state="submitted")
    opened(client, verdict)

    page = done(client, verdict, "return", note="Which log?")

    assertContains(page, "Which log?")
    assertNotContains(page, "is void")


def test_return_wants_a_reason(client):
    verdict = make_verdict(state="submitted")
    opened(client, verdict)

    page = done(client, verdict, "return", note="  ")

    assert objections(page) == ["This field is required."]
    assert not VerdictEvent.objects.filter(kind="returned").exists()


def test_record_holds_until_somebody_rewrites_it(client):
    verdict = make_verdict(state="published")
    at_commit()

    page = opened(client, verdict)
    with triggers_off():
        VerdictEvent.objects.filter(kind="approved").update(note="Rewritten.")
    tampered = client.get(url("claims_verdict_review", verdict.pk))

    assertContains(page, "The record holds")
    assertContains(tampered, "The record does not hold")
    assertContains(tampered, "was changed after it was recorded")


def test_next_verdict_that_waits_is_one_step_away(client):
    verdict, waiting = make_verdict(state="submitted"), make_verdict(state="submitted")
    make_verdict(state="submitted", by=make_reviewer())

    page = opened(client, verdict)

    assert page.context["next"] == url("claims_verdict_review", waiting.pk)


def test_verdict_s_page_and_list_lead_to_its_review(client):
    verdict = make_verdict(state="submitted")
    client.force_login(make_reviewer())

    for page in (url("claims_verdict_change", verdict.pk), url("claims_verdict_changelist")):
        assertContains(client.get(page), url("claims_verdict_review", verdict.pk))
