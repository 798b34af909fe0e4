"""Claims at the desk: worded, published, merged."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from claims.models import Claim, Evidence
from tests.claims.admin.desk import do, errors, inline, told, url, verb_url
from tests.factories import (
    make_appearance,
    make_claim,
    make_editor,
    make_evidence,
    make_external_review,
    make_outlet,
    make_reviewer,
    make_topic,
    make_verdict,
)

pytestmark = pytest.mark.django_db


def typed(claim=None, **fields):
    """What an editor types."""
    listings = {**inline("appearances"), **inline("evidence"), **inline("verdicts")} if claim else {}
    return {
        "statement": "The bridge was open on 1 January 2026.",
        "short_statement": "The bridge was open",
        "language": "en",
        "kind": "fact",
        "priority": "normal",
        **listings,
        **fields,
    }


def test_claim_is_recorded_as_a_draft_with_its_topics(client):
    topic = make_topic()
    client.force_login(make_editor())

    client.post(url("claims_claim_add"), typed(about=[topic.pk]))

    claim = Claim.objects.get()
    assert (claim.status, claim.created_by, list(claim.topics.all())) == ("draft", make_editor(), [topic])


def test_language_that_is_none_is_refused_beside_its_field(client):
    client.force_login(make_editor())

    response = client.post(url("claims_claim_add"), typed(language="English"))

    assert response.context["adminform"].form.errors["language"] == [
        "Write the language as a BCP 47 tag, such as en or ru."
    ]


def test_change_that_somebody_else_made_meanwhile_is_not_overwritten_unseen(client):
    claim = make_claim()
    client.force_login(make_editor())
    page = client.get(url("claims_claim_change", claim.pk))
    seen = page.context["adminform"].form.initial["seen"]
    Claim.objects.filter(pk=claim.pk).update(context="Written by somebody else.")

    refused = client.post(url("claims_claim_change", claim.pk), typed(claim, seen=seen, context="Mine."))
    claim.refresh_from_db()
    kept = claim.context
    seen_now = refused.context["adminform"].form["seen"].value()
    client.post(url("claims_claim_change", claim.pk), typed(claim, seen=seen_now, context="Mine."))

    claim.refresh_from_db()
    assert "Somebody else has changed this" in errors(refused)
    assert (kept, claim.context) == ("Written by somebody else.", "Mine.")


def test_kind_that_the_verdict_does_not_serve_is_refused(client):
    claim = make_verdict().claim
    client.force_login(make_editor())

    response = client.post(url("claims_claim_change", claim.pk), typed(claim, kind="prediction"))

    assert "does not serve the new kind" in errors(response)


def test_editor_may_not_publish(client):
    claim = make_claim(status="draft")
    client.force_login(make_editor())

    response = client.post(verb_url(claim, "publish"))

    claim.refresh_from_db()
    assert (response.status_code, claim.status) == (403, "draft")


def test_reviewer_publishes(client):
    claim = make_claim(status="draft")
    client.force_login(make_reviewer())

    do(client, claim, "publish")

    claim.refresh_from_db()
    assert claim.status == "public"


def test_public_page_is_linked_only_where_there_is_one(client):
    draft, public = make_claim(status="draft"), make_claim()
    client.force_login(make_editor())

    assertNotContains(client.get(url("claims_claim_change", draft.pk)), "View on site")
    assertContains(client.get(url("claims_claim_change", public.pk)), public.get_absolute_url())


def test_merge_shows_what_moves_before_it_is_done(client):
    claim, into = make_claim(), make_claim(statement="It was closed.")
    make_appearance(claim=claim)
    make_evidence(claim=claim, stance="supports")
    client.force_login(make_reviewer())

    preview = client.get(verb_url(claim, "merge"), {"into": into.pk, "is_opposite": "on"})

    moves = [(move.before, move.after) for move in preview.context["moves"]]
    assert moves == [("asserts", "denies"), ("supports", "contradicts")]
    assert not Claim.objects.filter(merged_into__isnull=False).exists()


@pytest.mark.parametrize(("chosen", "shown"), [({}, ["Checkers: Pants on fire"]), ({"is_opposite": "on"}, [])])
def test_merge_shows_which_reviews_move(client, chosen, shown):
    review, into = make_external_review(publisher=make_outlet(name="Checkers")), make_claim()
    client.force_login(make_reviewer())

    preview = client.get(verb_url(review.claim, "merge"), {"into": into.pk, **chosen})

    assert [str(move.row) for move in preview.context["moves"]] == shown


def test_merge_of_opposites_turns_the_stances_round(client):
    claim, into = make_claim(), make_claim(statement="It was closed.")
    make_evidence(claim=claim, stance="supports")
    client.force_login(make_reviewer())

    do(client, claim, "merge", into=into.pk, is_opposite="on")

    claim.refresh_from_db()
    assert claim.merged_into == into
    assert [evidence.stance for evidence in Evidence.objects.filter(claim=into)] == ["contradicts"]


def test_merge_of_a_claim_with_a_published_verdict_is_refused(client):
    claim, into = make_verdict().claim, make_claim()
    client.force_login(make_reviewer())

    response = client.post(verb_url(claim, "merge"), {"into": into.pk})

    assertContains(response, "Retract or return the verdict first")
    claim.refresh_from_db()
    assert claim.merged_into is None


def test_merged_claim_is_shown_but_not_edited(client):
    claim, into = make_claim(), make_claim()
    Claim.objects.filter(pk=claim.pk).update(merged_into=into)
    client.force_login(make_reviewer())

    page = client.get(url("claims_claim_change", claim.pk))

    assert not page.context["has_change_permission"]
    assert list(page.context["verbs"]) == []


def test_deleting_a_draft_that_is_relied_on_is_refused(client):
    claim = make_claim(status="draft")
    make_appearance(claim=claim, status="draft")
    client.force_login(make_editor())

    response = client.post(url("claims_claim_delete", claim.pk), {"post": "yes"})

    assertContains(response, "protected")
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_history_names_who_changed_what(client):
    claim = make_claim(by=make_editor("first"))
    second = make_editor("second")
    client.force_login(second)
    client.post(url("claims_claim_change", claim.pk), typed(claim, context="New context.", about=[make_topic().pk]))

    page = client.get(url("claims_claim_history", claim.pk))

    versions = page.context["versions"]
    assert [version.who for version in versions] == ["second", "second", "first"]
    assert "New context." in [difference.after for version in versions for difference in version.differences]
    assert told(page) == [] or "changed successfully" in told(page)[0]
