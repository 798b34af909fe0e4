"""The claim workspace: what it shows, who sees it, and where one comes to it from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from claims.actions.merge import merge_claim
from claims.actions.pair import decide_pair
from claims.actions.verdict import return_verdict
from claims.models import ClaimMatch
from tests.claims.admin.desk import told, url
from tests.claims.admin.weighing import page
from tests.factories import (
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_derivation,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_user,
    make_verdict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(client):
    """Return a claim; an editor is signed in."""
    client.force_login(make_editor())
    return make_claim()


def test_claim_and_its_list_lead_to_the_workspace(client, claim):
    address = url("claims_claim_workspace", claim.pk)

    assertContains(client.get(url("claims_claim_change", claim.pk)), address)
    assertContains(client.get(url("claims_claim_changelist")), address)


def test_merged_claim_leads_to_the_one_that_stayed(client, claim):
    merged = make_claim()
    merge_claim(claim=merged, into=claim, by=make_reviewer())

    response = client.get(url("claims_claim_workspace", merged.pk), follow=True)

    assertRedirects(response, url("claims_claim_workspace", claim.pk))
    assert told(response) == ["This claim has been merged; here is the one that stayed."]


def test_appearances_stand_in_order_of_time_with_the_remark_bracketed(client, claim):
    article = make_article()
    make_mark(text=article.current_text, exact="is open", inserted_by=make_outlet(name="InoSMI"))
    make_appearance(claim=claim, said="2025-02", claimant=make_claimant(name="Later"), status="draft")
    passage = make_passage(article=article)
    earlier = make_appearance(claim=claim, said="2025-01", claimant=make_claimant(name="Earlier"), passage=passage)
    make_appearance(claim=claim, status="withdrawn")

    response = page(client, claim)

    assert [shown.row.claimant.name for shown in response.context["appearances"]] == ["Earlier", "Later"]
    assert earlier == response.context["appearances"][0].row
    assertContains(response, "insertion by InoSMI")
    assertContains(response, "waits for approval", count=1)


def test_evidence_stands_by_stance_and_independent_source(client, claim):
    wire, copy, other = (make_article() for _ in range(3))
    make_derivation(article=copy, original=wire)
    for article in (wire, copy, other):
        make_evidence(claim=claim, article=article, stance="contradicts", status="draft")
    make_evidence(claim=claim, stance="context")

    columns = page(client, claim).context["columns"]

    assert [column.stance for column in columns] == ["supports", "contradicts", "context"]
    assert [column.count["articles"] for column in columns] == [0, 3, 1]
    assert [column.count["sources"] for column in columns] == [0, 2, 1]
    assert [len(source.pieces) for source in columns[1].sources] == [2, 1]


def test_ticked_evidence_is_what_the_draft_relies_on(client, claim):
    cited, other = make_evidence(claim=claim), make_evidence(claim=claim)
    make_verdict(claim=claim, state="draft", evidence=[cited])

    response = page(client, claim)

    assert response.context["ticked"] == {str(cited.pk)}
    assertContains(response, f'value="{cited.pk}" form="form-verdict" checked')
    assertContains(response, f'value="{other.pk}" form="form-verdict">')


def test_ratings_are_those_of_the_scale_that_serves_with_definitions(client):
    client.force_login(make_editor())

    response = page(client, make_claim(kind="prediction"))

    labels = [str(radio.choice_label) for radio in response.context["forms"]["verdict"]["rating"]]
    assert labels == ["came about", "partly", "did not", "open", "void"]
    assertContains(response, "It did not happen within the time named.")


def test_opinion_has_no_verdict_form(client):
    client.force_login(make_editor())

    response = page(client, make_claim(kind="opinion"))

    assertContains(response, "An opinion takes no rating")
    assertNotContains(response, 'id="form-verdict"')


def test_new_version_begins_with_the_words_of_the_one_before(client, claim):
    verdict = make_verdict(claim=claim, state="published")

    response = page(client, claim)

    form = response.context["forms"]["verdict"]
    assert form["title"].value() == verdict.title
    assert form.ticked == {str(pk) for pk in verdict.evidence.values_list("pk", flat=True)}
    assertContains(response, "Kind of change")
    assert [one.field for one in response.context["lacking"]] == ["change_kind", "change_note"]


def test_missing_things_lead_to_their_fields(client, claim):
    anna = make_claimant(name="Анна Петрова")
    make_appearance(claim=claim, claimant=anna)
    make_verdict(claim=claim, state="draft", title="", evidence=[])

    response = page(client, claim)

    assertContains(response, '<a href="#id_verdict-title">Give the verdict a title.</a>')
    assertContains(response, '<a href="#evidence">')
    assertContains(response, f'<a href="#inquiries" data-claimant="{anna.pk}">Ask Анна Петрова')


def test_tray_shows_what_waits_before_what_is_decided(client, claim):
    waiting, decided = make_claim(), make_claim()
    decide_pair(claim=claim, other=decided, decision="different", by=make_editor())
    ClaimMatch.objects.create(first=claim, second=waiting, method="words", score=0.3)

    found = page(client, claim).context["similar"]

    assert [(one.claim, one.is_decided) for one in found] == [(waiting, False), (decided, True)]


def test_workspace_is_for_the_desk(client, claim):
    client.force_login(make_user(username="outsider"))

    assert client.get(url("claims_claim_workspace", claim.pk)).status_code == 403
    assert client.get(url("claims_claim_preview", claim.pk)).status_code == 403
    client.logout()
    assert client.get(url("claims_claim_preview", claim.pk)).status_code == 302


def test_number_of_queries_does_not_grow_with_the_rows(client, claim):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            page(client, claim)
        return len(asked)

    def add():
        make_appearance(claim=claim)
        make_evidence(claim=claim)

    add()
    page(client, claim)
    with_one = queries()
    add()
    add()

    assert queries() == with_one


def test_returned_draft_says_why(client, claim):
    verdict = make_verdict(claim=claim, state="submitted")
    return_verdict(verdict=verdict, note="Name the log.", by=make_reviewer())

    response = page(client, claim)

    assertContains(response, "Returned by reviewer")
    assertContains(response, "Name the log.")
