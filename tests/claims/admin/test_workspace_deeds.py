"""What is done in the claim workspace: saved, refused with all that was typed, taken back."""

import pytest
from django.contrib.auth.models import Permission
from pytest_django.asserts import assertContains, assertRedirects

from claims.actions.claim import revise_claim
from claims.actions.verdict import edit_verdict
from claims.models import Claim, ClaimMatch, Inquiry, Verdict
from tests.claims.admin.desk import told, url
from tests.claims.admin.weighing import JSON, form_of, page, send
from tests.factories import (
    make_appearance,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_reviewer,
    make_topic,
    make_user,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(client):
    """Return a claim; an editor is signed in."""
    client.force_login(make_editor())
    return make_claim(statement="The bridge was open.", short_statement="Bridge open")


def whole(claim, **typed):
    """Return a verdict as it is typed when nothing is missing."""
    return {
        "title": "The bridge was closed", "rating": rating().pk, "summary": "It was closed.",
        "rationale": "The city's **log** says so.", "evidence_until": "2026-01-01",
        "relied_on": [make_evidence(claim=claim).pk], **typed,
    }  # fmt: skip


def test_wording_is_saved_and_leads_back(client, claim):
    topic, assignee = make_topic(), make_editor("colleague")
    typed = form_of(client, claim, "wording", statement="The bridge was shut.", about=[topic.pk], assignee=assignee.pk)

    response = send(client, claim, "wording", typed)

    assertRedirects(response, url("claims_claim_workspace", claim.pk) + "#claim", fetch_redirect_response=False)
    claim.refresh_from_db()
    assert (claim.statement, claim.assignee, list(claim.topics.all())) == ("The bridge was shut.", assignee, [topic])


def test_wrong_wording_comes_back_as_it_was_typed(client, claim):
    typed = form_of(client, claim, "wording", statement="Typed.", short_statement="x" * 76, speaks_of="some day")

    response = send(client, claim, "wording", typed)

    assert response.status_code == 422
    form = response.context["forms"]["wording"]
    assert set(form.errors) == {"short_statement", "speaks_of"}
    assertContains(response, "Typed.", status_code=422)
    assert Claim.objects.get(pk=claim.pk).statement == "The bridge was open."


def test_second_of_two_editors_sees_what_changed_and_keeps_what_was_typed(client, claim):
    typed = form_of(client, claim, "wording", statement="Mine.")
    revise_claim(claim=Claim.objects.get(pk=claim.pk), statement="Theirs.", by=make_reviewer("colleague"))

    response = send(client, claim, "wording", typed)

    (version,) = response.context["meanwhile"]
    assert version.who == "colleague"
    assert [(one.before, one.after) for one in version.differences] == [("The bridge was open.", "Theirs.")]
    assert response.context["forms"]["wording"]["statement"].value() == "Mine."
    assert Claim.objects.get(pk=claim.pk).statement == "Theirs."


def test_topic_that_somebody_else_added_is_not_overwritten(client, claim):
    typed = form_of(client, claim, "wording")
    revise_claim(claim=claim, topics=[make_topic(name="Bridges")], by=make_reviewer())

    response = send(client, claim, "wording", typed, **JSON)

    assert response.status_code == 422
    assert "Bridges" in response.json()["meanwhile"]
    assert claim.topics.count() == 1


def test_refused_save_goes_through_once_the_change_was_seen(client, claim):
    typed = form_of(client, claim, "wording", statement="Mine.")
    revise_claim(claim=Claim.objects.get(pk=claim.pk), statement="Theirs.", by=make_reviewer())
    refused = send(client, claim, "wording", typed, **JSON).json()

    response = send(client, claim, "wording", {**typed, "claim-seen": refused["seen"]["wording"]}, **JSON)

    assert response.status_code == 200
    assert Claim.objects.get(pk=claim.pk).statement == "Mine."


def test_verdict_is_drafted_and_edited(client, claim):
    send(client, claim, "verdict", form_of(client, claim, "verdict", **whole(claim)))
    cited = [make_evidence(claim=claim).pk]

    send(client, claim, "verdict", form_of(client, claim, "verdict", title="Shut", relied_on=cited))

    verdict = Verdict.objects.get()
    assert (verdict.version, verdict.state, verdict.title, verdict.author.username) == (1, "draft", "Shut", "editor")
    assert [evidence.pk for evidence in verdict.evidence.all()] == cited


def test_answer_to_a_script_carries_the_parts_that_changed(client, claim):
    typed = form_of(client, claim, "verdict", **whole(claim, title=""))

    answer = send(client, claim, "verdict", typed, **JSON).json()

    assert answer["message"] == "The draft is saved."
    assert answer["state"] == "Version 1: draft"
    assert "Give the verdict a title." in answer["parts"]["missing"]
    assert "Choose a rating" not in answer["parts"]["missing"]
    assert answer["seen"]["verdict"] == page(client, claim).context["forms"]["verdict"]["seen"].value()


def test_submission_that_lacks_something_saves_the_draft_and_says_what(client, claim):
    make_appearance(claim=claim, claimant=make_claimant(name="Anna"))
    typed = form_of(client, claim, "verdict", **whole(claim))

    response = send(client, claim, "submit", typed, follow=True)

    assert told(response) == [
        "The draft is saved, but not submitted. Ask Anna, or say why they were not asked."
    ]  # fmt: skip
    assert (Verdict.objects.get().state, Verdict.objects.get().title) == ("draft", "The bridge was closed")


def test_whole_verdict_is_submitted(client, claim):
    response = send(client, claim, "submit", form_of(client, claim, "verdict", **whole(claim)), **JSON)

    assert response.status_code == 200
    assert Verdict.objects.get().state == "submitted"
    assert "It is under review." in response.json()["parts"]["missing"]
    assert "Save and submit" not in response.json()["parts"]["actions"]


def test_saving_a_submitted_verdict_unchanged_does_not_void_it(client, claim):
    make_verdict(claim=claim, state="submitted")

    send(client, claim, "verdict", form_of(client, claim, "verdict"))

    assert Verdict.objects.get().state == "submitted"


def test_edit_of_a_submitted_verdict_makes_it_a_draft(client, claim):
    make_verdict(claim=claim, state="submitted")

    send(client, claim, "verdict", form_of(client, claim, "verdict", summary="Other words."))

    assert (Verdict.objects.get().state, Verdict.objects.get().summary) == ("draft", "Other words.")


def test_draft_that_somebody_else_began_meanwhile_is_not_overwritten(client, claim):
    typed = form_of(client, claim, "verdict", **whole(claim, title="Mine"))
    make_verdict(claim=claim, state="draft", title="Theirs", by=make_reviewer("colleague"))

    response = send(client, claim, "verdict", typed)

    assert response.status_code == 422
    assert response.context["forms"]["verdict"]["title"].value() == "Mine"
    assert "Theirs" in str([one.differences for one in response.context["meanwhile"]])
    assert Verdict.objects.get().title == "Theirs"


def test_evidence_that_somebody_else_ticked_is_not_unticked(client, claim):
    verdict = make_verdict(claim=claim, state="draft")
    typed = form_of(client, claim, "verdict", summary="Mine.")
    both = [*verdict.evidence.all(), make_evidence(claim=claim)]
    edit_verdict(verdict=verdict, evidence=both, by=make_reviewer())

    assert send(client, claim, "verdict", typed).status_code == 422
    assert verdict.evidence.count() == 2


@pytest.mark.parametrize("deed", ["wording", "verdict", "submit", "inquiry", "decision"])
def test_who_may_only_look_changes_nothing(client, claim, deed):
    reader = make_user(username="reader")
    reader.user_permissions.add(*permissions("view_claim", "view_verdict"))
    typed = {
        **form_of(client, claim, "wording", statement="Mine."), **form_of(client, claim, "verdict", **whole(claim)),
        "other": make_claim().pk, "decision": "same",
    }  # fmt: skip
    client.force_login(reader)

    response = send(client, claim, deed, typed, **JSON)

    assert response.status_code == 422
    assert Claim.objects.get(pk=claim.pk).statement == "The bridge was open."
    assert [model.objects.count() for model in (Verdict, ClaimMatch, Inquiry)] == [0, 0, 0]


def permissions(*codes):
    return Permission.objects.filter(codename__in=codes)
