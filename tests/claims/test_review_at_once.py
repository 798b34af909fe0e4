"""Several people on one review page at the same moment: real connections, real commits."""

import pytest
from django.test import Client

from claims.actions.evidence import revise_evidence
from claims.actions.review import SeenRow, approve_seen
from claims.actions.verdict import edit_verdict, return_verdict, submit_verdict
from claims.models import Evidence, Verdict, VerdictEvent
from tests.claims.admin.desk import url
from tests.claims.admin.reviewing import done, objections, opened
from tests.committed import at_once, committed_database  # noqa: F401  # a fixture
from tests.factories import make_claim, make_editor, make_evidence, make_reviewer, make_verdict

pytestmark = pytest.mark.usefixtures("committed_database")

VERDICTS = "SELECT 1 FROM claims_verdict FOR UPDATE"
EVIDENCE = "SELECT 1 FROM claims_evidence FOR UPDATE"


def kinds_of_events():
    return list(VerdictEvent.objects.order_by("id").values_list("kind", flat=True))


def seen(row):
    return SeenRow("evidence", row.pk, row.updated_at)


def signed_in(verdict, user):
    """Return a browser in which ``user`` has the page before them."""
    client = Client()
    opened(client, verdict, by=user)
    return client


def test_two_reviewers_press_approve_at_once():
    verdict = make_verdict(state="submitted")
    browsers = [signed_in(verdict, make_reviewer(name)) for name in ("one", "two")]

    pages = at_once(
        *(lambda client=client: done(client, verdict, "approve", digest=verdict.digest) for client in browsers),
        holding=VERDICTS,
    )

    # By their words: what templates were given is recorded for all threads together.
    refused = [page for page in pages if "Nothing was done" in page.content.decode()]
    assert len(refused) == 1
    assert "The verdict is approved now, so this step is not possible." in refused[0].content.decode()
    assert kinds_of_events() == ["submitted", "approved"]


def test_one_approves_while_another_returns():
    verdict = make_verdict(state="submitted")
    one, two = (signed_in(verdict, make_reviewer(name)) for name in ("one", "two"))

    at_once(
        lambda: done(one, verdict, "approve", digest=verdict.digest),
        lambda: done(two, verdict, "return", note="Which log?"),
        holding=VERDICTS,
    )

    assert Verdict.objects.get().state == "draft"
    assert kinds_of_events()[-1] == "returned"


def test_edit_between_reading_and_approving_is_refused_and_explained():
    verdict = make_verdict(state="submitted")
    client = signed_in(verdict, make_reviewer())
    edit_verdict(verdict=verdict, summary="Closed at night.", by=make_editor("meddler"))

    page = done(client, verdict, "approve", digest=verdict.digest)

    assert "The verdict is draft now" in objections(page)[0]
    assert page.context["record"].voided_by.by.username == "meddler"
    assert Verdict.objects.get().state == "draft"


def test_edit_and_new_submission_between_reading_and_approving_are_refused():
    verdict = make_verdict(state="submitted")
    client, read = signed_in(verdict, make_reviewer()), verdict.digest
    edited = edit_verdict(verdict=verdict, summary="Closed at night.", by=make_editor())
    submit_verdict(verdict=edited, by=make_editor())

    page = done(client, verdict, "approve", digest=read)

    assert "has changed since you opened it" in objections(page)[0]
    assert Verdict.objects.get().state == "submitted"


def test_two_reviewers_let_everything_through_at_once():
    claim = make_claim()
    rows = [make_evidence(claim=claim, status="draft") for _ in range(3)]
    reviewers = [make_reviewer("one"), make_reviewer("two")]

    outcomes = at_once(
        *(lambda by=user: approve_seen(claim=claim, rows=map(seen, rows), by=by) for user in reviewers),
        holding=EVIDENCE,
    )

    assert sorted(outcomes) == [0, 3]
    assert len(set(Evidence.objects.values_list("approved_by", flat=True))) == 1


def test_evidence_is_changed_while_it_is_let_through():
    evidence, editor, reviewer = make_evidence(status="draft", comment="As read."), make_editor(), make_reviewer()

    at_once(
        lambda: revise_evidence(evidence=evidence, comment="As changed.", by=editor),
        lambda: approve_seen(claim=evidence.claim, rows=[seen(evidence)], by=reviewer),
        holding=EVIDENCE,
    )

    # Either order, nobody lets through what they have not read: a change makes it a draft again.
    after = Evidence.objects.get()
    assert (after.status, after.comment) in [("draft", "As changed."), ("public", "As read.")]


def test_resubmission_is_compared_with_what_was_returned():
    verdict, editor = make_verdict(state="submitted", summary="It was closed that day."), make_editor()
    first, second = verdict.evidence.get(), make_evidence(claim=verdict.claim)
    return_verdict(verdict=verdict, note="Which day?", by=make_reviewer())
    edited = edit_verdict(verdict=verdict, summary="It was closed that Monday.", evidence=[second], by=editor)
    submit_verdict(verdict=edited, by=editor)
    client = signed_in(verdict, make_reviewer())
    address = url("claims_verdict_review", verdict.pk)

    whole, since = client.get(address), client.get(address, {"since": "submission"})

    assert "See only what changed since it was submitted on" in whole.content.decode()
    difference = since.context["difference"]
    assert [field.name for field in difference.fields] == ["summary"]
    assert [piece.text for piece in difference.fields[0].pieces if piece.kind != "same"] == ["day", "Monday"]
    assert [shown.row for shown in difference.evidence_removed] == [first]
    assert [shown.row for shown in difference.evidence_added] == [second]
