"""The way of a verdict at the desk, from draft to retraction."""

import pytest
from pytest_django.asserts import assertContains

from claims.models import Verdict, VerdictEvent
from tests.claims.admin.desk import do, errors, inline, told, url, verb_url
from tests.factories import make_claim, make_editor, make_evidence, make_reviewer, make_verdict, rating

pytestmark = pytest.mark.django_db


def typed(verdict=None, **fields):
    """What an author types."""
    return {
        "title": "The bridge was closed",
        "rating": rating().pk,
        "summary": "It was closed.",
        "rationale": "The log says so.",
        "evidence_until": "2026-01-01",
        **(inline("events", initial=0) if verdict else {}),
        **fields,
    }


def test_draft_is_begun_with_its_evidence(client):
    claim = make_claim()
    evidence = make_evidence(claim=claim)
    client.force_login(make_editor())

    client.post(url("claims_verdict_add"), typed(claim=claim.pk, relied_on=[evidence.pk]))

    verdict = Verdict.objects.get(claim=claim)
    assert (verdict.version, verdict.state, verdict.author) == (1, "draft", make_editor())
    assert list(verdict.evidence.all()) == [evidence]


def test_only_ratings_that_serve_the_kind_are_offered(client):
    claim = make_claim(kind="prediction")
    client.force_login(make_editor())

    page = client.get(url("claims_verdict_add"), {"claim": claim.pk})

    groups = [group for group, _ratings in page.context["adminform"].form.fields["rating"].choices]
    assert groups == ["", "outcome"]


def test_evidence_of_another_claim_is_not_accepted(client):
    client.force_login(make_editor())

    response = client.post(url("claims_verdict_add"), typed(claim=make_claim().pk, relied_on=[make_evidence().pk]))

    assert "not one of the available choices" in errors(response)
    assert not Verdict.objects.exists()


def test_second_open_version_is_refused_with_all_that_was_typed(client):
    verdict = make_verdict(state="draft")
    client.force_login(make_editor())

    response = client.post(url("claims_verdict_add"), typed(claim=verdict.claim.pk, title="Another title"))

    assert "already has a verdict in work" in errors(response)
    assertContains(response, "Another title")


def test_later_version_begins_with_the_words_of_the_one_before(client):
    verdict = make_verdict(state="published")
    client.force_login(make_editor())

    page = client.get(url("claims_verdict_add"), {"claim": verdict.claim.pk})

    assertContains(page, verdict.summary)
    assert page.context["adminform"].form.initial["relied_on"] == list(verdict.evidence.all())


def test_editing_a_submitted_version_makes_it_a_draft_again(client):
    verdict = make_verdict(state="submitted")
    client.force_login(make_editor())

    page = client.get(url("claims_verdict_change", verdict.pk))
    relied_on = [evidence.pk for evidence in verdict.evidence.all()]
    client.post(url("claims_verdict_change", verdict.pk), typed(verdict, summary="Shorter.", relied_on=relied_on))

    assertContains(page, "voids the review")
    verdict.refresh_from_db()
    assert (verdict.state, verdict.summary) == ("draft", "Shorter.")


def test_published_version_is_shown_but_not_edited(client):
    verdict = make_verdict(state="published")
    client.force_login(make_reviewer())

    page = client.get(url("claims_verdict_change", verdict.pk))
    saved = client.post(url("claims_verdict_change", verdict.pk), typed(verdict))

    assert not page.context["has_change_permission"]
    assert saved.status_code == 403


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("draft", ["submit"]),
        ("submitted", ["approve", "return"]),
        ("approved", ["return", "publish"]),
        ("published", ["retract"]),
        ("retracted", []),
    ],
)
def test_each_state_offers_its_steps(client, state, offered):
    verdict = make_verdict(state=state)
    client.force_login(make_reviewer())

    page = client.get(url("claims_verdict_change", verdict.pk))

    assert [verb.name for verb, _url in page.context["verbs"]] == offered


@pytest.mark.parametrize("verb", ["approve", "return", "publish", "retract"])
def test_editor_may_not_decide(client, verb):
    verdict = make_verdict(state="submitted")
    client.force_login(make_editor())

    page = client.get(url("claims_verdict_change", verdict.pk))
    response = client.post(verb_url(verdict, verb), {"note": "Because."})

    assert [known.name for known, _url in page.context["verbs"]] == []
    assert response.status_code == 403


def test_incomplete_draft_is_not_submitted_and_says_why(client):
    verdict = make_verdict(state="draft", summary="")
    client.force_login(make_editor())

    response = client.post(verb_url(verdict, "submit"))

    assertContains(response, "Write the summary: two or three sentences")
    verdict.refresh_from_db()
    assert verdict.state == "draft"


def test_reviewer_approves_what_they_saw(client):
    verdict = make_verdict(state="submitted")
    client.force_login(make_reviewer())

    page = client.get(verb_url(verdict, "approve"))
    do(client, verdict, "approve", digest=verdict.digest)

    assertContains(page, verdict.digest)
    assertContains(page, verdict.summary)
    verdict.refresh_from_db()
    assert (verdict.state, verdict.reviewer) == ("approved", make_reviewer())


def test_approval_of_what_has_changed_is_refused(client):
    verdict = make_verdict(state="submitted")
    client.force_login(make_reviewer())

    response = client.post(verb_url(verdict, "approve"), {"digest": "0" * 64})

    assertContains(response, "has changed since you opened it")
    verdict.refresh_from_db()
    assert verdict.state == "submitted"


def test_contributor_is_not_offered_to_approve_and_is_refused(client):
    author = make_reviewer("author")
    verdict = make_verdict(state="submitted", by=author)
    client.force_login(author)

    page = client.get(url("claims_verdict_change", verdict.pk))
    response = client.post(verb_url(verdict, "approve"), {"digest": verdict.digest})

    assert "approve" not in [verb.name for verb, _url in page.context["verbs"]]
    assertContains(response, "another editor must review it")


def test_return_wants_a_reason(client):
    verdict = make_verdict(state="submitted")
    client.force_login(make_reviewer())

    refused = client.post(verb_url(verdict, "return"), {"note": ""})
    told_at_once = do(client, verdict, "return", note="Which log?")

    assertContains(refused, "This field is required")
    assert told(told_at_once) == ["Returned to its author, with your reason."]
    assert VerdictEvent.objects.latest("id").note == "Which log?"


def test_publishing_before_the_claim_is_refused_with_what_to_do(client):
    verdict = make_verdict(claim=make_claim(status="draft"), state="approved")
    client.force_login(make_reviewer())

    response = client.post(verb_url(verdict, "publish"))

    assertContains(response, "Publish the claim before its verdict.")


def test_verdict_is_published_and_retracted(client):
    verdict = make_verdict(state="approved")
    client.force_login(make_reviewer())

    do(client, verdict, "publish")
    verdict.refresh_from_db()
    published = verdict.state
    do(client, verdict, "retract", note="The log was of another bridge.")

    verdict.refresh_from_db()
    assert (published, verdict.state) == ("published", "retracted")


def test_draft_is_deleted_with_what_the_program_keeps_of_it(client):
    verdict = make_verdict(state="draft")
    client.force_login(make_editor())

    client.post(url("claims_verdict_delete", verdict.pk), {"post": "yes"})

    assert not Verdict.objects.exists()
