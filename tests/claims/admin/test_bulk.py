"""What editors do to many claims, appearances, matches and inquiries at once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from pytest_django.asserts import assertContains

from claims.actions.inquiry import inquire
from claims.actions.merge import merge_claim
from claims.models import Claim, ClaimMatch, Inquiry
from tests.factories import (
    NOON,
    make_appearance,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_reviewer,
    make_topic,
    make_verdict,
)

pytestmark = pytest.mark.django_db


def select(client, action, rows):
    address = reverse(f"admin:claims_{rows[0]._meta.model_name}_changelist")
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]})


def confirm(client, page, **typed):
    return client.post(
        page.context["action"],
        {**page.context["run"].fields, "back": page.context["back"], **typed},
        follow=True,
    )


def reasons(page):
    return {row.pk: row.reason for _url, row in page.context["refused"]}


def test_topics_are_added_and_removed(client):
    old, new = make_topic(), make_topic()
    claims = [make_claim(topics=[old]), make_claim()]
    client.force_login(make_editor())

    confirm(client, select(client, "topics-add", claims), topics=[new.pk])
    added = [set(claim.topics.all()) for claim in claims]
    confirm(client, select(client, "topics-remove", claims), topics=[old.pk])
    removed = [set(claim.topics.all()) for claim in claims]

    assert added == [{old, new}, {new}]
    assert removed == [{new}, {new}]


def test_topics_have_to_be_chosen(client):
    client.force_login(make_editor())

    again = confirm(client, select(client, "topics-add", [make_claim()]))

    assertContains(again, "This field is required.")


def test_claims_are_assigned_and_given_a_priority_with_the_record(client):
    claims = [make_claim(), make_claim()]
    client.force_login(make_editor())

    confirm(client, select(client, "assign", claims), assignee=make_reviewer().pk)
    confirm(client, select(client, "priority", claims), priority="high")

    assert set(Claim.objects.values_list("assignee", "priority")) == {(make_reviewer().pk, "high")}
    assert LogEntry.objects.count() == 4


def test_merged_claim_is_refused_with_where_it_went(client):
    loser, winner = make_claim(), make_claim(short_statement="The bridge was open")
    merge_claim(claim=loser, into=winner, by=make_reviewer())
    client.force_login(make_editor())

    done = confirm(client, select(client, "topics-add", [loser, winner]), topics=[make_topic().pk])

    assert "merged into “The bridge was open”" in reasons(done)[loser.pk]
    assert winner.topics.count() == 1


def test_editor_is_not_offered_to_publish(client):
    client.force_login(make_editor())

    page = client.get(reverse("admin:claims_claim_changelist"))

    offered = [name for name, _label in page.context["action_form"].fields["action"].choices]
    assert {"topics-add", "topics-remove", "assign", "priority"} <= set(offered)
    assert not {"publish", "withdraw", "merge"} & set(offered)


def test_reviewer_publishes_drafts_and_the_rest_is_refused(client):
    draft, withdrawn = make_claim(status="draft"), make_claim(status="withdrawn")
    client.force_login(make_reviewer())

    done = select(client, "publish", [draft, withdrawn])

    draft.refresh_from_db()
    withdrawn.refresh_from_db()
    assert (draft.status, withdrawn.status) == ("public", "withdrawn")
    assert set(reasons(done)) == {withdrawn.pk}


@pytest.mark.parametrize("make", [make_appearance, make_evidence])
def test_reviewer_approves_what_others_made_and_is_told_why_not_their_own(client, make):
    reviewer = make_reviewer()
    theirs, own = make(status="draft"), make(status="draft", by=reviewer)
    client.force_login(reviewer)

    done = select(client, "approve", [theirs, own])

    theirs.refresh_from_db()
    assert theirs.status == "public"
    assert reasons(done)[own.pk].startswith("Somebody else than who")


def test_evidence_that_a_verdict_relies_on_stays(client):
    claim = make_claim()
    cited, other = make_evidence(claim=claim), make_evidence(claim=claim)
    make_verdict(claim=claim, evidence=[cited])
    client.force_login(make_reviewer())

    done = confirm(client, select(client, "withdraw", [cited, other]))

    other.refresh_from_db()
    assert other.status == "withdrawn"
    assert reasons(done) == {cited.pk: "A verdict relies on this evidence. Cite it anew instead of changing it."}


def test_matches_are_decided_together(client):
    pairs = [
        ClaimMatch.objects.create(first=make_claim(), second=make_claim(), method="lexical") for _number in range(2)
    ]
    client.force_login(make_editor())

    confirm(client, select(client, "decide", pairs), decision="different")

    assert set(ClaimMatch.objects.values_list("decision", "decided_by")) == {("different", make_editor().pk)}


def test_inquiries_are_given_a_deadline_and_shown(client):
    asked = inquire(claim=make_claim(), addressee=make_claimant(), asked_at=NOON, by=make_editor())
    unasked = inquire(claim=make_claim(), addressee=make_claimant(), reason_not_asked="Dead.", by=make_editor())
    client.force_login(make_editor())

    done = confirm(client, select(client, "deadline", [asked, unasked]), deadline_0="2026-02-01", deadline_1="12:00:00")
    select(client, "show", [asked, unasked])

    assert set(reasons(done)) == {unasked.pk}
    assert [row.is_public for row in Inquiry.objects.all()] == [True, True]
    assert Inquiry.objects.get(pk=asked.pk).deadline.isoformat() == "2026-02-01T12:00:00+00:00"
